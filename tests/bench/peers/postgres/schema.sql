-- The same work for PostgreSQL: a function for each request. Times are milliseconds, money whole coins.
CREATE TABLE live (
    call_id bigint GENERATED ALWAYS AS IDENTITY (CACHE 100) PRIMARY KEY,
    host bigint NOT NULL, guest bigint NOT NULL, caller bigint NOT NULL,
    dial_time bigint NOT NULL, answer_time bigint NOT NULL DEFAULT 0, hello_time bigint NOT NULL DEFAULT 0,
    ehlo_time bigint NOT NULL DEFAULT 0, hang_time bigint NOT NULL DEFAULT 0, hang_user bigint NOT NULL DEFAULT 0,
    guest_beat bigint NOT NULL, host_beat bigint NOT NULL
) WITH (fillfactor = 50);  -- so that a heartbeat finds room on its own page
CREATE TABLE busy (user_id bigint PRIMARY KEY, call_id bigint NOT NULL);  -- one live call, in either role
CREATE TABLE record (LIKE live);
ALTER TABLE record ADD PRIMARY KEY (call_id);
CREATE INDEX ON record (host);
CREATE INDEX ON record (guest);
CREATE TABLE offer (
    call_id bigint PRIMARY KEY, host bigint NOT NULL, guest bigint NOT NULL,
    period_ms bigint NOT NULL, price bigint NOT NULL, made bigint NOT NULL, done bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 70);
CREATE TABLE ticket (
    ticket_id bigint GENERATED ALWAYS AS IDENTITY (CACHE 100) PRIMARY KEY,
    call_id bigint NOT NULL, guest bigint NOT NULL, at bigint NOT NULL, until bigint NOT NULL
);
CREATE INDEX ON ticket (call_id);
CREATE TABLE account (user_id bigint PRIMARY KEY, balance bigint NOT NULL CHECK (balance >= 0)) WITH (fillfactor = 70);
CREATE TABLE entry (
    entry_id bigint GENERATED ALWAYS AS IDENTITY (CACHE 100) PRIMARY KEY,
    ticket_id bigint NOT NULL, user_id bigint NOT NULL, amount bigint NOT NULL, balance bigint NOT NULL, at bigint NOT NULL
);
CREATE INDEX ON entry (user_id);
CREATE TABLE deposit (user_id bigint NOT NULL, amount bigint NOT NULL);

CREATE FUNCTION deposit(who bigint, coins bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE b bigint;
BEGIN
    INSERT INTO deposit VALUES (who, coins);
    INSERT INTO account AS a VALUES (who, coins)
        ON CONFLICT (user_id) DO UPDATE SET balance = a.balance + coins RETURNING balance INTO b;
    RETURN b;
END $$;

CREATE FUNCTION dial(h bigint, g bigint, now_ms bigint, period bigint, cost bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE id bigint;
BEGIN
    PERFORM 1 FROM account WHERE user_id = g AND balance >= cost;
    IF NOT FOUND THEN RAISE EXCEPTION 'funds'; END IF;
    INSERT INTO live (host, guest, caller, dial_time, guest_beat, host_beat)
        VALUES (h, g, g, now_ms, now_ms, now_ms) RETURNING call_id INTO id;
    INSERT INTO busy VALUES (h, id), (g, id);  -- a busy party is a unique_violation
    INSERT INTO offer (call_id, host, guest, period_ms, price, made) VALUES (id, h, g, period, cost, now_ms);
    RETURN id;
END $$;

CREATE FUNCTION heartbeat(id bigint, who bigint, now_ms bigint) RETURNS bigint LANGUAGE plpgsql AS $$
BEGIN
    UPDATE live SET
        guest_beat = CASE WHEN guest = who THEN now_ms ELSE guest_beat END,
        host_beat = CASE WHEN host = who THEN now_ms ELSE host_beat END,
        answer_time = CASE WHEN caller <> who AND hello_time = 0 THEN now_ms ELSE answer_time END,
        hello_time = CASE WHEN caller <> who AND hello_time = 0 THEN now_ms ELSE hello_time END,
        ehlo_time = CASE WHEN caller = who AND hello_time > 0 AND ehlo_time = 0 THEN now_ms ELSE ehlo_time END
    WHERE call_id = id AND who IN (guest, host);
    IF NOT FOUND THEN RAISE EXCEPTION 'no party of a live call'; END IF;
    RETURN id;
END $$;

-- 1: a payment was made; 0: what was paid still holds.
CREATE FUNCTION ticket(id bigint, g bigint, h bigint, now_ms bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE o offer; t bigint; his bigint; hers bigint;
BEGIN
    SELECT * INTO o FROM offer WHERE call_id = id AND guest = g AND host = h FOR UPDATE;
    IF NOT FOUND THEN RAISE EXCEPTION 'no such offer'; END IF;
    IF o.done > now_ms THEN RETURN 0; END IF;
    UPDATE account SET balance = balance - o.price WHERE user_id = g AND balance >= o.price RETURNING balance INTO his;
    IF NOT FOUND THEN RAISE EXCEPTION 'funds'; END IF;
    INSERT INTO account AS a VALUES (h, o.price)
        ON CONFLICT (user_id) DO UPDATE SET balance = a.balance + o.price RETURNING balance INTO hers;
    INSERT INTO ticket (call_id, guest, at, until) VALUES (id, g, now_ms, now_ms + o.period_ms)
        RETURNING ticket_id INTO t;
    INSERT INTO entry (ticket_id, user_id, amount, balance, at)
        VALUES (t, g, -o.price, his, now_ms), (t, h, o.price, hers, now_ms);
    UPDATE offer SET done = now_ms + o.period_ms WHERE call_id = id;
    RETURN 1;
END $$;

CREATE FUNCTION hang(id bigint, who bigint, now_ms bigint) RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE r live;
BEGIN
    DELETE FROM live WHERE call_id = id AND who IN (guest, host) RETURNING * INTO r;
    IF NOT FOUND THEN RAISE EXCEPTION 'no party of a live call'; END IF;
    r.hang_time := now_ms;
    r.hang_user := who;
    INSERT INTO record SELECT r.*;
    DELETE FROM busy WHERE user_id IN (r.host, r.guest);
    RETURN id;
END $$;

-- The books: what was deposited is what all have, two entries a ticket. Answers the tickets.
CREATE FUNCTION audit() RETURNS bigint LANGUAGE plpgsql AS $$
DECLARE n bigint;
BEGIN
    IF (SELECT sum(balance) FROM account) <> (SELECT sum(amount) FROM deposit) THEN RAISE EXCEPTION 'balances'; END IF;
    SELECT count(*) INTO n FROM ticket;
    IF (SELECT count(*) FROM entry) <> 2 * n THEN RAISE EXCEPTION 'entries'; END IF;
    RETURN n;
END $$;
