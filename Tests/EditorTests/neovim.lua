-- Run by run.sh in a Neovim that was started with Editors/neovim/trainlint.lua and a config.
local buffer = vim.api.nvim_get_current_buf()

local function find()
  for _, diagnostic in ipairs(vim.diagnostic.get(buffer)) do
    local sent = diagnostic.user_data and diagnostic.user_data.lsp or {}
    if (diagnostic.code or sent.code) == 'undertrained-large-model' then return diagnostic end
  end
end

local function wait(what, condition)
  if not vim.wait(10000, function() return condition() end, 20) then error('no ' .. what) end
end

local function ask(method, params)
  params.textDocument = { uri = vim.uri_from_bufnr(buffer) }
  for _, answer in pairs(vim.lsp.buf_request_sync(buffer, method, params, 5000) or {}) do
    if answer.error then error(method .. ': ' .. answer.error.message) end
    if answer.result then return answer.result end
  end
  error('no answer to ' .. method)
end

local function test()
  wait('diagnostic', find)
  if #vim.diagnostic.get(buffer) ~= 1 then error('shown more than once') end
  local found = find()
  local line = vim.api.nvim_buf_get_lines(buffer, found.lnum, found.lnum + 1, false)[1]
  local marked = line:sub(found.col + 1, found.end_col)
  if not line:find('train_iters', 1, true) or marked ~= '10000' then error('marks ' .. marked) end

  local start = { line = found.lnum, character = found.col }
  local hover = ask('textDocument/hover', { position = start })
  if not hover.contents.value:find('optimizer steps', 1, true) then error('hover ' .. hover.contents.value) end

  local hints = ask('textDocument/inlayHint', {
    range = { start = { line = 0, character = 0 }, ['end'] = { line = 99, character = 0 } } })
  if #hints < 3 then error(#hints .. ' hints') end
  if vim.lsp.inlay_hint then -- Neovim 0.10 shows them itself
    vim.lsp.inlay_hint.enable(true, { bufnr = buffer })
    wait('hints', function() return #vim.lsp.inlay_hint.get({ bufnr = buffer }) == #hints end)
  end

  local actions = ask('textDocument/codeAction', {
    range = { start = start, ['end'] = start }, context = { diagnostics = {} } })
  local preferred = vim.tbl_filter(function(action) return action.isPreferred end, actions)
  if #preferred ~= 1 then error(#preferred .. ' preferred fixes') end
  vim.lsp.util.apply_workspace_edit(preferred[1].edit, 'utf-8')
  wait('end of the diagnostic', function() return not find() end)
end

local ok, problem = pcall(test)
local version = vim.version()
local name = ('neovim %d.%d.%d: '):format(version.major, version.minor, version.patch)
io.stdout:write(name .. (ok and 'ok' or 'FAILED: ' .. tostring(problem)) .. '\n')
local clients = (vim.lsp.get_clients or vim.lsp.get_active_clients)()
for _, client in pairs(clients) do client.stop() end
vim.cmd(ok and 'qall!' or 'cquit!')
