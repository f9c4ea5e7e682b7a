-- Token Status Lists: large from the start, so that their size says nothing; entries are taken at random over all that are open.
create table status_list (
  id text primary key,
  -- What a verifier keeps for days is apart from what lives for hours.
  class text not null check (class in ('long', 'short')),
  entries int not null check (entries > 0),
  opened_at timestamptz not null default now(),
  closed_at timestamptz,
  -- Grows with every change of a state: who has signed this version need not look again.
  version bigint not null default 0
);

-- One answer to a wallet: what it asked for once.
create table issuance (
  id uuid primary key,
  person text not null,
  type text not null,
  format text not null,
  client text not null,
  issued_at timestamptz not null default now(),
  -- What the wallet told of it (OpenID4VCI 1.0 section 11).
  told text,
  told_at timestamptz
);
create index issuance_of_person on issuance (person, issued_at desc);

-- A credential is its entry: there is none without, and none for nothing.
create table issued_credential (
  list text not null references status_list (id),
  index int not null check (index >= 0),
  issuance uuid not null references issuance (id),
  state smallint not null default 0 check (state in (0, 1, 2)),
  state_at timestamptz,
  because text,
  ends_at timestamptz not null,
  primary key (list, index),
  check ((state = 0 and state_at is null) or state_at is not null)
);
create index issued_credential_of_issuance on issued_credential (issuance);
create index issued_credential_not_valid on issued_credential (list, index) include (state) where state <> 0;

-- A nonce is signed, not stored; the one that was used is remembered until it would have run out.
create table used_nonce (
  nonce bytea primary key,
  ends_at timestamptz not null
);
