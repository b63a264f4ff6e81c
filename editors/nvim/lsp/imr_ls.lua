-- The server stays silent in text that is no letter.
return {
  cmd = { "imr-ls", "server" },
  filetypes = { "imr", "text" },
  root_markers = { "imr.toml", ".git" },
}
