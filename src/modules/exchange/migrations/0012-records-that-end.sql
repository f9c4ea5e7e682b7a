-- Records end when the law's time for them is over. The room itself removes nothing, still: a role of its own does, which can do nothing else,
-- and reads no more than it needs to find what is over.
grant select (id, person, seq, consent_id), delete on access_log to maru_exchange_ending;
grant select (id, opened_as), delete on sealed_look to maru_exchange_ending;
grant select (id), delete on court_order to maru_exchange_ending;
grant select, delete on court_order_look to maru_exchange_ending;
grant select (id), delete on sweep to maru_exchange_ending;
grant select (id, look_id, answered_at), delete on data_request to maru_exchange_ending;
grant select (request_id), delete on correction_notice to maru_exchange_ending;
grant select (id, agreed, given_at, withdrawn_at, ends_on), delete on consent to maru_exchange_ending;
grant select (consent_id), delete on consent_past to maru_exchange_ending;
grant select (id, consent_id), delete on consent_notice to maru_exchange_ending;
grant select (consent_id, until), delete on in_flight to maru_exchange_ending;

-- Looks at the beginning of a chain that have ended: how many, the entry of the last of them, and heads in the log that are younger than it and
-- say a time before which all of them were.
alter table chain add column ended int not null default 0, add column ended_entry uuid, add column ended_epoch bigint references heads_epoch (id),
  add constraint chain_ended check ((ended = 0) = (ended_entry is null) and (ended = 0) = (ended_epoch is null) and ended <= length);
grant select (person, ended), update (ended, ended_entry, ended_epoch) on chain to maru_exchange_ending;

-- What a row that goes is looked for by, where others name it.
create index access_log_of_consent on access_log (consent_id) where consent_id is not null;
create index data_request_of_look on data_request (look_id) where look_id is not null;
create index court_order_look_of_order on court_order_look (court_order);
