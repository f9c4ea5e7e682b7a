-- Public halves of all keys that ever signed: a certificate outlives the key it was signed with.
create table signing_key (
  kid text primary key,
  jwk jsonb not null,
  first_used_at timestamptz not null default now()
);

create table certificate (
  id uuid primary key,
  key text not null unique,
  number text not null unique,
  person text not null,
  service text not null,
  agency text not null,
  receipt text not null,
  language text not null,
  content jsonb not null,
  token text not null,
  issued_at timestamptz not null default now(),
  revoked_at timestamptz,
  revoked_because text,
  check ((revoked_at is null) = (revoked_because is null))
);
create index certificate_of_person on certificate (person, issued_at desc);
revoke delete on certificate, signing_key from maru_credentials;
