-- One row a happening. The text is not here: it is made in the reader's language when it is read.
create table notice (
  id uuid primary key,
  key text not null unique,
  person text not null,
  kind text not null,
  data jsonb not null,
  receipt text,
  created_at timestamptz not null,
  read_at timestamptz
);
create index notice_of_person on notice (person, created_at desc, id desc);
-- Counted on every page of a signed-in resident.
create index notice_unread on notice (person) where read_at is null;
revoke update, delete on notice from maru_notices;
grant update (read_at) on notice to maru_notices;
