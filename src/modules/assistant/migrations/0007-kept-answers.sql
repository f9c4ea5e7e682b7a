-- What the house said from public sources outlives the conversation by a year: without what was asked, by whom, and in which conversation.
create table kept_answer (
  id uuid primary key,
  at timestamptz not null,
  answer jsonb not null
);
create index kept_answer_by_age on kept_answer (at);
