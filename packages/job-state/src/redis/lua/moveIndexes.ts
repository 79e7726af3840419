/** Takes an edited job from the indexes of what it was to those of what it is. */
export const MOVE_INDEXES = `
local function moveIndexes()
  local score = redis.call('ZSCORE', KEYS[3], change.id)
  for _, key in ipairs(change.leaves or {}) do redis.call('ZREM', key, change.id) end
  for _, key in ipairs(score and change.joins or {}) do redis.call('ZADD', key, score, change.id) end
end`;
