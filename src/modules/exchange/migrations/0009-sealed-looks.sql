-- Looks of an inquiry that its law keeps from the person for a while. Each is an entry of the log since its hour; at its date it becomes a
-- look of the person's chain like any other. Additions only, but for the two columns that say that it was opened.
create table sealed_look (
  id uuid primary key,
  -- Looks of one question to several registers.
  inquiry uuid not null,
  at timestamptz not null,
  person text not null,
  recipient text not null,
  purpose text not null,
  register text not null,
  fields text[] not null,
  -- What allowed it: the number of the warrant or file.
  warrant text not null,
  official text not null,
  salt bytea not null,
  opens_on date not null,
  -- What its entry says in public: the same for every purpose of a day.
  latest_on date not null,
  -- Leaf hash of its entry, by which an order of the court names it.
  leaf bytea not null unique,
  opened_as uuid references access_log (id),
  opened_at timestamptz,
  check ((opened_as is null) = (opened_at is null))
);
create index sealed_look_due on sealed_look (opens_on, id) where opened_as is null;
create index sealed_look_of_agency on sealed_look (recipient, id desc);
create index sealed_look_of_month on sealed_look (at);
create unique index sealed_look_opened on sealed_look (opened_as) where opened_as is not null;
revoke update, delete on sealed_look from maru_exchange;
grant update (opened_as, opened_at) on sealed_look to maru_exchange;

-- Orders of a court that keep looks sealed for longer, with their signatures as they came: checked again whenever a look is due.
create table court_order (
  id uuid primary key,
  at timestamptz not null,
  note text not null unique check (length(note) <= 16384),
  until date not null,
  brought_by text not null
);
create table court_order_look (
  court_order uuid not null references court_order (id),
  look uuid not null references sealed_look (id),
  primary key (look, court_order)
);
revoke update, delete on court_order, court_order_look from maru_exchange;

-- The sealed entry that a look of the chain was, until its date.
alter table access_log add sealed bytea;
