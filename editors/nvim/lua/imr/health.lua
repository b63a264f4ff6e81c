-- Tells whether letters can be checked here: `:checkhealth imr`.
local health = vim.health
local is_new = vim.fn.has("nvim-0.11") == 1

local function run(...)
  return vim.system({ ... }, { text = true }):wait(5000)
end

local function get_command()
  if is_new then
    return vim.lsp.config.imr_ls.cmd
  end
  return dofile(vim.api.nvim_get_runtime_file("lsp/imr_ls.lua", false)[1]).cmd
end

local function check_neovim()
  local version = tostring(vim.version())
  if is_new then
    health.ok("Neovim " .. version)
  elseif vim.fn.has("nvim-0.10") == 1 then
    health.ok("Neovim " .. version .. "; with 0.11 or newer citations are completed without a plugin")
  else
    health.error("Neovim " .. version .. " is too old", "Install Neovim 0.10 or newer.")
  end
end

--- Returns the program that is the server, if it can be asked.
local function check_server()
  local command = get_command()
  if type(command) ~= "table" then
    health.info("The server is started by a function of yours")
    return
  end
  local program = command[1]
  if vim.fn.executable(program) == 0 then
    health.error(program .. " is not found", "Install it in the PATH, or name its place: |imr-settings|")
    return
  end
  local answer = run(program, "--version")
  if answer.code ~= 0 then
    health.error(vim.fn.exepath(program) .. " does not start: " .. vim.trim(answer.stderr))
    return
  end
  health.ok(vim.trim(answer.stdout) .. " at " .. vim.fn.exepath(program))
  return program
end

local function check_settings(program, letter)
  local answer = run(program, "config", "show", letter)
  local file = answer.stdout:match("^file%s+([^\n]*)")
  if file then
    health.info(("The settings of your office (%s)"):format(file))
  end
  if answer.code ~= 0 then
    health.warn("Something is wrong with the settings: " .. vim.trim(answer.stderr))
  end
end

local function may_be_letter(buffer)
  return vim.list_contains({ "imr", "text" }, vim.bo[buffer].filetype)
end

--- Returns the buffer before the report, which stands in one of its own, or else another that may be a letter.
local function find_letter()
  local buffers = vim.list_extend({ vim.fn.bufnr("#") }, vim.api.nvim_list_bufs())
  return vim.iter(buffers):find(function(buffer)
    return buffer > 0 and may_be_letter(buffer)
  end)
end

local function check_letter(program)
  local buffer = find_letter()
  if not buffer then
    health.info("No letter is open: |imr-use|")
    return
  end
  local name = vim.api.nvim_buf_get_name(buffer)
  local shown = name == "" and "the letter without a name" or vim.fn.fnamemodify(name, ":~:.")
  if #vim.lsp.get_clients({ bufnr = buffer, name = "imr_ls" }) > 0 then
    health.ok("The server is attached to " .. shown)
  else
    health.warn("The server is not attached to " .. shown, "See what it says: |vim.lsp.log|, |:messages|")
  end
  if program and name ~= "" then
    check_settings(program, name)
  end
end

return {
  check = function()
    health.start("imr")
    check_neovim()
    local program = check_server()
    check_letter(program)
  end,
}
