-- The address under which a person's own calendar program reads what is coming: known to them alone, kept here as a hash only. One a person; a new one ends the old.
create table feed (
  person text primary key,
  key bytea not null unique,
  language text not null,
  created_at timestamptz not null default now()
);
