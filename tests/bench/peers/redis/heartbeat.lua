-- heartbeat CALL USER NOW: this party is there; the callee's first beat answers, the caller's first
-- one after it makes the call talk. Answers the call (its fields: dial.lua).
local key, user, now = 'call:' .. ARGV[1], ARGV[2], ARGV[3]
local v = redis.call('HVALS', key)
if #v == 0 then return redis.error_reply('ENDED') end
local beat
if user == v[3] then beat = 'gbeat' v[11] = now
elseif user == v[2] then beat = 'hbeat' v[12] = now
else return redis.error_reply('FORBIDDEN') end
if user ~= v[5] then
  if v[7] == '0' then
    v[6], v[7] = now, now
    redis.call('HSET', key, beat, now, 'answer', now, 'hello', now)
    return v
  end
elseif v[8] == '0' and v[7] ~= '0' then
  v[8] = now
  redis.call('HSET', key, beat, now, 'ehlo', now)
  return v
end
redis.call('HSET', key, beat, now)
return v
