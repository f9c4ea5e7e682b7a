-- What a wallet asked for while a register was silent. It is kept for the keys it was asked with: whoever holds the
-- transaction alone, or comes with another key, gets nothing.
create table deferred_issuance (
  transaction_hash bytea primary key,
  person text not null,
  client text not null,
  configuration text not null,
  -- Thumbprint of the key that the access token was bound to.
  bound_to text not null,
  -- Public keys that the credentials are for.
  keys jsonb not null,
  -- Thumbprint of the key that the answer has to be encrypted to; null where it was asked for in the open.
  encrypted_to text,
  ends_at timestamptz not null
);
create index deferred_issuance_of_person on deferred_issuance (person);
