-- The passkey that opened an official's session: with the key it ends, also where both come at once.
alter table session add column passkey text references passkey (id) on delete cascade;
create index session_passkey on session (passkey) where passkey is not null;
