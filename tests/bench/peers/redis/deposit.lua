-- deposit USER AMOUNT: money from outside. Answers the new balance.
redis.call('INCRBY', 'deposited', ARGV[2])
return redis.call('HINCRBY', 'balance', ARGV[1], ARGV[2])
