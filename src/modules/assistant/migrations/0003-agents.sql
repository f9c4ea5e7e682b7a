-- What a program did with the token that a person gave it: one row a call, written before the result goes out.
create table agent_act (
  id uuid primary key,
  person text not null,
  client text not null,
  tool text not null,
  outcome text not null check (outcome in ('told', 'asked', 'refused', 'failed', 'confirmed', 'declined')),
  about text,
  at timestamptz not null
);
create index agent_act_of_person on agent_act (person, id desc);

-- What a program wants to do, until the person has answered on the portal. Nothing is done before.
create table agent_confirmation (
  id uuid primary key,
  person text not null,
  client text not null,
  act text not null check (act in ('start', 'submit')),
  object text not null,
  status text not null check (status in ('open', 'confirmed', 'declined')),
  result text,
  asked_at timestamptz not null,
  answered_at timestamptz
);
create unique index agent_confirmation_open on agent_confirmation (person, client, act, object) where status = 'open';
create index agent_confirmation_of_person on agent_confirmation (person, client, asked_at desc);
