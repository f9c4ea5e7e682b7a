-- A company that received something is told, too: what a person takes back, and which value was put right or deleted. It says at once that it
-- has heard (RFC 8935), and signs later what it has done.
alter table consent_notice
  add column kind text not null default 'taken-back' check (kind in ('taken-back', 'corrected', 'deleted')),
  -- Of a person who asked for the correction. The request may end before.
  add column request_id uuid,
  -- What a company is sent, byte for byte: it knows the person by its own name for them.
  add column claims text,
  add column brought_at timestamptz,
  -- Last day on which an answer is in time.
  add column due_on date,
  add constraint consent_notice_request check ((request_id is null) = (kind = 'taken-back')),
  drop constraint consent_notice_consent_id_version_recipient_key,
  drop constraint consent_notice_outcome_check,
  add constraint consent_notice_outcome_check check (outcome in ('noted', 'erased', 'kept', 'corrected'));
update consent_notice set brought_at = acknowledged_at where acknowledged_at is not null;
-- A second press is no second notice.
create unique index consent_notice_once on consent_notice (consent_id, version, recipient, request_id) nulls not distinct;
create index consent_notice_of_recipient on consent_notice (recipient, id desc);
create index consent_notice_of_request on consent_notice (request_id) where request_id is not null;
create index consent_notice_open on consent_notice (due_on) where acknowledged_at is null;
grant update (claims, brought_at) on consent_notice to maru_exchange;

-- A company whose address does not answer is left alone until then, with everything that waits for it.
create table silent_receiver (
  recipient text primary key,
  since timestamptz not null,
  strikes int not null,
  resume_at timestamptz not null
);
