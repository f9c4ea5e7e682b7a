-- A card is offered to everybody who is entitled to it: how far that has come.
create table card_round (
  id uuid primary key,
  type text not null,
  agency text not null,
  made_by text not null,
  made_by_name text not null,
  made_at timestamptz not null default now(),
  -- The last person whom it has reached, and how many were told.
  after text not null default '',
  told int not null default 0,
  finished_at timestamptz
);
create unique index card_round_open on card_round (type) where finished_at is null;
create index card_round_of_agency on card_round (agency, made_at);
revoke update, delete on card_round from maru_credentials;
grant update (after, told, finished_at) on card_round to maru_credentials;
