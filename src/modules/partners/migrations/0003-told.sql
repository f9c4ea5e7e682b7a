-- Where a company is told what became of data that it received, and by which name of the platform: the one under which it was let in.
alter table partner add column notices text, add column notices_issuer text, add constraint partner_notices check ((notices is null) = (notices_issuer is null));

-- The newest notice that a company has tried with, about somebody who does not exist; another try takes its place.
create table trial_notice (
  partner text primary key references partner (id),
  id uuid not null,
  claims text not null,
  made_at timestamptz not null,
  brought_at timestamptz,
  failed_because text,
  outcome text check (outcome in ('noted', 'erased', 'kept', 'corrected')),
  token text,
  answered_at timestamptz,
  check ((answered_at is null) = (token is null))
);
revoke delete on trial_notice from maru_partners;
