-- A run over everybody. It is done a page of residents at a time; what a page changed, its events and that it is done stand in one
-- transaction, so that a run that is killed goes on behind its last page.
create table pass (
  id uuid primary key,
  purpose text not null,
  on_day date not null,
  ahead_day date not null,
  edition text not null,
  started_at timestamptz not null,
  finished_at timestamptz,
  -- Given up for a run of another day or law: what it had not reached is compared by that one.
  abandoned boolean not null default false
);
create unique index pass_open on pass ((true)) where finished_at is null;
create table pass_page (
  pass uuid not null references pass (id),
  number int not null,
  last_person text not null,
  people int not null,
  households int not null,
  broken int not null,
  -- service → what changed, for how many it holds and of how many it is not known
  counts jsonb not null,
  primary key (pass, number)
);

-- Where somebody stands with a service, as the last pass saw it: only what holds, or will before the day ahead.
create table entitlement (
  person text not null,
  service text not null,
  -- For whom, where it is for one child or member and told to somebody else; '' otherwise.
  of_person text not null,
  held boolean not null,
  -- per → amount, in the currency's smallest unit
  amounts jsonb not null,
  begins_on date,
  ends_on date,
  receiving boolean not null,
  area text,
  age_band text,
  pass uuid not null,
  primary key (person, service, of_person)
);
create index entitlement_unclaimed on entitlement (service) where held and not receiving;

-- What an agency has granted through the portal: whoever has it is not looked for, until a register says it too.
create table granted (person text not null, service text not null, granted_at timestamptz not null, primary key (person, service));

-- Counts of people who are owed something and do not have it, as they were published. Two days side by side would tell who came and
-- who went, so that there is one a month.
create table release (on_day date primary key, pass uuid not null references pass (id), tables jsonb not null);
revoke update, delete on release, granted from maru_notices;
revoke delete on pass, pass_page from maru_notices;
