-- The history of the issuer's keys (did:webvh): an entry a change, and what witnesses say of it. What stands here is never changed.
create table issuer_history (
  host text not null,
  version integer not null check (version > 0),
  -- Byte for byte: the next entry is chained to it.
  entry text not null,
  entered_at timestamptz not null default now(),
  primary key (host, version)
);
create table issuer_history_proof (
  host text not null,
  version integer not null,
  -- did:key
  witness text not null,
  proof jsonb not null,
  primary key (host, version, witness),
  foreign key (host, version) references issuer_history
);
revoke update, delete on issuer_history, issuer_history_proof from maru_credentials;
