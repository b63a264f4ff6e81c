if vim.g.loaded_imr then
  return
end
vim.g.loaded_imr = true

if vim.lsp.enable then
  vim.lsp.enable("imr_ls")
  vim.api.nvim_create_autocmd("LspAttach", {
    group = vim.api.nvim_create_augroup("imr", {}),
    callback = function(event)
      local client = vim.lsp.get_client_by_id(event.data.client_id)
      if client and client.name == "imr_ls" then
        -- Neovim 0.11 by itself inserts only the first word of a citation.
        local function whole(item)
          return { word = vim.tbl_get(item, "textEdit", "newText") }
        end
        vim.lsp.completion.enable(true, client.id, event.buf, { convert = whole })
      end
    end,
  })
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
