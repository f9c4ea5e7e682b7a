-- Entries whose numbers are wanted at once get them in the transaction of the caller's change: it holds the log from here to its commit,
-- so this is its last statement. What was waiting came before, and is numbered first: entries of one person keep their order.
create function log_enter(log_name text, entry_ids uuid[], entries bytea[]) returns table (id uuid, index bigint, numbered_at timestamptz, entry bytea)
language plpgsql security definer set search_path = '' as $$
declare found_log smallint; first_index bigint;
begin
  select l.id into found_log from kernel.log l where l.name = log_name and current_setting('role') in ('maru_' || l.room, 'maru_kernel') for no key update;
  if found_log is null then
    raise exception 'the log "%" is not of this room', log_name using errcode = '42501';
  end if;
  while exists (select from kernel.log_pending p where p.log = found_log) loop
    perform from kernel.log_number(found_log, 5000);
  end loop;
  select l.size into strict first_index from kernel.log l where l.id = found_log;
  return query insert into kernel.log_entry as e (log, index, id, entry)
    select found_log, first_index + added.place - 1, added.id, added.entry from unnest(entry_ids, entries) with ordinality as added (id, entry, place)
    returning e.id, e.index, e.numbered_at, e.entry;
  update kernel.log l set size = first_index + cardinality(entry_ids) where l.id = found_log;
end $$;
revoke execute on function log_enter(text, uuid[], bytea[]) from public;
grant execute on function log_enter(text, uuid[], bytea[]) to maru_room;
