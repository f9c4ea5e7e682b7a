-- What people ask an agency about their data, with the day by which the law wants an answer.
create table data_request (
  id uuid primary key,
  person text not null,
  -- Who has to answer.
  agency text not null,
  -- A look is questioned; a value is to be put right, or removed.
  kind text not null check (kind in ('look', 'correction', 'deletion')),
  look_id uuid references access_log (id),
  register text,
  field text,
  words text not null check (length(words) <= 2000),
  asked_at timestamptz not null default now(),
  due_on date not null,
  outcome text check (outcome in ('explained', 'corrected', 'deleted', 'refused')),
  answer text check (length(answer) <= 4000),
  answered_at timestamptz,
  answered_by text,
  check ((kind = 'look') = (look_id is not null)),
  check ((kind = 'look') = (register is null)),
  check ((answered_at is null) = (outcome is null))
);
create index data_request_of_person on data_request (person, id desc);
create index data_request_open on data_request (agency, due_on) where answered_at is null;
-- One open question at a time about the same thing.
create unique index data_request_once on data_request (person, kind, coalesce(look_id::text, register || '.' || field)) where answered_at is null;

-- Who received a value that turned out wrong is told, and says that it has taken note.
create table correction_notice (
  request_id uuid not null references data_request (id),
  agency text not null,
  seen_at timestamptz,
  seen_by text,
  primary key (request_id, agency)
);
revoke delete on data_request, correction_notice from maru_exchange;
