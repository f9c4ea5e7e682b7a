-- What registers said when an official asked for a case, as it was received: to be opened again without asking again. It rests on the person's
-- consent, and goes with it. Nobody changes it: values are taken out, or the whole.
create table kept_bundle (
  id uuid primary key,
  consent_id uuid not null references consent (id),
  agency text not null,
  -- An official's id, or a program's.
  asked_by text not null,
  role text not null,
  asked_at timestamptz not null,
  -- Registers that gave nothing, with the reason.
  silent jsonb not null
);
create index kept_bundle_of_consent on kept_bundle (consent_id);

create table kept_value (
  bundle uuid not null references kept_bundle (id) on delete cascade,
  place smallint not null,
  register text not null,
  field text not null,
  value jsonb not null,
  -- As the register wrote it (RFC 3339).
  answered_at text not null,
  -- The look in the person's log by which it was received.
  look uuid not null,
  primary key (bundle, place)
);
revoke update on kept_bundle, kept_value from maru_exchange;
grant select (id, consent_id), delete on kept_bundle to maru_exchange_ending;
grant select (purpose) on consent to maru_exchange_ending;
