vim.filetype.add({
  extension = { imr = "imr" },
  pattern = { [".*%.imr%.txt"] = "imr", [".*/CM%d%d%-[^/]*%.txt"] = "imr" },
})
