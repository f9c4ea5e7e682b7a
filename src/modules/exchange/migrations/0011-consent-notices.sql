-- Who received something under a consent is told when the person takes it back, in whole or in part, and answers under its own signature.
-- The notice is an entry of the log, so that its receiver can believe it; what was answered is added once.
create table consent_notice (
  id uuid primary key,
  consent_id uuid not null references consent (id),
  version int not null,
  recipient text not null,
  -- Canonical JSON, to which the entry commits.
  notice text not null,
  salt bytea not null,
  made_at timestamptz not null default clock_timestamp(),
  tries int not null default 0,
  failed_because text,
  outcome text check (outcome in ('noted', 'erased', 'kept')),
  because text check (length(because) <= 500),
  -- The answer as it came, with its signature.
  acknowledgement jsonb,
  acknowledged_at timestamptz,
  check ((acknowledged_at is null) = (acknowledgement is null)),
  check ((acknowledged_at is null) = (outcome is null)),
  unique (consent_id, version, recipient)
);
revoke update, delete on consent_notice from maru_exchange;
grant update (tries, failed_because, outcome, because, acknowledgement, acknowledged_at) on consent_notice to maru_exchange;
