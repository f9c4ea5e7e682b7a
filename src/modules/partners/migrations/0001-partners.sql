-- Companies that may ask people for their data. Kept for good: what one was let do, and by whom, is evidence.
create table partner (
  -- What it is called to programs.
  id text primary key,
  -- The person who has registered it, and looks after it.
  owner text not null,
  name text not null,
  -- Of the country's register of companies.
  number text not null,
  contact text not null,
  jwks jsonb,
  jwks_uri text,
  redirect_uris text[] not null,
  -- On which contract or law it rests, in its own words.
  grounds text not null,
  -- In the sandbox it sees fictitious people alone.
  standing text not null default 'sandbox' check (standing in ('sandbox', 'production', 'cut-off')),
  -- Bundles on one day.
  day_limit int not null check (day_limit > 0),
  registered_at timestamptz not null default now(),
  changed_at timestamptz,
  changed_by text,
  check (num_nonnulls(jwks, jwks_uri) = 1)
);
create index partner_of_owner on partner (owner, registered_at desc);

create table wanted_purpose (
  partner text not null references partner (id),
  purpose text not null,
  primary key (partner, purpose)
);
revoke delete on partner, wanted_purpose from maru_partners;
revoke update on wanted_purpose from maru_partners;
