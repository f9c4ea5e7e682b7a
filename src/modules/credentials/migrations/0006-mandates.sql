-- Which mandate an offer was made for: whoever comes with a token of this grant gets the credential of this mandate and of no other.
create table mandate_grant (
  grant_id text primary key,
  mandate uuid not null,
  person text not null,
  made_at timestamptz not null default now()
);

-- The mandate that a credential says; when it ends they are revoked together.
alter table issuance add column mandate uuid;
create index issuance_of_mandate on issuance (mandate) where mandate is not null;

-- Somebody is asked, in a browser of this site, to show that they act for another.
alter table presentation drop constraint presentation_consumer_check;
alter table presentation add constraint presentation_consumer_check check (consumer in ('sign-in', 'api', 'mandate'));
