/** The conditions of whoever changes a record by what they saw of it. */
export const IS_AS_SEEN = `
local function isAsSeen()
  if change.ifVersion and tonumber(known[4]) ~= change.ifVersion then return false end
  if change.unlessSet and redis.call('HEXISTS', KEYS[1], change.unlessSet) == 1 then return false end
  for name, value in pairs(change.seen or {}) do
    if (redis.call('HGET', KEYS[1], name) or '') ~= value then return false end
  end
  return true
end`;
