-- Whoever writes on a channel is known by a mark of the channel's own name for them, and is nobody until they connect
-- that conversation in the portal, signed in.
create table channel_link (
  id uuid primary key,
  channel text not null,
  sender bytea not null,
  person text not null,
  -- Of a voice channel: salt and scrypt of the PIN, tries that failed, until when a right one counts.
  pin bytea,
  wrong_pins integer not null default 0,
  heard_until timestamptz,
  -- What was asked before the PIN was asked for.
  wanted text check (wanted in ('own-notices', 'own-applications')),
  linked_at timestamptz not null,
  unique (channel, sender)
);
create index channel_link_of_person on channel_link (person);

-- A code that was said on a channel, until somebody signed in enters it.
create table channel_code (
  code bytea primary key,
  channel text not null,
  sender bytea not null,
  ends_at timestamptz not null,
  unique (channel, sender)
);

-- A message that a channel sends again is answered with what it was answered; null while the first is being answered.
create table channel_message (
  channel text not null,
  id bytea not null,
  -- As it was written: `jsonb` would put the keys in another order.
  reply json,
  at timestamptz not null,
  primary key (channel, id)
);
create index channel_message_by_age on channel_message (at);
