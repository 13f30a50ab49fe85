-- dial HOST GUEST NOW PERIOD PRICE: opens a call with its offer; answers the call.
-- A call is one hash, small enough to stay a listpack, whose fields keep this order:
-- 1 id 2 host 3 guest 4 dial 5 caller 6 answer 7 hello 8 hello-back 9 hang 10 hang user 11 guest's
-- beat 12 host's beat. The other scripts count on it, which spares them the names.
local host, guest, now = ARGV[1], ARGV[2], ARGV[3]
local busy = redis.call('HMGET', 'busy', host, guest)
if busy[1] or busy[2] then return redis.error_reply('BUSY') end
if tonumber(redis.call('HGET', 'balance', guest) or 0) < tonumber(ARGV[5]) then
  return redis.error_reply('FUNDS')
end
local id = redis.call('INCR', 'last:call')
redis.call('HSET', 'busy', host, id, guest, id)
redis.call('HSET', 'call:' .. id, 'id', id, 'host', host, 'guest', guest, 'dial', now, 'caller', guest,
  'answer', 0, 'hello', 0, 'ehlo', 0, 'hang', 0, 'hanger', 0, 'gbeat', now, 'hbeat', now)
redis.call('HSET', 'offer:' .. id, 'host', host, 'guest', guest, 'period', ARGV[4], 'price', ARGV[5],
  'made', now, 'done', 0)
return redis.call('HVALS', 'call:' .. id)
