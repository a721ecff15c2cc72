" Tells ALE to start `trainlint server` for YAML and JSON files; it says nothing about those that are no training configs.
let g:trainlint_command = get(g:, 'trainlint_command', 'trainlint')

function! TrainlintRoot(buffer) abort
  let l:git = finddir('.git', fnamemodify(bufname(a:buffer), ':p:h') . ';')
  return empty(l:git) ? fnamemodify(bufname(a:buffer), ':p:h') : fnamemodify(l:git, ':p:h:h')
endfunction

for s:filetype in ['yaml', 'json']
  call ale#linter#Define(s:filetype, {
  \ 'name': 'trainlint', 'lsp': 'stdio', 'executable': {-> g:trainlint_command},
  \ 'command': '%e server', 'project_root': function('TrainlintRoot')})
endfor
