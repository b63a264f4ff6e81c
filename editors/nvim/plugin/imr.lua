if vim.g.loaded_imr then
  return
end
vim.g.loaded_imr = true

local group = vim.api.nvim_create_augroup("imr", {})
local is_old = vim.fn.has("nvim-0.11") == 0

local function ask(client, buffer, method, params, show)
  local function handle(failure, answer)
    if failure then
      vim.notify(failure.message, vim.log.levels.ERROR)
    elseif show then
      show(answer)
    end
  end
  if is_old then
    client.request(method, params, handle, buffer)
  else
    client:request(method, params, handle, buffer)
  end
end

local function show_status(status)
  if not status then
    vim.notify("This is no letter.")
    return
  end
  local said = { status.layout, status.stage, ("%d/%d decided"):format(status.decided, status.items) }
  if status.isReady then
    table.insert(said, "ready")
  end
  for _, what in ipairs({ "errors", "warnings" }) do
    if status[what] > 0 then
      table.insert(said, ("%s: %d"):format(what, status[what]))
    end
  end
  vim.notify(table.concat(said, " · "))
end

local function show_page(text)
  vim.cmd("botright new")
  vim.bo.buftype, vim.bo.bufhidden, vim.bo.filetype = "nofile", "wipe", "markdown"
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(text, "\n"))
  vim.bo.modifiable = false
end

local function show_report(text)
  if text then
    show_page(text)
  else
    vim.notify("This is no letter.")
  end
end

-- There is none if the check was cancelled.
local function show_overview(text)
  if text then
    show_page(text)
  end
end

-- The server has the place shown by itself.
local function say_if_none(place)
  if not place then
    vim.notify("No item is left undecided.")
  end
end

local function show_new_letter(text)
  vim.cmd("enew")
  vim.bo.filetype = "imr"
  vim.api.nvim_buf_set_lines(0, 0, -1, false, vim.split(vim.trim(text), "\n"))
end

local function add_commands(client, buffer)
  local function add(name, about, run, more)
    vim.api.nvim_buf_create_user_command(buffer, name, run, vim.tbl_extend("force", { desc = about }, more or {}))
  end
  local function execute(command)
    return function()
      ask(client, buffer, "workspace/executeCommand", { command = command, arguments = { vim.uri_from_bufnr(buffer) } })
    end
  end
  local function at_cursor(command, show)
    return function(given)
      local position = vim.lsp.util.make_position_params(0, client.offset_encoding).position
      local arguments = { vim.uri_from_bufnr(buffer), position }
      vim.list_extend(arguments, given and given.fargs or {})
      ask(client, buffer, "workspace/executeCommand", { command = command, arguments = arguments }, show)
    end
  end
  local function undecided(command)
    return at_cursor(command, say_if_none)
  end
  local function set(command)
    return function(given)
      local arguments = { vim.uri_from_bufnr(buffer), given.args }
      ask(client, buffer, "workspace/executeCommand", { command = command, arguments = arguments })
    end
  end
  local function one_of(...)
    local choices = { ... }
    return {
      nargs = 1,
      complete = function(typed)
        return vim.tbl_filter(function(choice)
          return vim.startswith(choice, typed)
        end, choices)
      end,
    }
  end
  vim.keymap.set("n", "]u", undecided("imr.nextUndecided"), { buffer = buffer, desc = "Next undecided item" })
  vim.keymap.set("n", "[u", undecided("imr.previousUndecided"), { buffer = buffer, desc = "Previous undecided item" })
  add("LspImrReport", "Show the cite-check report of this letter", function()
    local arguments = { vim.uri_from_bufnr(buffer), "markdown" }
    ask(client, buffer, "workspace/executeCommand", { command = "imr.report", arguments = arguments }, show_report)
  end)
  add("LspImrCheckAll", "Check all letters of the folders that are open", function()
    ask(client, buffer, "workspace/executeCommand", { command = "imr.checkWorkspace", arguments = { "markdown" } }, show_overview)
  end)
  add("LspImrFinal", "Check this letter as final", execute("imr.checkAsFinal"))
  add("LspImrDraft", "Check this letter as a draft", execute("imr.checkAsDraft"))
  add("LspImrDecide", "Set the decision of this item", at_cursor("imr.setDecision"), one_of("Upheld", "Overturned"))
  add("LspImrInsertItem", "Insert an item behind this one", at_cursor("imr.insertItem"))
  add("LspImrMoveUp", "Move this item up", at_cursor("imr.moveItemUp"))
  add("LspImrMoveDown", "Move this item down", at_cursor("imr.moveItemDown"))
  add("LspImrLayout", "Set the layout of the letters here", set("imr.selectLayout"), one_of(
    "auto", "notice-2013", "letter-2013", "letter-2014", "letter-2015", "letter-2016", "professional-review"
  ))
  add("LspImrDate", "Set the day of the letters here that give none", set("imr.setLetterDate"), { nargs = 1 })
  add("LspImrNew", "Write a new letter, with items between semicolons", function(given)
    local items = vim.split(given.args, ";", { trimempty = true })
    local arguments = { #items > 0 and items or vim.NIL }
    ask(client, buffer, "workspace/executeCommand", { command = "imr.newLetter", arguments = arguments }, show_new_letter)
  end, { nargs = "*" })
  add("LspImrStatus", "Show how far this letter has come", function()
    ask(client, buffer, "imr/status", { textDocument = { uri = vim.uri_from_bufnr(buffer) } }, show_status)
  end)
end

-- From a citation one comes to the page about an entry of the catalogue.
vim.api.nvim_create_autocmd("BufReadCmd", {
  group = group,
  pattern = "imr-guideline:/*",
  callback = function(event)
    local client = (vim.lsp.get_clients or vim.lsp.get_active_clients)({ name = "imr_ls" })[1]
    local method, params = "workspace/textDocumentContent", { uri = vim.api.nvim_buf_get_name(event.buf) }
    local answer
    if client and is_old then
      answer = client.request_sync(method, params, 2000, event.buf)
    elseif client then
      answer = client:request_sync(method, params, 2000, event.buf)
    end
    local text = answer and answer.result and answer.result.text or "There is no such entry in the catalogue.\n"
    vim.bo[event.buf].buftype, vim.bo[event.buf].swapfile = "nofile", false
    vim.api.nvim_buf_set_lines(event.buf, 0, -1, false, vim.split(vim.trim(text), "\n"))
    vim.bo[event.buf].modifiable = false
  end,
})

-- Neovim 0.11 by itself inserts only the first word of a citation.
local function whole(item)
  return { word = vim.tbl_get(item, "textEdit", "newText") }
end

vim.api.nvim_create_autocmd("LspAttach", {
  group = group,
  callback = function(event)
    local client = vim.lsp.get_client_by_id(event.data.client_id)
    if not client or client.name ~= "imr_ls" then
      return
    end
    local is_text = vim.bo[event.buf].filetype ~= "toml"
    if is_text then
      add_commands(client, event.buf)
    end
    if is_old then
      return
    end
    vim.lsp.completion.enable(true, client.id, event.buf, { convert = whole })
    if is_text and vim.bo[event.buf].omnifunc == "v:lua.vim.lsp.omnifunc" then
      vim.bo[event.buf].omnifunc = "v:lua.require'imr.completion'.complete"
    end
  end,
})

if not is_old then
  vim.lsp.enable("imr_ls")
  return
end

-- Neovim 0.10 does not read the folder lsp.
local config = dofile(vim.api.nvim_get_runtime_file("lsp/imr_ls.lua", false)[1])
local capabilities = vim.tbl_deep_extend("force", vim.lsp.protocol.make_client_capabilities(), config.capabilities)
vim.api.nvim_create_autocmd("FileType", {
  group = group,
  pattern = config.filetypes,
  callback = function(event)
    config.root_dir(event.buf, function(root)
      vim.lsp.start({
        name = "imr_ls",
        cmd = config.cmd,
        root_dir = root,
        capabilities = capabilities,
        init_options = config.init_options,
      }, { bufnr = event.buf, reuse_client = config.reuse_client })
    end)
  end,
})
