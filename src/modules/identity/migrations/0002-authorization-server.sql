-- What the authorization server keeps between two requests. The name of a row is the hash of what a client holds:
-- what stands here opens nothing.
create table authorization_state (
  model text not null,
  id_hash bytea not null,
  payload jsonb not null,
  -- Everything that falls when the grant is revoked.
  grant_id text,
  -- A session is also found by the name that the client does not see.
  uid text,
  account text,
  -- Wrong transaction codes typed so far.
  attempts int not null default 0,
  consumed_at timestamptz,
  ends_at timestamptz,
  primary key (model, id_hash)
);
create index authorization_state_of_grant on authorization_state (grant_id) where grant_id is not null;
create index authorization_state_of_account on authorization_state (account) where account is not null;
create index authorization_state_uid on authorization_state (uid) where uid is not null;
create index authorization_state_end on authorization_state (ends_at);
