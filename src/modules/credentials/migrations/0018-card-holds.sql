-- What an issuer does to somebody's cards of one type before their time: held while a question is open, let go, or ended.
create table card_hold (
  id uuid primary key,
  person text not null,
  type text not null,
  agency text not null,
  act text not null check (act in ('hold', 'end')),
  -- As its holder reads it.
  reason text not null,
  law text not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null default now(),
  lifted_by text,
  lifted_by_name text,
  lifted_at timestamptz,
  check ((lifted_at is null) = (lifted_by is null)),
  -- What has ended stays so.
  check (act = 'hold' or lifted_at is null)
);
create unique index card_hold_standing on card_hold (person, type) where act = 'hold' and lifted_at is null;
create index card_hold_of_agency on card_hold (agency, made_at);
create index card_hold_of_person on card_hold (person, made_at);
revoke update, delete on card_hold from maru_credentials;
grant update (lifted_by, lifted_by_name, lifted_at) on card_hold to maru_credentials;
