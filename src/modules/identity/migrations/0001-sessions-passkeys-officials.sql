-- Who works at which agency. A leaver keeps the row, so that past decisions keep a name.
create table official (
  id text primary key,
  agency text not null,
  name text not null,
  roles text[] not null check (roles <@ array['caseworker', 'administrator'] and cardinality(roles) > 0),
  appointed_by text not null,
  appointed_at timestamptz not null default now(),
  left_at timestamptz
);
create index official_of_agency on official (agency, name);

-- The token itself is only in the browser: what stands here opens nothing.
create table session (
  token_hash bytea primary key,
  id text not null unique,
  kind text not null check (kind in ('resident', 'official')),
  subject text not null,
  name text not null,
  started_at timestamptz not null default now(),
  seen_at timestamptz not null default now(),
  ends_at timestamptz not null
);
create index session_of_subject on session (kind, subject);
create index session_end on session (ends_at);

create table passkey (
  id text primary key,
  kind text not null check (kind in ('resident', 'official')),
  subject text not null,
  subject_name text not null,
  name text not null,
  public_key bytea not null,
  counter bigint not null,
  transports text[] not null,
  created_at timestamptz not null default now(),
  used_at timestamptz
);
create index passkey_of_subject on passkey (kind, subject);

-- A challenge is signed, not stored; the one that was answered is remembered until it would have run out.
create table used_challenge (
  challenge text primary key,
  ends_at timestamptz not null
);

create table invitation (
  token_hash bytea primary key,
  official text not null references official (id),
  ends_at timestamptz not null,
  used_at timestamptz
);
