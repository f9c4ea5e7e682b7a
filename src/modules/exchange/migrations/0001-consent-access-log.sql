-- What a person has answered to each purpose, with the wording that was shown. A later answer is a new row.
create table consent (
  id uuid primary key,
  person text not null,
  purpose text not null,
  case_id uuid not null,
  agreed boolean not null,
  wording jsonb not null,
  language text not null,
  given_at timestamptz not null default now(),
  withdrawn_at timestamptz,
  ends_on date,
  unique (person, purpose, case_id)
);

-- Every disclosure, before the value is released. Additions only: the room itself cannot change or remove a row.
create table access_log (
  id uuid primary key,
  key text not null unique,
  at timestamptz not null default now(),
  person text not null,
  recipient text not null,
  recipient_role text not null,
  purpose text not null,
  register text not null,
  fields text[] not null,
  case_id uuid,
  consent_id uuid references consent (id)
);
create index access_log_of_person on access_log (person, at desc, id desc);
revoke update, delete on access_log from maru_exchange;
revoke delete on consent from maru_exchange;
