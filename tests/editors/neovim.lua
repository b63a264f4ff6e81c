-- Plays a physician in a real Neovim with the plugin installed; this process drives it.
-- usage: nvim --clean --headless -l neovim.lua SCRATCH, with imr-ls in the PATH
local here = vim.fs.dirname(vim.fs.normalize(vim.fn.fnamemodify(arg[0], ":p")))
local scratch = vim.fs.normalize(arg[1])
local patience = 60000

local function say(text)
  io.stdout:write("  " .. text .. "\n")
end

local function fail(text)
  io.stderr:write("neovim: " .. text .. "\n")
  os.exit(1)
end

local editor = {}

function editor.start()
  local plugins = scratch .. "/data/nvim/site/pack/imr/start"
  vim.fn.mkdir(plugins, "p")
  assert(vim.uv.fs_symlink(vim.fs.dirname(vim.fs.dirname(here)) .. "/editors/nvim", plugins .. "/imr"))
  editor.channel = vim.fn.jobstart({ vim.v.progpath, "--headless", "--embed", "-n" }, {
    rpc = true,
    cwd = scratch,
    env = {
      XDG_CONFIG_HOME = scratch .. "/config",
      XDG_DATA_HOME = scratch .. "/data",
      XDG_STATE_HOME = scratch .. "/state",
      XDG_CACHE_HOME = scratch .. "/cache",
      NVIM_APPNAME = "nvim",
    },
  })
end

--- Runs Lua in the editor and returns what it returns.
function editor.lua(code, ...)
  return vim.rpcrequest(editor.channel, "nvim_exec_lua", code, { ... })
end

function editor.type(keys)
  vim.rpcrequest(editor.channel, "nvim_input", keys)
end

--- Waits until `found` of what the Lua returns is true; fails with what it returned last.
function editor.wait(what, found, code, ...)
  local last
  local arguments = { ... }
  local done = vim.wait(patience, function()
    last = editor.lua(code, unpack(arguments))
    return found(last)
  end, 50)
  if not done then
    fail(what .. " did not come; last seen: " .. vim.inspect(last))
  end
  say(what)
  return last
end

local function findings(list)
  local seen = {}
  for _, finding in ipairs(list) do
    local key = ("%s %s %d"):format(finding.code, vim.diagnostic.severity[finding.severity], finding.lnum + 1)
    seen[key] = (seen[key] or 0) + 1
  end
  return seen
end

local get_findings = [[return vim.tbl_map(function(finding)
  return { code = finding.code, severity = finding.severity, lnum = finding.lnum }
end, vim.diagnostic.get(0))]]

local expected = {
  ["IMR202 WARN 29"] = 1,
  ["IMR214 WARN 46"] = 1,
  ["IMR401 ERROR 51"] = 1,
  ["IMR401 ERROR 58"] = 1,
  ["IMR201 INFO 60"] = 1,
  ["IMR211 INFO 60"] = 1,
}

local outline = {
  "1. Robaxin 500mg #30 — Uphled?",
  "2. Norco 10/325mg #120 — Upheld",
  "3. Acupuncture 2 times a week for 3 weeks (6 visits) — Overturned",
  "4. Ambien 10mg #30 — undecided",
}

local function review(name, filetype)
  say(name)
  assert(vim.uv.fs_copyfile(here .. "/draft.txt", scratch .. "/" .. name))
  editor.lua("vim.cmd.edit(...)", name)
  editor.wait("filetype " .. filetype, function(found)
    return found == filetype
  end, "return vim.bo.filetype")

  editor.wait("each finding once, with its severity", function(found)
    return vim.deep_equal(findings(found), expected)
  end, get_findings)

  editor.lua("vim.fn.setloclist(0, {}); vim.lsp.buf.document_symbol({ loclist = true })")
  editor.wait("outline with every item and its decision", function(shown)
    return vim.iter(outline):all(function(item)
      return shown:find(item, 1, true) ~= nil
    end)
  end, [[return vim.iter(vim.fn.getloclist(0)):map(function(entry) return entry.text end):join("\n")]])
  editor.lua("vim.cmd.lclose()")

  local citation = editor.lua("return vim.fn.search([[^MAXIMUS guideline:$]], 'w')")
  editor.type("A norco<C-x><C-o>")
  editor.wait("completion shown", function(visible)
    return visible == 1
  end, "return vim.fn.pumvisible()")
  editor.type("<C-y><Esc>")
  local completed = editor.wait("citation completed from the name of a drug", function(line)
    return line:find("Opioids, criteria for use", 1, true) and line:find("78-80", 1, true) and not line:find("norco")
  end, "return vim.fn.getline(...)", citation)
  say("“" .. completed .. "”")

  editor.lua("vim.fn.search('Uphled', 'w')")
  editor.lua([[vim.lsp.buf.code_action({ apply = true, filter = function(action)
    return action.title == "Change it to “Upheld”"
  end })]])
  editor.wait("misspelt decision corrected", function(line)
    return line == "Robaxin 500mg #30: Upheld"
  end, "return vim.fn.getline(29)")

  local left = vim.deepcopy(expected)
  left["IMR202 WARN 29"], left["IMR214 WARN 46"] = nil, nil
  editor.wait("findings of what was mended gone, the others still there once", function(found)
    return vim.deep_equal(findings(found), left)
  end, get_findings)
end

local function is_healthy()
  editor.lua("vim.cmd.checkhealth('imr')")
  local report = table.concat(editor.lua("return vim.api.nvim_buf_get_lines(0, 0, -1, true)"), "\n")
  for _, line in ipairs({ "OK Neovim %d", "OK imr%-ls %d[%d.]* at /", "OK The server is attached to letter.imr.txt" }) do
    if not report:find(line) then
      fail("checkhealth does not say “" .. line .. "”:\n" .. report)
    end
  end
  if report:find("ERROR") or report:find("WARNING") then
    fail("checkhealth finds fault:\n" .. report)
  end
  editor.lua("vim.cmd.tabclose()")
  say("checkhealth finds all in order")
end

local function has_help()
  editor.lua("vim.cmd.helptags('ALL'); vim.cmd.help('imr')")
  local about = editor.lua("return vim.fn.getline('.')")
  if not vim.startswith(about, "*imr.txt*") then
    fail(":help imr shows something else: " .. about)
  end
  editor.lua("vim.cmd.helpclose()")
  say("help")
end

local function has_colours_without_a_server()
  local groups = {
    { "HOW THE IMR", "imrSection" },
    { "State(s) of Licensure", "imrLabel" },
    { "47 year", "" },
    { "Robaxin 500mg", "imrItem" },
    { "Uphled", "imrUnknown" },
    { "Claims Administrator guideline:", "imrLabel" },
    { "63.", "imrPage" },
    { "63-66", "imrPage" },
    { "Decision rationale:", "imrLabel" },
    { "Norco 10/325mg #120", "imrItem" },
    { "Upheld", "imrUpheld" },
    { "80-82", "imrPage" },
    { "Overturned", "imrOverturned" },
    { "Ambien 10mg #30:", "imrUndecided" },
    { "TBD", "imrBehindColon" },
    { "06/05/14", "imrDate" },
    { "[insert", "imrPlaceholder" },
  }
  local draft = vim.fn.readfile(here .. "/draft.txt")
  draft[#draft] = draft[#draft] .. " TBD"
  vim.list_extend(draft, { "", "Decision rationale: Denied on 06/05/14. [insert a reason]" })
  vim.fn.writefile(draft, scratch .. "/colours.imr.txt")
  editor.lua("vim.lsp.enable('imr_ls', false); vim.cmd.edit('colours.imr.txt')")
  local seen = editor.lua(
    [[
      vim.fn.cursor(1, 1)
      return vim.tbl_map(function(place)
        local line, column = unpack(vim.fn.searchpos("\\V" .. place[1], "cW"))
        return { place[1], line > 0 and vim.fn.synIDattr(vim.fn.synID(line, column, 1), "name") or "not found" }
      end, ...)
    ]],
    groups
  )
  local servers = editor.lua("return #vim.lsp.get_clients({ bufnr = 0 })")
  if servers > 0 then
    fail("the letter was to be coloured without a server")
  end
  for place, expected_group in ipairs(groups) do
    local group = seen[place][2]:gsub("^imrCited$", "")
    if group ~= expected_group[2] then
      fail(("“%s” is coloured as “%s”, not as “%s”"):format(expected_group[1], group, expected_group[2]))
    end
  end
  editor.lua("vim.cmd.bwipeout(); vim.lsp.enable('imr_ls')")
  say("colours without a server")
end

local function folds()
  editor.lua("vim.wo.foldmethod, vim.wo.foldexpr, vim.wo.foldlevel = 'expr', 'v:lua.vim.lsp.foldexpr()', 99")
  editor.wait("an item folds from its heading to its last word", function(fold)
    return vim.deep_equal(fold, { 29, 39 })
  end, [[
    vim.cmd("normal! zx")
    pcall(vim.cmd, "29foldclose")
    local fold = { vim.fn.foldclosed(29), vim.fn.foldclosedend(29) }
    vim.cmd("normal! zR")
    return fold
  ]])
  editor.lua("vim.wo.foldmethod = 'manual'; vim.cmd('normal! zE')")
end

local function searches_all_letters()
  editor.lua("vim.fn.setqflist({}); vim.lsp.buf.workspace_symbol('acupuncture overturned')")
  editor.wait("the item in both letters, by its name and decision", function(found)
    return #found == 2 and vim.iter(found):all(function(text)
      return text:find("Acupuncture 2 times a week", 1, true)
    end)
  end, "return vim.tbl_map(function(entry) return entry.text end, vim.fn.getqflist())")
  editor.lua("vim.cmd.cclose()")
end

local function goes_to_the_page_of_a_guideline()
  editor.lua("vim.fn.cursor(34, 1); vim.fn.search('Muscle relaxants', 'cW'); vim.lsp.buf.definition()")
  local page = editor.wait("page about what is cited", function(page)
    return vim.startswith(page.name, "imr-guideline:/") and vim.startswith(page.text, "Muscle Relaxants (for pain)\n")
  end, [[return {
    name = vim.api.nvim_buf_get_name(0),
    text = table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n"),
    is_modifiable = vim.bo.modifiable,
  }]])
  if page.is_modifiable then
    fail("the page about a guideline can be changed")
  end
  editor.lua("vim.cmd.buffer('letter.imr.txt')")
end

local get_text = "return vim.api.nvim_buf_get_lines(0, 0, -1, true)"

local get_items = [[
  local params = { textDocument = vim.lsp.util.make_text_document_params(0) }
  local _, answer = next(vim.lsp.buf_request_sync(0, "textDocument/documentSymbol", params, 60000))
  return vim.tbl_map(function(item) return item.name end, answer.result[#answer.result].children)
]]

--- Plays a command at an item, waits until the letter has these items, and takes the command back with one undo.
local function changes(what, item, command, expected_items)
  local before = editor.lua(get_text)
  editor.lua("vim.fn.cursor(1, 1); vim.fn.search(..., 'W')", "^" .. item)
  editor.lua("vim.cmd(...)", command)
  editor.wait(what, function(items)
    return vim.deep_equal(items, expected_items)
  end, get_items)
  editor.lua("vim.cmd.undo()")
  if not vim.deep_equal(editor.lua(get_text), before) then
    fail("one undo does not take back :" .. command)
  end
end

local function decides_inserts_and_moves_items()
  local robaxin, norco = "1. Robaxin 500mg #30 — Upheld", "2. Norco 10/325mg #120 — Upheld"
  local acupuncture = "3. Acupuncture 2 times a week for 3 weeks (6 visits) — "
  local ambien = "4. Ambien 10mg #30 — undecided"
  changes("decision turned", "Acupuncture", "LspImrDecide Upheld", { robaxin, norco, acupuncture .. "Upheld", ambien })
  acupuncture = acupuncture .. "Overturned"
  changes("item inserted", "Robaxin", "LspImrInsertItem", {
    robaxin,
    "2. ___ — undecided",
    "3" .. norco:sub(2),
    "4" .. acupuncture:sub(2),
    "5" .. ambien:sub(2),
  })
  local exchanged = { "1" .. norco:sub(2), "2" .. robaxin:sub(2), acupuncture, ambien }
  changes("item moved up", "Norco", "LspImrMoveUp", exchanged)
  changes("item moved down", "Robaxin", "LspImrMoveDown", exchanged)
end

local function is_checked_as_final()
  local function severity(wanted)
    return function(found)
      return vim.iter(found):any(function(finding)
        return finding.code == "IMR201" and finding.severity == vim.diagnostic.severity[wanted]
      end)
    end
  end
  editor.lua("vim.cmd.LspImrFinal()")
  editor.wait("what is missing is an error in a final letter", severity("ERROR"), get_findings)
  editor.lua("vim.cmd('messages clear'); vim.cmd.LspImrStatus()")
  editor.wait("status of a final letter", function(shown)
    return shown:find("letter%-%d+ · final · 3/4 decided · errors: %d") ~= nil
  end, "return vim.api.nvim_exec2('messages', { output = true }).output")
  editor.lua("vim.cmd.LspImrDraft()")
  editor.wait("what is missing is information in a draft", severity("INFO"), get_findings)
end

local function goes_to_what_is_undecided_and_reports()
  editor.lua("vim.fn.cursor(1, 1); vim.api.nvim_feedkeys(']u', 'xm', false)")
  editor.wait("cursor at the undecided item", function(line)
    return line > 1
  end, "return vim.fn.line('.')")
  editor.lua("vim.cmd.LspImrReport()")
  editor.wait("report", function(text)
    return text:find("^# Cite%-check report: ") ~= nil
  end, "return vim.api.nvim_buf_get_lines(0, 0, 1, false)[1] or ''")
  editor.lua("vim.cmd.close()")
  editor.lua("vim.cmd.LspImrCheckAll()")
  editor.wait("check of all letters", function(text)
    return text:find("^# Check of all letters") ~= nil and text:find("letter.imr.txt", 1, true) ~= nil
  end, "return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, false), '\\n')")
  editor.lua("vim.cmd.close()")
end

local function ignores_a_finding()
  editor.lua("vim.fn.cursor(58, 1); vim.fn.search('Overturned', 'b')")
  editor.lua([[vim.lsp.buf.code_action({ apply = true, filter = function(action)
    return action.title == "Ignore IMR401 in this item"
  end })]])
  editor.wait("ignored finding gone", function(found)
    return not vim.iter(found):any(function(finding)
      return finding.code == "IMR401"
    end)
  end, get_findings)
  local settings = editor.lua([[
    local buffer = vim.fn.bufnr("imr.toml")
    return buffer < 0 and {} or vim.api.nvim_buf_get_lines(buffer, 0, -1, true)
  ]])
  local wanted = { "[[ignore]]", 'code = "IMR401"', 'file = "letter.imr.txt"' }
  if not vim.deep_equal(vim.list_slice(settings, 1, 3), wanted) then
    fail("imr.toml holds something else: " .. vim.inspect(settings))
  end
  say("imr.toml holds what is ignored")

  editor.lua("vim.cmd.buffer('imr.toml')")
  editor.lua("vim.api.nvim_buf_set_lines(0, 1, 2, true, { 'code = \"IMR214\"' })")
  editor.lua("vim.cmd.buffer('letter.imr.txt')")
  editor.wait("the finding back when imr.toml says something else, before that is saved", function(found)
    return findings(found)["IMR401 ERROR 51"] == 1
  end, get_findings)
end

local function keeps_blanks()
  vim.fn.writefile({ "root = true", "[*]", "trim_trailing_whitespace = true" }, scratch .. "/.editorconfig")
  vim.fn.writefile({ "CLINICAL CASE SUMMARY " }, scratch .. "/blanks.imr.txt")
  editor.lua("vim.cmd.edit('blanks.imr.txt'); vim.cmd.write()")
  local written = vim.fn.readfile(scratch .. "/blanks.imr.txt")[1]
  if written ~= "CLINICAL CASE SUMMARY " then
    fail("EditorConfig trimmed a letter")
  end
  say("EditorConfig leaves the blanks of a letter alone")
end

local function lives_beside_another_server()
  local draft = vim.fn.readfile(here .. "/draft.txt")
  draft[29] = "“Robaxin” 💊 500mg #30: Uphled"
  vim.fn.writefile(draft, scratch .. "/beside.imr.txt")
  editor.lua("vim.cmd.edit('beside.imr.txt')")
  local prose = editor.lua("return dofile(...)()", here .. "/neovim-prose.lua")
  local get_faults = [[return vim.iter(vim.diagnostic.get(0, { lnum = 28 })):map(function(finding)
    return ("%s %s %d-%d"):format(finding.source, finding.code, finding.col, finding.end_col)
  end):totable()]]
  editor.wait("findings of both servers, at the same word", function(found)
    table.sort(found)
    return vim.deep_equal(found, { "imr-ls IMR202 30-36", "prose SPELL 30-36" })
  end, get_faults)

  local offered = editor.lua([[
    vim.fn.cursor(1, 1)
    vim.fn.search("Uphled")
    local offered
    local select = vim.ui.select
    vim.ui.select = function(choices, _, choose)
      offered = vim.tbl_map(function(choice) return choice.action.title end, choices)
      choose(vim.iter(choices):find(function(choice) return vim.startswith(choice.action.title, "Replace") end))
    end
    vim.lsp.buf.code_action()
    vim.wait(60000, function() return offered ~= nil end)
    vim.ui.select = select
    return offered
  ]])
  for _, title in ipairs({ "Change it to “Upheld”", "Replace with “Upheld”" }) do
    if not vim.list_contains(offered, title) then
      fail("with two servers “" .. title .. "” is not offered: " .. vim.inspect(offered))
    end
  end
  editor.wait("a fix of the other server, after which both are content", function(found)
    return #found == 0
  end, get_faults)

  local citation = editor.lua("return vim.fn.search([[^MAXIMUS guideline:$]], 'w')")
  editor.type("A muscle relax<C-x><C-o>")
  editor.wait("completion shown", function(visible)
    return visible == 1
  end, "return vim.fn.pumvisible()")
  editor.type("<C-y><Esc>")
  editor.wait("citation completed, though the other server offers nothing", function(line)
    return line:find("^MAXIMUS guideline: Decision based on .*: 63%-66%.$") ~= nil
  end, "return vim.fn.getline(...)", citation)

  editor.lua("vim.cmd.checkhealth('vim.lsp')")
  local report = table.concat(editor.lua("return vim.api.nvim_buf_get_lines(0, 0, -1, true)"), "\n")
  if report:find("different position encodings") then
    fail("the servers of a letter count differently:\n" .. report)
  end
  editor.lua("vim.cmd.tabclose(); vim.cmd.bwipeout({ bang = true }); vim.lsp.get_client_by_id(...):stop()", prose)
end

local other_texts = {
  ["empty.txt"] = { "" },
  ["notes.txt"] = { "Buy milk.", "Decision: yes" },
  ["README.txt"] = { "SETUP", "", "Run make.", "", "DECISIONS AND RATIONALES", "", "It is fast: see Page(s): 3-4." },
  ["mail.txt"] = {
    "The Final Determination came today; the clinical case summary is attached. Sadly it is upheld.",
    "See page 63 of the claims administrator guideline. Decision rationale: none that I can see.",
  },
  ["service.log.txt"] = vim.fn["repeat"]({ "07:00:00 INFO request 17 done in 12 ms, status: upheld" }, 100000),
}

local function leaves_other_text_alone()
  editor.lua("vim.cmd('messages clear')")
  for name, lines in vim.spairs(other_texts) do
    vim.fn.writefile(lines, scratch .. "/" .. name)
    editor.lua("vim.cmd.edit(...)", name)
    local seen = editor.lua([[
      vim.wait(60000, function() return #vim.lsp.get_clients({ bufnr = 0 }) == 1 end)
      local params = { textDocument = vim.lsp.util.make_text_document_params(0) }
      local seen = { findings = vim.diagnostic.get(0) }
      for _, what in ipairs({ "documentSymbol", "codeLens", "foldingRange", "semanticTokens/full" }) do
        local _, answer = next(vim.lsp.buf_request_sync(0, "textDocument/" .. what, params, 60000))
        seen[what] = answer.result and answer.result.data or answer.result or {}
      end
      seen.messages = vim.split(vim.api.nvim_exec2("messages", { output = true }).output, "\n", { trimempty = true })
      return seen
    ]])
    for what, list in pairs(seen) do
      if #list > 0 then
        fail(name .. " is no letter, but there are " .. what .. ": " .. vim.inspect(list))
      end
    end
  end
  say("other text left alone, silently")
end

local function leaves_no_server()
  local servers = editor.lua("return vim.api.nvim_get_proc_children(vim.fn.getpid())")
  if #servers ~= 1 then
    fail("one server should run, there are " .. #servers)
  end
  vim.rpcnotify(editor.channel, "nvim_command", "quitall!")
  local gone = vim.wait(patience, function()
    return vim.uv.kill(servers[1], 0) ~= 0
  end, 50)
  if not gone then
    fail("the server outlives the editor")
  end
  say("server gone with the editor")
end

say(tostring(vim.version()))
editor.start()
has_help()
has_colours_without_a_server()
review("letter.txt", "text")
review("letter.imr.txt", "imr")
is_healthy()
folds()
searches_all_letters()
goes_to_the_page_of_a_guideline()
decides_inserts_and_moves_items()
is_checked_as_final()
goes_to_what_is_undecided_and_reports()
ignores_a_finding()
keeps_blanks()
lives_beside_another_server()
leaves_other_text_alone()
leaves_no_server()
