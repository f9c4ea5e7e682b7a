-- Whom somebody has named to say who they are, should they lose everything they sign in with.
create table trusted_person (
  id uuid primary key,
  owner text not null,
  owner_name text not null,
  -- Nobody yet while the code waits for its receiver.
  trusted text,
  trusted_name text not null,
  place int not null check (place between 1 and 5),
  status text not null check (status in ('offered', 'active', 'ended')),
  code_hash bytea unique,
  code_ends_at timestamptz,
  made_at timestamptz not null,
  accepted_at timestamptz,
  ended_at timestamptz,
  -- `person:<id>`
  ended_by text,
  constraint trusted_another check (trusted <> owner),
  constraint trusted_held check (status <> 'active' or (trusted is not null and accepted_at is not null)),
  constraint trusted_code check ((status = 'offered') = (code_hash is not null) and (code_hash is null) = (code_ends_at is null)),
  constraint trusted_end check ((status = 'ended') = (ended_at is not null) and (ended_at is null) = (ended_by is null))
);
-- Five places, each with one.
create unique index trusted_place on trusted_person (owner, place) where status <> 'ended';
create unique index trusted_once on trusted_person (owner, trusted) where status = 'active';
create index trusted_of on trusted_person (trusted, id);
revoke delete on trusted_person from maru_identity;

-- Without a document a registration waits for the word of two of them.
alter table registration
  add column basis text not null default 'document' check (basis in ('document', 'word')),
  add column first_word text,
  add column second_word text,
  alter column document drop not null,
  drop constraint registration_status_check,
  drop constraint registration_settled,
  add constraint registration_status_check check (status in ('asked', 'open', 'used', 'stopped')),
  add constraint registration_settled check ((status in ('asked', 'open')) = (settled_at is null) and (settled_at is null) = (settled_by is null)),
  add constraint registration_basis check ((basis = 'document') = (document is not null) and (basis = 'word' or status <> 'asked')),
  add constraint registration_two_people check (first_word <> second_word),
  -- No sheet before both have said yes.
  add constraint registration_two_words check (basis <> 'word' or status in ('asked', 'stopped') or (first_word is not null and second_word is not null));
drop index one_open_registration;
create unique index one_open_registration on registration (person) where status in ('asked', 'open');

-- Who is asked, and what they say: once, and no more.
create table registration_word (
  registration uuid not null references registration (id),
  person text not null,
  person_name text not null,
  official_name text not null,
  said text check (said in ('yes', 'no')),
  said_at timestamptz,
  primary key (registration, person),
  constraint word_of_another check (person_name <> official_name),
  constraint word_said check ((said is null) = (said_at is null)),
  unique (registration, person, said)
);
create index registration_word_of on registration_word (person, registration);
revoke delete on registration_word from maru_identity;

-- A word that counts is a yes that was said: `counted` is nothing but that yes.
alter table registration
  add column counted text generated always as ('yes') stored,
  add constraint registration_first_word foreign key (id, first_word, counted) references registration_word (registration, person, said),
  add constraint registration_second_word foreign key (id, second_word, counted) references registration_word (registration, person, said);
