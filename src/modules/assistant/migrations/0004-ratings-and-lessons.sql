-- Whether an answer helped, as whoever asked says, and as an official who read it says. It goes with the conversation.
create table rating (
  turn_id uuid not null references turn (id) on delete cascade,
  by text not null check (by in ('person', 'official')),
  helped boolean not null,
  reason text check (reason in ('wrong', 'other', 'missing', 'hard')),
  at timestamptz not null,
  primary key (turn_id, by)
);

-- What officials teach the assistant: how people ask for a service, and an answer for everybody. It says nothing until a second official
-- of the agency has published it.
create table lesson (
  id uuid primary key,
  agency text not null,
  service text not null,
  language text not null,
  words text[] not null check (cardinality(words) between 1 and 20),
  answer text,
  -- Other questions of the same kind, by which it is measured.
  questions text[] not null,
  status text not null check (status in ('draft', 'published', 'returned', 'withdrawn')),
  -- What it would change, as measured before it was published.
  gain jsonb not null,
  proposed_by text not null,
  proposed_name text not null,
  proposed_at timestamptz not null,
  decided_by text check (decided_by <> proposed_by),
  decided_name text,
  decided_at timestamptz,
  check ((status in ('published', 'returned')) <= (decided_by is not null))
);
create index lesson_of_agency on lesson (agency, proposed_at desc);
