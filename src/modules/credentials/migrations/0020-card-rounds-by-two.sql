-- Everybody is looked at once a second official of the agency has said yes to it.
alter table card_round
  -- That was shown, and under which alone the registers are asked.
  add column purpose text,
  add column state text not null default 'proposed' check (state in ('proposed', 'confirmed', 'refused', 'dropped', 'lapsed', 'alone')),
  -- Until when somebody may say yes.
  add column ends_at timestamptz,
  -- Of a no, as whoever asked reads it.
  add column because text,
  add column decided_by text,
  add column decided_by_name text,
  add column decided_at timestamptz;
-- Begun by one alone before there was a second: what is done stays, what was under way stops.
update card_round set state = 'alone', ends_at = made_at, finished_at = coalesce(finished_at, now());
alter table card_round
  alter column ends_at set not null,
  add check ((state = 'alone') = (purpose is null)),
  add check ((state in ('proposed', 'lapsed', 'alone')) = (decided_by is null)),
  add check (num_nonnulls(decided_by, decided_by_name, decided_at) in (0, 3)),
  add check ((state = 'refused') = (because is not null)),
  -- Whoever wants it does not say yes to it, nor does anybody once it has waited too long.
  add check (state <> 'confirmed' or (decided_by <> made_by and decided_at < ends_at)),
  -- Nobody is asked about before that.
  add check (state in ('confirmed', 'alone') or (after = '' and told = 0 and finished_at is null));
drop index card_round_open;
create unique index card_round_open on card_round (type) where state = 'proposed' or (state = 'confirmed' and finished_at is null);
revoke insert on card_round from maru_credentials;
grant insert (id, type, agency, purpose, made_by, made_by_name, ends_at), update (state, because, decided_by, decided_by_name, decided_at) on card_round to maru_credentials;
