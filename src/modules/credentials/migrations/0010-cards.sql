-- What one wallet came by with one offer, in both forms and with every fresh copy, is one card to its holder.
alter table issuance add column grant_id text;
create index issuance_of_card on issuance (grant_id, type) where grant_id is not null;

-- A card that its holder has taken back: the wallet that holds it gets no fresh copy of it.
create table ended_card (
  grant_id text not null,
  type text not null,
  ended_at timestamptz not null default now(),
  primary key (grant_id, type)
);
revoke update, delete on ended_card from maru_credentials;
