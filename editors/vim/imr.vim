" Which texts are letters. Copy this file to ~/.vim/ftdetect/imr.vim, and for colours editors/nvim/syntax/imr.vim to
" ~/.vim/syntax/imr.vim. The server comes with vim-lsp.vim or with coc-settings.json, whichever plugin you have.
autocmd BufRead,BufNewFile *.imr,*.imr.txt,CM[0-9][0-9]-*.txt set filetype=imr
