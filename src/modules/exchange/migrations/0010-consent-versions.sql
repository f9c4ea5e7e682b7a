-- A consent may be narrowed, renewed and withdrawn. The row says what holds now; what held before stands here, each version as it was, by
-- whatever statement it was changed (ISO/IEC TS 27560: a record of every state of a consent).
alter table consent add column version int not null default 1, add column changed_at timestamptz;

create table consent_past (
  consent_id uuid not null references consent (id),
  version int not null,
  agreed boolean not null,
  wording jsonb not null,
  language text not null,
  given_at timestamptz not null,
  changed_at timestamptz,
  withdrawn_at timestamptz,
  ends_on date,
  primary key (consent_id, version)
);
revoke update, delete on consent_past from maru_exchange;

create function keep_consent() returns trigger language plpgsql as $$
begin
  insert into exchange.consent_past (consent_id, version, agreed, wording, language, given_at, changed_at, withdrawn_at, ends_on)
    values (old.id, old.version, old.agreed, old.wording, old.language, old.given_at, old.changed_at, old.withdrawn_at, old.ends_on);
  new.version := old.version + 1;
  new.changed_at := clock_timestamp();
  return new;
end $$;
create trigger keep_consent before update on consent for each row
  when ((old.agreed, old.wording, old.language, old.withdrawn_at, old.ends_on) is distinct from (new.agreed, new.wording, new.language, new.withdrawn_at, new.ends_on)) execute function keep_consent();
