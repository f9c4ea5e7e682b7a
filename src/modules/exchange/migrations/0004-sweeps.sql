-- A look at everybody, a page of people a row: one purpose, and a commitment for each person instead of a row for each. What a
-- commitment hides is told again from the row and the person's id alone (HMAC with the row's secret), so that nothing is kept of anybody.
create table sweep (
  id uuid primary key,
  -- The same page of the same pass again is the same look.
  key text not null unique,
  pass uuid not null,
  at timestamptz not null,
  recipient text not null,
  purpose text not null,
  fields text[] not null,
  -- People in the order of their ids; the first and the last say where to look for somebody.
  first_person text not null,
  last_person text not null,
  people int not null,
  secret bytea not null,
  -- 32 bytes a person, in the order of their ids.
  commitments bytea not null
);
create index sweep_of_people on sweep (last_person, first_person);
revoke update, delete on sweep from maru_exchange;
