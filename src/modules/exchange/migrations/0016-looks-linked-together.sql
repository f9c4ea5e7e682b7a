-- People's looks at what is theirs, of one moment: one statement locks their chains, links each look to the entry before it, and enters it in the
-- log. What a look says comes as text with room for the two things that only the locked chain knows; the entry is the one that is made of the
-- row elsewhere: a byte for its kind, then SHA-256 over salt and text. Whoever asked makes it again of what they are given, and compares.
create function link_looks(looks json) returns table (id uuid, seq int, prev bytea, index bigint, numbered_at timestamptz, entry bytea)
language plpgsql set search_path = '' as $$
declare look record; before record; entry_ids uuid[] := '{}'; entries bytea[] := '{}'; seqs int[] := '{}'; prevs bytea[] := '{}'; own bytea;
begin
  insert into exchange.chain (person, blind, head)
    select distinct on (l.person) l.person, l.blind, sha256(l.blind || convert_to(l.person, 'UTF8')) from json_to_recordset(looks) as l (person text, blind bytea)
      where not exists (select from exchange.chain c where c.person = l.person) order by l.person on conflict do nothing;
  -- In one order, so that two never wait for each other.
  perform from exchange.chain c where c.person = any (array(select l.person from json_to_recordset(looks) as l (person text))) order by c.person for update;
  for look in select * from json_to_recordset(looks) as l (id uuid, key text, at timestamptz, person text, recipient text, recipient_role text, purpose text,
    register text, fields text[], case_id uuid, salt bytea, until_prev text, until_seq text)
  loop
    select c.length, c.head into strict before from exchange.chain c where c.person = look.person;
    own := '\x01'::bytea || sha256(look.salt || convert_to(look.until_prev || encode(before.head, 'base64') || look.until_seq || before.length + 1 || '}', 'UTF8'));
    insert into exchange.access_log (id, key, at, person, recipient, recipient_role, purpose, register, fields, case_id, salt, seq, prev)
      values (look.id, look.key, look.at, look.person, look.recipient, look.recipient_role, look.purpose, look.register, look.fields, look.case_id, look.salt, before.length + 1, before.head);
    -- The leaf hash of RFC 6962.
    update exchange.chain c set length = before.length + 1, head = sha256('\x00'::bytea || own) where c.person = look.person;
    entry_ids := entry_ids || look.id;
    entries := entries || own;
    seqs := seqs || before.length + 1;
    prevs := prevs || before.head;
  end loop;
  return query select e.id, seqs[p.place], prevs[p.place], e.index, e.numbered_at, e.entry
    from kernel.log_enter('access', entry_ids, entries) e join unnest(entry_ids) with ordinality as p (id, place) on p.id = e.id;
end $$;
