-- The books: what was deposited is what all have; as many tickets as were numbered, two entries each.
local have = 0
for _, b in ipairs(redis.call('HVALS', 'balance')) do have = have + tonumber(b) end
if have ~= tonumber(redis.call('GET', 'deposited') or 0) then return redis.error_reply('BOOKS balances') end
local tickets, entries, cursor = 0, 0, '0'
repeat
  local page = redis.call('SCAN', cursor, 'COUNT', 10000)
  cursor = page[1]
  for _, key in ipairs(page[2]) do
    if key:sub(1, 8) == 'tickets:' then tickets = tickets + redis.call('LLEN', key) end
    if key:sub(1, 7) == 'ledger:' then entries = entries + redis.call('LLEN', key) end
  end
until cursor == '0'
if tickets ~= tonumber(redis.call('GET', 'last:ticket') or 0) or entries ~= 2 * tickets then
  return redis.error_reply('BOOKS tickets')
end
return tickets
