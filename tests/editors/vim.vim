" Opens letters in a real Vim, without the plugin vim-lsp: what it would be told is only noted.
" usage: vim -u NONE -N -n -es -S vim.vim, in an empty folder
let s:root = expand('<sfile>:p:h:h:h')
filetype on
syntax on
call mkdir('autoload')
call writefile(['function lsp#register_server(server)', '  let g:server = a:server', 'endfunction'], 'autoload/lsp.vim')
execute 'set runtimepath^=.,' .. fnameescape(s:root .. '/editors/nvim')
execute 'source' fnameescape(s:root .. '/editors/vim/imr.vim')
execute 'source' fnameescape(s:root .. '/editors/vim/vim-lsp.vim')

for [s:name, s:filetype] in items({'a.imr': 'imr', 'b.imr.txt': 'imr', 'CM14-0000001.txt': 'imr', 'notes.txt': 'text'})
  execute 'edit' s:name
  call assert_equal(s:filetype, &filetype, s:name)
endfor

edit CM14-0000001.txt
call setline(1, readfile(s:root .. '/tests/editors/draft.txt'))
for [s:text, s:group] in items({'CLINICAL CASE': 'imrSection', 'Robaxin 500mg': 'imrItem', 'Overturned': 'imrOverturned'})
  let s:place = searchpos(s:text, 'w')
  call assert_equal(s:group, synIDattr(synID(s:place[0], s:place[1], 1), 'name'), s:text)
endfor

doautocmd User lsp_setup
call assert_equal(['imr-ls', 'server'], g:server.cmd({}))
call assert_equal(['imr', 'text'], g:server.allowlist)

if !empty(v:errors)
  call writefile(v:errors, '/dev/stderr')
  cquit
endif
qall!
