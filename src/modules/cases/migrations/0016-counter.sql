-- Somebody stands at an agency's counter, and an official takes their application down.
create table visit (
  id uuid primary key,
  agency text not null,
  official text not null,
  official_name text not null,
  -- Whose application it is.
  person text not null,
  name text not null,
  -- Who stands there in their place, and under what.
  mandate uuid,
  present text,
  present_name text,
  -- How the official knows who it is: a code from the draft, or a document that was seen.
  basis text not null check (basis in ('code', 'document')),
  document text,
  -- Null until it is said what is applied for.
  application_id uuid references application (id),
  -- Of the person: the paper and the letters are in it. And that in which the pages are shown, where it is not the official's own.
  language text not null,
  shown_in text,
  begun_at timestamptz not null,
  ends_at timestamptz not null,
  -- Something was written down: the official counts among those who took the application down.
  wrote boolean not null default false,
  -- Version of the draft that was printed last, to be signed.
  printed int,
  ended_at timestamptz,
  ended_because text check (ended_because in ('finished', 'over', 'next', 'elsewhere', 'stopped', 'handed', 'signed', 'sent', 'other-name')),
  constraint visit_of_another check (name <> official_name and present_name is distinct from official_name),
  constraint visit_mandate check (num_nonnulls(mandate, present, present_name) in (0, 3)),
  constraint visit_document check ((basis = 'document') = (document is not null)),
  constraint visit_code check (basis = 'document' or application_id is not null),
  constraint visit_time check (ends_at > begun_at and ends_at <= begun_at + interval '2 hours'),
  constraint visit_ended check ((ended_at is null) = (ended_because is null)),
  constraint visit_signed check (ended_because is distinct from 'signed' or printed is not null)
);
-- One at a time for an official, and one counter at a time for an application.
create unique index one_visit_of_official on visit (official) where ended_at is null;
create unique index one_visit_of_application on visit (application_id) where ended_at is null;
create index visit_of_application on visit (application_id, id) where application_id is not null;
revoke delete on visit from maru_cases;

-- What the person reads out at the counter: for a few minutes, once. A newer one takes the place of the former.
create table visit_code (
  application_id uuid primary key references application (id),
  code_hash bytea not null unique,
  name text not null,
  mandate uuid,
  present text,
  present_name text,
  ends_at timestamptz not null,
  constraint visit_code_mandate check (num_nonnulls(mandate, present, present_name) in (0, 3))
);

-- How often an official tried codes that opened nothing, or numbers with another name, within an hour of the clock. The next one is refused by the constraint.
create table visit_miss (
  -- The official who tried.
  person text not null,
  hour timestamptz not null,
  misses int not null,
  constraint visit_guesses check (misses between 0 and 10),
  primary key (person, hour)
);
