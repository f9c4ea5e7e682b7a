-- What officials want of the lists of foreign issuers: by one, confirmed by another. The lists themselves are the operator's file.
create table trust_change (
  id uuid primary key,
  act text not null check (act in ('believe', 'suspend', 'resume', 'end')),
  -- Whose list it is.
  list text not null,
  -- Of a list that is to be believed, as it was fetched and shown: nothing else is believed by it.
  address text,
  root text,
  token text,
  state text not null default 'draft' check (state in ('draft', 'proposed', 'done', 'refused', 'dropped')),
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null default now(),
  decided_by text,
  decided_by_name text,
  decided_at timestamptz,
  check ((act = 'believe') = (token is not null)),
  check ((state in ('draft', 'proposed')) = (decided_at is null)),
  -- Whoever wants it does not say yes to it. Not to believe can wait for nobody.
  check (state <> 'done' or act = 'suspend' or decided_by <> made_by)
);
create index trust_change_open on trust_change (made_at) where state = 'proposed';
