-- hang CALL USER NOW: the call becomes a record, found by both parties. Answers it.
local id, user, now = ARGV[1], ARGV[2], ARGV[3]
local key = 'call:' .. id
local v = redis.call('HVALS', key)
if #v == 0 then return redis.error_reply('ENDED') end
if user ~= v[2] and user ~= v[3] then return redis.error_reply('FORBIDDEN') end
v[9], v[10] = now, user
redis.call('HSET', key, 'hang', now, 'hanger', user)
redis.call('RENAME', key, 'record:' .. id)
redis.call('HDEL', 'busy', v[2], v[3])
redis.call('RPUSH', 'records:' .. v[2], id)
redis.call('RPUSH', 'records:' .. v[3], id)
return v
