-- The sheet of paper that ends everything in a person's wallets without signing in. One a person: a new one ends the one before.
create table emergency_sheet (
  person text primary key,
  code_hash bytea not null unique,
  made_at timestamptz not null default now()
);
