-- What |i_CTRL-X_CTRL-O| does in a letter. Neovim 0.11 asks all servers at once and takes the place where the typed
-- words begin from the last one, even if that offers nothing, as spell checkers do. So where the server of letters has
-- something to offer, it is asked alone.
local function offers_something()
  local client = vim.lsp.get_clients({ bufnr = 0, name = "imr_ls" })[1]
  if not client then
    return false
  end
  local params = vim.lsp.util.make_position_params(0, client.offset_encoding)
  local answer = client:request_sync("textDocument/completion", params, 1000, 0)
  local items = answer and answer.result and answer.result.items
  return items ~= nil and #items > 0
end

return {
  complete = function(find_start, base)
    if not offers_something() then
      return vim.lsp.omnifunc(find_start, base)
    end
    vim.lsp.completion.get()
    return -2
  end,
}
