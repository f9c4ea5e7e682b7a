-- A part of a form that the applicant asks somebody else to fill in: by a code that opens it once, to whoever signs in with it.
create table contribution (
  id uuid primary key,
  application_id uuid not null references application (id),
  -- Of the life event's contributions.
  part text not null,
  -- For whom, in the words of whoever asks; and who asks, which is all that the other learns of them.
  label text not null,
  asker text not null,
  status text not null check (status in ('asked', 'opened', 'given', 'declined', 'expired', 'taken-back')),
  -- A keyed hash, while the code opens something.
  code_hash bytea unique,
  -- Who has opened it, and their name.
  person text,
  name text,
  -- Fact → answer, while it stands. What is taken back is forgotten.
  answers jsonb,
  -- Why it was declined.
  sentence text,
  asked_at timestamptz not null,
  ends_at timestamptz not null check (ends_at > asked_at),
  opened_at timestamptz,
  settled_at timestamptz,
  constraint contribution_code check ((status = 'asked') = (code_hash is not null)),
  constraint contribution_person check (status not in ('opened', 'given', 'declined') or person is not null),
  constraint contribution_opened check (num_nonnulls(person, name, opened_at) in (0, 3)),
  constraint contribution_answers check ((status = 'given') = (answers is not null)),
  constraint contribution_sentence check (sentence is null or status = 'declined'),
  constraint contribution_settled check ((status in ('asked', 'opened')) = (settled_at is null))
);
create unique index one_contribution on contribution (application_id, part) where status in ('asked', 'opened', 'given');
create index contribution_of_application on contribution (application_id, id);
create index contribution_of_person on contribution (person, id) where person is not null;
revoke delete on contribution from maru_cases;

-- How often somebody tried codes that opened nothing, within an hour of the clock. The next one is refused by the constraint.
create table contribution_miss (
  person text not null,
  hour timestamptz not null,
  misses int not null,
  constraint contribution_guesses check (misses between 0 and 30),
  primary key (person, hour)
);
