-- Letters at an agency's wish: to one person, or to everybody who was born within a month at most. Those take a second official.
create table letter_batch (
  id uuid primary key,
  agency text not null,
  official text not null,
  -- Days of birth, both counted; of one person none.
  born_from date,
  born_until date,
  prepared_at timestamptz not null,
  -- `counting`: registers are asked whom it concerns; `waiting`: for the second official.
  status text not null check (status in ('counting', 'waiting', 'sending', 'done', 'stopped')),
  people int,
  confirmed_by text,
  confirmed_at timestamptz,
  stopped_because text check (stopped_because in ('official', 'too-many', 'nobody')),
  constraint batch_of_another check (confirmed_by <> official),
  constraint batch_confirmed check ((confirmed_by is null) = (confirmed_at is null) and (born_from is null or status not in ('sending', 'done') or confirmed_by is not null)),
  constraint batch_days check ((born_from is null) = (born_until is null) and born_until >= born_from and born_until <= born_from + 31),
  constraint batch_people check (people between 0 and 5000),
  constraint batch_stopped check ((status = 'stopped') = (stopped_because is not null))
);
-- One at a time.
create unique index one_open_batch on letter_batch (agency) where born_from is not null and status in ('counting', 'waiting', 'sending');
create index batch_of_agency on letter_batch (agency, id);
revoke delete on letter_batch from maru_identity;

create table letter_batch_person (
  batch uuid not null references letter_batch (id),
  person text not null,
  letter uuid not null unique,
  -- Null while it is not known.
  outcome text,
  primary key (batch, person)
);
create index batch_person_open on letter_batch_person (batch) where outcome is null;
revoke delete on letter_batch_person from maru_identity;

-- Of one official within a day of the clock: single letters.
alter table letter_asking
  drop constraint letter_asking_kind_check,
  drop constraint letter_asks,
  add constraint letter_asking_kind_check check (kind in ('address', 'number', 'official')),
  add constraint letter_asks check (asks between 1 and case kind when 'address' then 10 when 'official' then 50 else 3 end);
