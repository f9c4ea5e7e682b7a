-- A way in that comes by post, to the address that the register of residents holds. Neither that address nor the code stands here.
create table letter (
  id uuid primary key,
  person text not null,
  -- As the register has it: on the letter, and on the passkey that comes of it.
  name text not null,
  began text not null check (began in ('asked', 'invited')),
  -- Sends it.
  agency text not null,
  official text,
  language text not null,
  -- Of what does not stand in the letter, and of where it went: keyed.
  second_mark bytea not null,
  address_mark bytea not null,
  opened_at timestamptz not null,
  ends_at timestamptz not null,
  -- The print service has taken it over.
  sent_at timestamptz,
  status text not null check (status in ('open', 'used', 'stopped')),
  code_hash bytea unique,
  -- The code, without what does not stand beside it.
  misses int not null default 0,
  settled_at timestamptz,
  -- `person:<id>`, `official:<id>` or `house`.
  settled_by text,
  constraint letter_weeks check (ends_at > opened_at and ends_at <= opened_at + interval '30 days'),
  constraint letter_misses check (misses between 0 and 5),
  constraint letter_code check ((status = 'open') = (code_hash is not null)),
  constraint letter_settled check ((status = 'open') = (settled_at is null) and (settled_at is null) = (settled_by is null)),
  constraint letter_invited check ((began = 'invited') = (official is not null))
);
create unique index one_open_letter on letter (person) where status = 'open';
create index letter_of_person on letter (person, id);
revoke delete on letter from maru_identity;

-- How often letters were asked for, from one address within an hour, and for one number within a day of the clock: as marks, whether there is such a person or not.
create table letter_asking (
  mark bytea not null,
  kind text not null check (kind in ('address', 'number')),
  since timestamptz not null,
  asks int not null,
  constraint letter_asks check (asks between 1 and case kind when 'address' then 10 else 3 end),
  primary key (mark, since)
);

-- Whose passkeys and sign-ins were last said to be lost, and when: until they are back by an office no letter goes out.
create table access_lost (
  person text primary key,
  at timestamptz not null
);
revoke delete on access_lost from maru_identity;
insert into access_lost select person, max(opened_at) from registration where ends_former and status <> 'asked' and (basis = 'document' or second_word is not null) group by person;
