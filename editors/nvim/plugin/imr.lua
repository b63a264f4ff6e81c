if vim.g.loaded_imr then
  return
end
vim.g.loaded_imr = true

if vim.lsp.enable then
  vim.lsp.enable("imr_ls")
  return
end

-- Neovim 0.10 does not read the folder lsp.
local config = dofile(vim.api.nvim_get_runtime_file("lsp/imr_ls.lua", false)[1])
vim.api.nvim_create_autocmd("FileType", {
  group = vim.api.nvim_create_augroup("imr", {}),
  pattern = config.filetypes,
  callback = function(event)
    local root = vim.fs.root(event.buf, config.root_markers)
    vim.lsp.start({ name = "imr_ls", cmd = config.cmd, root_dir = root }, { bufnr = event.buf })
  end,
})
