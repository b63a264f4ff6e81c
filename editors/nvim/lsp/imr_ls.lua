-- The server stays silent in text that is no letter.
return {
  cmd = { "imr-ls", "server" },
  -- As Harper, LTeX and most others count: Neovim wants all servers of a buffer to count alike.
  capabilities = { general = { positionEncodings = { "utf-16" } } },
  -- The plugin shows what the server tells of an entry of its catalogue.
  init_options = { guidelinePages = true },
  filetypes = { "imr", "text", "toml" },
  root_dir = function(buffer, start)
    -- Of all TOML files only the settings are of concern.
    local name = vim.fs.basename(vim.api.nvim_buf_get_name(buffer))
    if vim.bo[buffer].filetype ~= "toml" or name == "imr.toml" then
      start(vim.fs.root(buffer, { "imr.toml", ".git" }))
    end
  end,
  -- One server for all: it finds the settings of each letter by itself, and follows those that are open.
  reuse_client = function(client, config)
    return client.name == config.name
  end,
}
