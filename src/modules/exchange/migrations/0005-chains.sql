-- Each person's looks in one chain: a look's entry says its place and the entry before it, so that none can be left out, added or moved.
-- Rows from before have no place.
create table chain (
  person text primary key,
  -- The person's alone: it hides their place among the heads.
  blind bytea not null,
  length int not null default 0,
  -- Leaf hash of the last look's entry; of no entry before the first.
  head bytea not null
);
alter table access_log add seq int, add prev bytea;
create unique index access_log_place on access_log (person, seq);

-- Now and then the heads of all chains are one entry of the log: from then on no chain has another length, or another end.
create table heads_epoch (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  size int not null,
  root bytea not null,
  entry_id uuid not null,
  entry bytea not null
);
-- The leaves of the newest epochs, in the order of their blinds; and the roots of each 256 of them.
create table heads_leaf (
  epoch bigint not null,
  rank int not null,
  blind bytea not null,
  length int not null,
  head bytea not null,
  primary key (epoch, rank)
);
create unique index heads_leaf_of_blind on heads_leaf (epoch, blind);
create table heads_block (epoch bigint not null, block int not null, root bytea not null, primary key (epoch, block));
revoke delete, update on heads_epoch from maru_exchange;
revoke delete on chain from maru_exchange;
