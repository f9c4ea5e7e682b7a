-- Questions of other agencies that have passed the check of consent and have no answer yet. A withdrawal is acknowledged when none is left,
-- so that nothing is disclosed after it. A row that nobody has taken away (a killed process) counts until its time is over.
create table in_flight (
  id uuid primary key,
  consent_id uuid not null references consent (id),
  until timestamptz not null
);
create index in_flight_of_consent on in_flight (consent_id);
