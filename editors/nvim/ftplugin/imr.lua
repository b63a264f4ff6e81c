if vim.b.did_ftplugin then
  return
end
vim.b.did_ftplugin = 1

vim.bo.commentstring = ""
vim.wo[0][0].wrap = true
vim.wo[0][0].linebreak = true
vim.b.undo_ftplugin = "setlocal commentstring< wrap< linebreak<"

-- Blanks at the ends of lines tell the paragraphs of text out of a PDF apart. EditorConfig may come to a
-- buffer before its filetype or after it, so its trimming is switched off now and again before each writing.
local function keep_blanks(buffer)
  if vim.bo[buffer].filetype == "imr" then
    pcall(require("editorconfig").properties.trim_trailing_whitespace, buffer, "false")
  end
end
local buffer = vim.api.nvim_get_current_buf()
keep_blanks(buffer)
vim.api.nvim_create_autocmd("BufWritePre", {
  group = vim.api.nvim_create_augroup("imr_keep_blanks_" .. buffer, {}),
  buffer = buffer,
  callback = function()
    keep_blanks(buffer)
  end,
})
