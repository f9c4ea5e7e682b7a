-- Services of a national catalogue, beside those that the country pack brings. The text stays as the source has it.
create table service (
  id text primary key,
  source text not null check (source in ('gov24')),
  name text not null,
  summary text not null,
  agency_code text not null,
  agency_name text not null,
  audience text not null,
  criteria text not null,
  amount text not null,
  how_to_apply text not null,
  deadline text not null,
  deadline_on date,
  contact text not null,
  page_url text,
  apply_url text,
  changed_on date,
  conditions jsonb not null,
  raw jsonb not null,
  hash text not null,
  imported_at timestamptz not null default now()
);

-- One row. Its number moves with every import that changes something, so that readers know when to look again.
create table state (
  one boolean primary key default true check (one),
  version bigint not null default 0
);
insert into state default values;
revoke insert, delete on state from maru_catalogue;
