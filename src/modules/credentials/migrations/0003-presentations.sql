-- Who may ask people for what. Registered in the open (its entry stands in the log), withdrawn, never removed.
create table request_template (
  id text primary key,
  agency text not null,
  content jsonb not null,
  entry uuid not null,
  registered_by text not null,
  registered_at timestamptz not null default now(),
  withdrawn_at timestamptz
);
revoke delete on request_template from maru_credentials;

create table verifier_key (
  key_hash bytea primary key,
  template text not null references request_template (id),
  return_to text,
  made_by text not null,
  made_at timestamptz not null default now(),
  ended_at timestamptz
);

-- One asking. The nonce is unique for ever of those that live; what was shown goes with its collection, the row with its end.
create table presentation (
  id uuid primary key,
  template text not null references request_template (id),
  consumer text not null check (consumer in ('sign-in', 'api')),
  origin text not null,
  state text not null,
  nonce text not null unique,
  mode text check (mode in ('same-device', 'cross-device')),
  decryption_key text,
  browser_hash bytea,
  return_to text,
  created_at timestamptz not null default now(),
  ends_at timestamptz not null,
  answered_at timestamptz,
  outcome text,
  shown jsonb,
  response_hash bytea,
  code_mark text,
  code_tries int not null default 0,
  released_at timestamptz,
  collect_hash bytea unique,
  check ((answered_at is null) = (outcome is null)),
  check (released_at is null or outcome = 'accepted')
);
create index presentation_end on presentation (ends_at);
