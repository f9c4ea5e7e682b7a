-- A conversation belongs to a browser, by the hash of a token in its cookie, and to a person once they have signed in.
create table conversation (
  id uuid primary key,
  owner bytea not null,
  person text,
  language text not null,
  thread jsonb not null,
  created_at timestamptz not null,
  last_at timestamptz not null
);
create index conversation_of_owner on conversation (owner, last_at desc);
create index conversation_of_person on conversation (person, last_at desc) where person is not null;
create index conversation_by_age on conversation (last_at);

-- What was said, without what identifies a person. An answer holds its sources as they stood.
create table turn (
  id uuid primary key,
  conversation_id uuid not null references conversation (id) on delete cascade,
  number integer not null,
  author text not null check (author in ('person', 'assistant', 'official')),
  text text not null,
  answer jsonb,
  said_by text,
  at timestamptz not null,
  unique (conversation_id, number)
);

-- To a human, with everything said so far. One open hand-over a conversation.
create table hand_over (
  id uuid primary key,
  conversation_id uuid not null references conversation (id) on delete cascade,
  agency text not null,
  topic text,
  status text not null check (status in ('waiting', 'claimed', 'returned')),
  claimed_by text,
  opened_at timestamptz not null,
  claimed_at timestamptz,
  ended_at timestamptz
);
create unique index hand_over_open on hand_over (conversation_id) where status <> 'returned';
create index hand_over_of_agency on hand_over (agency, opened_at) where status <> 'returned';
