-- Who acts in the place of an official who is away: for days that are named beforehand, so that it ends by itself, or earlier by an act.
create table deputy (
  id uuid primary key,
  agency text not null,
  -- Who is away.
  official text not null,
  deputy text not null check (deputy <> official),
  from_day date not null,
  until_day date not null check (until_day >= from_day),
  named_by text not null,
  named_at timestamptz not null,
  ended_by text,
  ended_at timestamptz,
  check ((ended_by is null) = (ended_at is null))
);
create index deputy_of_agency on deputy (agency, until_day) where ended_at is null;
revoke update, delete on deputy from maru_cases;
grant update (ended_by, ended_at) on deputy to maru_cases;

-- For whom an act was done, where a deputy did it.
alter table question add column asked_for text;
alter table referral add column referred_for text;
-- Two signatures are two people's, also through a deputy.
alter table line
  add column proposed_for text,
  add column decided_for text,
  add check (decided_by <> proposed_for),
  add check (decided_for <> proposed_by),
  add check (decided_for <> proposed_for);
alter table proposal
  add column proposed_for text,
  add column ended_for text,
  add check (ended_by <> proposed_for),
  add check (ended_for <> proposed_by),
  add check (ended_for <> proposed_for);
grant update (ended_for) on proposal to maru_cases;
