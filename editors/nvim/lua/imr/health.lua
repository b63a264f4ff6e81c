-- Tells whether letters can be checked here: `:checkhealth imr`.
local health = vim.health
local is_new = vim.fn.has("nvim-0.11") == 1

local function run(...)
  local answer = vim.system({ ... }, { text = true }):wait(5000)
  return answer.code == 0, vim.trim(answer.stdout .. answer.stderr)
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
  local works, said = run(program, "--version")
  if not works then
    health.error(vim.fn.exepath(program) .. " does not start: " .. said)
    return
  end
  health.ok(said .. " at " .. vim.fn.exepath(program))
  return program
end

local function check_letter(buffer, program)
  local filetype = vim.bo[buffer].filetype
  local name = vim.api.nvim_buf_get_name(buffer)
  local shown = name == "" and "the unnamed buffer" or vim.fn.fnamemodify(name, ":~:.")
  if #vim.lsp.get_clients({ bufnr = buffer, name = "imr_ls" }) > 0 then
    health.ok("The server is attached to " .. shown)
  elseif filetype == "imr" or filetype == "text" then
    health.warn("The server is not attached to " .. shown, "See what it says: |vim.lsp.log|, or |:messages|")
  else
    health.info(("%s has the filetype “%s”, which is no letter's: |imr-use|"):format(shown, filetype))
    return
  end
  if program and name ~= "" then
    local works, settings = run(program, "config", "show", name)
    local file = settings:match("^file%s+([^\n]*)")
    if not works or not file then
      health.warn("The settings cannot be read: " .. settings)
    else
      health.info("The file with the settings of your office: " .. file)
    end
  end
end

return {
  check = function()
    health.start("imr")
    check_neovim()
    local program = check_server()
    -- The report stands in a buffer of its own; the letter is the one before it.
    local letter = vim.fn.bufnr("#")
    if letter > 0 then
      check_letter(letter, program)
    else
      health.info("No letter is open")
    end
  end,
}
