" Run by run.sh in a Vim that was started with Editors/vim/trainlint.vim and a config; RESULT names the file for the verdict.
let s:problem = ''

function! s:Wait(what, Holds) abort
  let l:start = reltime()
  while !a:Holds()
    if reltimefloat(reltime(l:start)) > 10 | throw 'no ' . a:what | endif
    sleep 50m
  endwhile
endfunction

function! s:Found() abort
  return get(get(g:ale_buffer_info, bufnr(''), {}), 'loclist', [])
endfunction

function! s:Preview() abort
  for l:window in range(1, winnr('$'))
    if getwinvar(l:window, '&previewwindow') | return join(getbufline(winbufnr(l:window), 1, '$'), "\n") | endif
  endfor
  return ''
endfunction

" ALE asks which edit to apply; the preferred one is the first.
runtime autoload/ale/util.vim
function! ale#util#Input(...) abort
  return '1'
endfunction

function! s:Test() abort
  call ale#Queue(0, 'lint_file')
  call s:Wait('diagnostic', {-> !empty(s:Found())})
  if len(s:Found()) != 1 | throw len(s:Found()) . ' diagnostics' | endif
  let l:found = s:Found()[0]
  let l:marked = getline(l:found.lnum)[l:found.col - 1 : l:found.end_col - 1]
  if l:found.code !=# 'undertrained-large-model' || l:marked !=# '10000' | throw 'marks ' . l:marked | endif
  call cursor(l:found.lnum, l:found.col)
  ALEHover
  call s:Wait('hover', {-> s:Preview() =~# 'optimizer steps'})
  pclose
  let l:before = getline(1, '$')
  ALECodeAction
  call s:Wait('edit', {-> getline(1, '$') != l:before})
  call ale#Queue(0) " no event fires inside a script
  call s:Wait('end of the diagnostic', {-> empty(s:Found())})
endfunction

try
  call s:Test()
catch
  let s:problem = v:exception
endtry
call writefile(['vim ' . v:version / 100 . '.' . v:version % 100 . ' with ALE: '
\ . (empty(s:problem) ? 'ok' : 'FAILED: ' . s:problem)], $RESULT)
call ale#lsp#StopAll()
sleep 200m
execute empty(s:problem) ? 'qall!' : 'cquit!'
