-- What a writer does in Neovim, step by step; the results are written as JSON into $RESULTS.
local results = {}

local function wait(what)
  return vim.wait(20000, what, 20)
end

local function text()
  return table.concat(vim.api.nvim_buf_get_lines(0, 0, -1, true), "\n")
end

local function finish()
  local file = assert(io.open(vim.env.RESULTS, "w"))
  file:write(vim.json.encode(results))
  file:close()
  vim.cmd("qa!")
end

-- Diagnostics appear.
vim.cmd("edit " .. vim.fn.fnameescape(vim.env.POST))
wait(function() return #vim.diagnostic.get(0) > 0 end)
results.diagnostics = vim.tbl_map(function(found)
  return { found.code, found.lnum, found.col, found.end_col }
end, vim.diagnostic.get(0))

-- The first action is applied to the buffer.
local first = vim.diagnostic.get(0)[1]
vim.api.nvim_win_set_cursor(0, { first.lnum + 1, first.col })
vim.ui.select = function(actions, _, choose)
  choose(actions[1], 1)
end
local before = text()
vim.lsp.buf.code_action()
wait(function() return text() ~= before end)
results.fixed = text()
results.gone = wait(function() return #vim.diagnostic.get(0) == 0 end)

-- A field is explained.
vim.api.nvim_win_set_cursor(0, { 2, 1 })
vim.lsp.buf.hover()
wait(function() return #vim.api.nvim_list_wins() > 1 end)
for _, window in ipairs(vim.api.nvim_list_wins()) do
  if window ~= vim.api.nvim_get_current_win() then
    local buffer = vim.api.nvim_win_get_buf(window)
    results.hover = table.concat(vim.api.nvim_buf_get_lines(buffer, 0, -1, true), "\n")
  end
end

-- A value is completed while it is written.
vim.api.nvim_input("<Esc>2Goauthor: <C-x><C-o>")
local timer, turns = vim.loop.new_timer(), 0
timer:start(50, 50, vim.schedule_wrap(function()
  turns = turns + 1
  local items = vim.fn.complete_info({ "items" }).items
  if #items > 0 or turns > 400 then
    timer:stop()
    results.words = vim.tbl_map(function(item) return item.word end, items)
    finish()
  end
end))
