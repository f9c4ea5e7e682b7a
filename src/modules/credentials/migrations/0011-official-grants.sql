-- What an official's wallets may rest on: offers that were made to them. When their phone is lost these grants get nothing more, also those that no wallet has used yet.
create table official_grant (
  grant_id text primary key,
  official text not null,
  made_at timestamptz not null default now()
);
create index official_grant_of_official on official_grant (official);
