-- What a person let a program do: kept after its end, as evidence.
create table client_consent (
  id uuid primary key,
  account text not null,
  client text not null,
  name text not null,
  host text not null,
  scopes text[] not null,
  grant_id text not null,
  given_at timestamptz not null,
  ended_at timestamptz
);
create index client_consent_of_account on client_consent (account, given_at desc);
