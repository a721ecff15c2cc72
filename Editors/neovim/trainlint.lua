-- Starts `trainlint server` for YAML and JSON files; it says nothing about those that are no training configs.
-- Set vim.g.trainlint_command to the program's path where it is not on PATH.
local cmd = { vim.g.trainlint_command or 'trainlint', 'server' }
local filetypes = { 'yaml', 'json' }
local markers = { '.trainlint.yaml', '.git' }

if vim.lsp.config then -- Neovim 0.11
  vim.lsp.config('trainlint', { cmd = cmd, filetypes = filetypes, root_markers = markers })
  vim.lsp.enable('trainlint')
else
  local client -- Neovim 0.7 knows no vim.lsp.start, which finds a running server by itself
  vim.api.nvim_create_autocmd('FileType', {
    pattern = filetypes,
    callback = function(event)
      local config = { name = 'trainlint', cmd = cmd, root_dir = vim.fn.getcwd() }
      if vim.fs and vim.lsp.start then
        local folder = vim.fs.dirname(vim.api.nvim_buf_get_name(event.buf))
        local found = vim.fs.find(markers, { upward = true, path = folder })[1]
        config.root_dir = found and vim.fs.dirname(found) or config.root_dir
        vim.lsp.start(config)
      else
        client = client or vim.lsp.start_client(config)
        vim.lsp.buf_attach_client(event.buf, client)
      end
    end,
  })
end
