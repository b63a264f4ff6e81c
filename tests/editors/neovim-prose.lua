-- A server for prose as an editor sees Harper and LTeX: it counts in UTF-16, finds fault with a word, offers another
-- one, and is asked for completions without having any.
local function faults(text)
  local found = {}
  for number, line in ipairs(vim.split(text, "\n")) do
    local first, last = line:find("Uphled", 1, true)
    if first then
      local function at(byte)
        return { line = number - 1, character = vim.str_utfindex(line, "utf-16", byte) }
      end
      local range = { start = at(first - 1), ["end"] = at(last) }
      table.insert(found, { range = range, code = "SPELL", severity = 2, source = "prose", message = "An unknown word." })
    end
  end
  return found
end

local answers = {
  initialize = function()
    return {
      capabilities = { textDocumentSync = 1, codeActionProvider = true, completionProvider = vim.empty_dict() },
    }
  end,
  ["textDocument/codeAction"] = function(params)
    return vim.tbl_map(function(fault)
      local edit = { range = fault.range, newText = "Upheld" }
      return { title = "Replace with “Upheld”", edit = { changes = { [params.textDocument.uri] = { edit } } } }
    end, params.context.diagnostics)
  end,
  ["textDocument/completion"] = function()
    return {}
  end,
}

local function serve(dispatchers)
  local is_closing = false
  local function publish(params, text)
    local told = { uri = params.textDocument.uri, diagnostics = faults(text) }
    dispatchers.notification("textDocument/publishDiagnostics", told)
  end
  return {
    request = function(method, params, callback)
      local answer = answers[method]
      vim.schedule(function()
        callback(nil, answer and answer(params) or vim.NIL)
      end)
      return true, 1
    end,
    notify = function(method, params)
      if method == "textDocument/didOpen" then
        publish(params, params.textDocument.text)
      elseif method == "textDocument/didChange" then
        publish(params, params.contentChanges[1].text)
      end
      return true
    end,
    is_closing = function()
      return is_closing
    end,
    terminate = function()
      is_closing = true
    end,
  }
end

return function()
  return vim.lsp.start({ name = "prose", cmd = serve })
end
