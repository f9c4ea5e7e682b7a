-- How somebody is let in for the first time, or again: an official has seen who they are, and gives them a code.
create table registration (
  id uuid primary key,
  person text not null,
  -- As it stands in the document. Whoever takes the registration up has to know it.
  name text not null,
  agency text not null,
  official text not null,
  official_name text not null,
  -- Which of the pack's documents was seen.
  document text not null,
  -- What let the person in until then has ended with it.
  ends_former boolean not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  status text not null check (status in ('open', 'used', 'stopped')),
  -- Of the code, which is only on the sheet; gone when the code is.
  code_hash bytea unique,
  -- The code, with another name.
  misses int not null default 0,
  settled_at timestamptz,
  -- `person:<id>`, `official:<id>` or `house`.
  settled_by text,
  constraint registration_of_another check (name <> official_name),
  constraint registration_misses check (misses between 0 and 5),
  constraint registration_day check (ends_at > opened_at and ends_at <= opened_at + interval '24 hours'),
  constraint registration_code check ((status = 'open') = (code_hash is not null)),
  constraint registration_settled check ((status = 'open') = (settled_at is null) and (settled_at is null) = (settled_by is null))
);
-- A second sheet ends the first: of what lies about, one at most opens anything.
create unique index one_open_registration on registration (person) where status = 'open';
create index registration_of_agency on registration (agency, id);
create index registration_of_person on registration (person, id);
revoke delete on registration from maru_identity;

-- How often codes that opened nothing were tried from one address (its keyed hash) within an hour of the clock. The next one is refused by the constraint.
create table registration_miss (
  address bytea not null,
  hour timestamptz not null,
  misses int not null,
  constraint registration_guesses check (misses between 0 and 30),
  primary key (address, hour)
);
