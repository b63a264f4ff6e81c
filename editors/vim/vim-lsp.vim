" Letters in Vim with the plugin vim-lsp: copy this file to ~/.vim/plugin/imr-lsp.vim. `imr-ls` has to be in the PATH.
" Any other text file is checked too, as soon as two headings of a letter stand in it.
autocmd User lsp_setup call lsp#register_server({
      \ 'name': 'imr-ls',
      \ 'cmd': {server_info -> ['imr-ls', 'server']},
      \ 'allowlist': ['imr', 'text'],
      \ })
