-- One application of a person for a life event. While it is a draft, `draft` holds what is known, corrected and answered.
create table application (
  id uuid primary key,
  person text not null,
  event text not null,
  status text not null check (status in ('draft', 'submitted', 'closed', 'withdrawn')),
  draft jsonb not null,
  version int not null default 1,
  language text not null,
  receipt text unique,
  edition text,
  created_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  submitted_at timestamptz,
  check ((status = 'draft') = (receipt is null))
);
create unique index one_draft on application (person, event) where status = 'draft';
create index application_of_person on application (person, created_at desc);

-- What one agency decides of it.
create table part (
  id uuid primary key,
  application_id uuid not null references application (id),
  agency text not null,
  purpose text not null,
  status text not null check (status in ('arriving', 'open', 'waiting', 'decided', 'withdrawn')),
  facts jsonb not null default '[]',
  answers jsonb not null default '{}',
  due_on date,
  opened_at timestamptz,
  unique (application_id, agency)
);
create index inbox on part (agency, due_on, id) where status in ('open', 'waiting');

-- One service of a part: what the rules found, and what an official decided.
create table line (
  id uuid primary key,
  part_id uuid not null references part (id),
  application_id uuid not null references application (id),
  service text not null,
  finding jsonb,
  status text not null check (status in ('pending', 'approved', 'refused', 'withdrawn')),
  decided_at timestamptz,
  decided_by text,
  reason text,
  unique (application_id, service),
  check ((status in ('approved', 'refused')) = (decided_at is not null)),
  check (status <> 'refused' or reason is not null)
);
create index line_of_part on line (part_id);

create table question (
  id uuid primary key,
  part_id uuid not null references part (id),
  application_id uuid not null references application (id),
  asked_by text not null,
  text text not null,
  asked_at timestamptz not null default now(),
  answer text,
  answered_at timestamptz
);
create unique index one_open_question on question (part_id) where answer is null;

-- What the person sees of it, in order. Additions only.
create table happening (
  id uuid primary key,
  application_id uuid not null references application (id),
  at timestamptz not null default now(),
  kind text not null,
  agency text,
  detail jsonb not null default '{}'
);
create index happening_of_application on happening (application_id, id);
revoke update, delete on happening from maru_cases;
revoke delete on application, part, line, question from maru_cases;
