-- Who acts for whom, within what, until when. One that has ended keeps its row: what was done under it keeps a name.
create table mandate (
  id uuid primary key,
  kind text not null,
  -- Who acts; nobody yet while a grant waits for its receiver.
  actor text,
  actor_name text not null,
  subject text not null,
  subject_name text not null,
  acts text[] not null check (cardinality(acts) > 0),
  from_on date not null,
  -- The last day; null where only the other ends apply.
  until_on date,
  -- The first day on which the represented is of age.
  majority_on date,
  -- From this day on the represented is told of uses; always where it is null.
  tell_from date,
  uses_allowed int,
  uses_spent int not null default 0,
  -- Whence it comes: the register and when it last said so, the person's own grant, or the paper and who saw it.
  source jsonb not null,
  confirmed_at timestamptz,
  -- When registers last said that both of them live.
  living_at timestamptz,
  status text not null check (status in ('offered', 'active', 'ended')),
  made_at timestamptz not null,
  ended_at timestamptz,
  ended_because text,
  ended_by text,
  constraint mandate_for_another check (actor <> subject),
  constraint mandate_uses check (uses_spent >= 0 and (uses_allowed is null or uses_spent <= uses_allowed)),
  constraint mandate_held check (status <> 'active' or actor is not null),
  constraint mandate_end check ((status = 'ended') = (ended_because is not null) and (status = 'ended') = (ended_at is not null)),
  check (until_on is null or until_on >= from_on)
);
create index mandate_of_actor on mandate (actor, id);
create index mandate_of_subject on mandate (subject, id);
create index mandate_seen_at on mandate ((source ->> 'agency'), id) where source ->> 'by' = 'paper';
-- A register says it once of two people, however often it is asked.
create unique index one_mandate_by_register on mandate (actor, subject, kind) where status = 'active' and source ->> 'by' = 'register';

-- The code by which a grant is accepted; its hash, once, for seven days.
create table mandate_offer (
  mandate uuid primary key references mandate (id),
  code_hash bytea not null unique,
  ends_at timestamptz not null
);

-- Every use, before what it allows is done. Additions only.
create table mandate_use (
  id uuid primary key,
  mandate uuid not null references mandate (id),
  -- The same key again is the same use: a page that is read twice within the hour, an application that is sent twice.
  key text not null,
  at timestamptz not null,
  act text not null,
  matter text,
  -- Counts against the number of uses.
  spends boolean not null default false,
  unique (mandate, key)
);
create index mandate_use_of on mandate_use (mandate, id);

-- What is being done under a mandate at this moment: whoever ends it is answered when nothing is. A row whose process has died is not waited for.
create table mandate_act (
  id uuid primary key,
  mandate uuid not null references mandate (id),
  begun_at timestamptz not null default clock_timestamp()
);
create index mandate_act_of on mandate_act (mandate);
revoke update, delete on mandate_use from maru_identity;
revoke delete on mandate from maru_identity;

-- Which mandate a session has been switched to; what it allows stands in no session. `proven_at`: when the person last showed who they are.
alter table session add column mandate uuid references mandate (id), add column proven_at timestamptz not null default now();
update session set proven_at = started_at;
