-- ticket CALL GUEST HOST NOW: pays one period, unless what was paid still holds. Answers 1 or 0 (was
-- a payment made) and until when it is paid. Two ledger entries a payment, with the new balances.
local id, guest, host, now = ARGV[1], ARGV[2], ARGV[3], tonumber(ARGV[4])
local key = 'offer:' .. id
local o = redis.call('HMGET', key, 'guest', 'host', 'period', 'price', 'done')
if o[1] ~= guest or o[2] ~= host then return redis.error_reply('FORBIDDEN') end
local done = tonumber(o[5])
if done > now then return {0, done} end
local cost = tonumber(o[4])
if tonumber(redis.call('HGET', 'balance', guest) or 0) < cost then return redis.error_reply('FUNDS') end
local ticket = redis.call('INCR', 'last:ticket')
local his = redis.call('HINCRBY', 'balance', guest, -cost)
local hers = redis.call('HINCRBY', 'balance', host, cost)
done = now + tonumber(o[3])
local till = string.format('%.0f', done)
redis.call('HSET', key, 'done', till)
redis.call('RPUSH', 'tickets:' .. id, ticket .. ':' .. guest .. ':' .. ARGV[4] .. ':' .. till)
redis.call('RPUSH', 'ledger:' .. guest, ticket .. ':-' .. cost .. ':' .. his .. ':' .. ARGV[4])
redis.call('RPUSH', 'ledger:' .. host, ticket .. ':' .. cost .. ':' .. hers .. ':' .. ARGV[4])
return {1, done}
