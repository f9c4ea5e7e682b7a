-- Programs of agencies: the key by which each comes in, the address at which it is told, and every message to it.
create table program (
  id uuid primary key,
  agency text not null,
  name text not null,
  key_hash bytea not null unique,
  made_by text not null,
  made_at timestamptz not null,
  ended_at timestamptz
);
create index program_of_agency on program (agency, made_at);

-- Another address, or another secret, is another row: what was sent stays with where it went.
create table subscription (
  id uuid primary key,
  program uuid not null references program (id),
  address text not null,
  made_at timestamptz not null,
  -- While nobody answers: since when, how often in a row, and when it is tried again.
  failing_since timestamptz,
  strikes int not null default 0,
  resume_at timestamptz,
  ended_at timestamptz,
  ended_because text check (ended_because in ('agency', 'gone')),
  check ((ended_at is null) = (ended_because is null))
);
create unique index one_address on subscription (program) where ended_at is null;

create table delivery (
  -- The message's identity towards the receiver, the same at every try.
  id uuid primary key,
  subscription uuid not null references subscription (id),
  -- One message for a happening, however often the event is delivered.
  key text not null,
  type text not null,
  body text not null,
  state text not null default 'waiting' check (state in ('waiting', 'delivered', 'given-up')),
  tries int not null default 0,
  made_at timestamptz not null,
  -- Later than made, where somebody had it sent again.
  waits_since timestamptz not null,
  next_at timestamptz not null,
  settled_at timestamptz,
  -- Of the last try: a status, or why there was none.
  answer text,
  unique (subscription, key)
);
create index latest on delivery (subscription, id desc);
create index waiting on delivery (subscription, next_at) where state = 'waiting';
