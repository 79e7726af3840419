import { INCUMBENTS_KEPT, LOG_LINES_KEPT } from '../../jobChange.ts';

/**
 * What a running job leaves beside its record: log lines, and a solution better than those before.
 * Both are streams whose ids count from 1. Returns the event's data, with the new incumbent in it.
 */
export const KEEP_NOTES = `
local function keepNotes(record, change)
  local lines = change.logs or {}
  if #lines > 0 then
    local before = redis.call('HINCRBY', record, 'log_lines', #lines) - #lines
    for i, line in ipairs(lines) do
      redis.call('XADD', record .. ':logs', 'MAXLEN', ${LOG_LINES_KEPT}, (before + i) .. '-0', 'line', line)
    end
  end
  if not change.incumbent then return change.data end
  local index = redis.call('HINCRBY', record, 'incumbents', 1)
  local summary = '{"index":' .. index .. ',' .. change.incumbent.rest
  redis.call('HSET', record, 'incumbent', summary)
  redis.call('XADD', record .. ':incumbents', 'MAXLEN', ${INCUMBENTS_KEPT}, index .. '-0',
    'summary', summary, 'value', change.incumbent.value)
  return string.sub(change.data, 1, -2) .. ',"incumbent":' .. summary .. '}'
end
`;
