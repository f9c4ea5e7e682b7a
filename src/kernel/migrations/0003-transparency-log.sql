-- Transparency logs (RFC 6962): entries are added and never changed. What an entry means is the business of its room;
-- nothing personal may stand in one.
create table log (
  id smallint generated always as identity primary key,
  name text not null unique,
  -- The one room that may add entries.
  room text not null,
  -- First line of every checkpoint, for ever.
  origin text not null unique,
  -- Entries that have their number. The row is locked by whoever gives the next ones.
  size bigint not null default 0,
  begun_at timestamptz not null default now()
);

-- Added in the transaction of the room's own change; waits here for its number. No reference to the log: its check
-- would touch one row for every entry of everybody.
create table log_pending (
  log smallint not null,
  -- Entries of one person are added one after the other: this order is theirs.
  turn bigint generated always as identity,
  id uuid not null,
  entry bytea not null,
  primary key (log, turn)
);
create index log_pending_id on log_pending (id);

create table log_entry (
  log smallint not null,
  index bigint not null,
  id uuid not null unique,
  numbered_at timestamptz not null default now(),
  entry bytea not null check (octet_length(entry) <= 65535),
  primary key (log, index)
);

-- The Merkle tree, as tiles of 256 hashes; the last of each level grows. The row of log_tree is locked by whoever grows it.
create table log_tree (log smallint primary key references log (id), size bigint not null default 0);
create table log_tile (
  log smallint not null references log (id),
  level smallint not null,
  index bigint not null,
  hashes bytea not null,
  primary key (log, level, index)
);
alter table log_tile alter hashes set storage external;

create table log_checkpoint (
  log smallint not null references log (id),
  size bigint not null,
  -- A signed note; witnesses' lines are added to it.
  note text not null,
  made_at timestamptz not null default now(),
  -- Since when as many witnesses as the policy wants have cosigned it: from then on it is published.
  witnessed_at timestamptz,
  primary key (log, size)
);

-- Every key that has signed for a log, with the tree sizes it signed.
create table log_key (
  log smallint not null references log (id),
  vkey text not null,
  first_size bigint not null,
  -- Null while it signs.
  last_size bigint,
  primary key (log, vkey)
);

revoke update, delete on log_entry from maru_kernel;
revoke delete on log, log_tree, log_tile, log_key from maru_kernel;
-- Numbers are given by log_number alone.
revoke insert on log_entry from maru_kernel;
revoke insert, update, delete on log_pending from maru_kernel;

-- In the transaction of the caller, and only into the log of its own room.
create function log_add(log_name text, entry_ids uuid[], entries bytea[]) returns void
language plpgsql security definer set search_path = '' as $$
declare found_log smallint;
begin
  select l.id into found_log from kernel.log l where l.name = log_name and current_setting('role') in ('maru_' || l.room, 'maru_kernel');
  if found_log is null then
    raise exception 'the log "%" is not of this room', log_name using errcode = '42501';
  end if;
  insert into kernel.log_pending (log, id, entry)
    select found_log, added.id, added.entry from unnest(entry_ids, entries) with ordinality as added (id, entry, place) order by added.place;
end $$;

-- Gives waiting entries the next numbers. Every statement sees what was committed before it; the lock keeps numbers without a gap.
create function log_number(log_id smallint, most int) returns table (id uuid, index bigint, numbered_at timestamptz, entry bytea)
language plpgsql security definer set search_path = '' as $$
declare first_index bigint; given int;
begin
  select l.size into strict first_index from kernel.log l where l.id = log_id for no key update;
  return query
    with taken as (
      delete from kernel.log_pending p where p.log = log_id and p.turn in (
        select q.turn from kernel.log_pending q where q.log = log_id order by q.turn limit most)
      returning p.turn, p.id, p.entry)
    insert into kernel.log_entry as e (log, index, id, entry)
      select log_id, first_index + row_number() over (order by taken.turn) - 1, taken.id, taken.entry from taken
      returning e.id, e.index, e.numbered_at, e.entry;
  get diagnostics given = row_count;
  if given > 0 then update kernel.log l set size = first_index + given where l.id = log_id; end if;
end $$;

-- Numbers are the kernel's to give: kernel.log_number is not for rooms.
revoke execute on function log_add(text, uuid[], bytea[]), log_number(smallint, int) from public;
grant execute on function log_add(text, uuid[], bytea[]) to maru_room;
grant execute on function log_number(smallint, int) to maru_kernel;
