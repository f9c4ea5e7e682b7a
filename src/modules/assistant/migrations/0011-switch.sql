-- Whether the assistant answers at all: one switch over all processes, read with every message. The reason is the operator's, and stands in the record of acts too.
create table switch (
  single boolean primary key default true check (single),
  is_off boolean not null,
  reason text not null,
  changed_by text not null,
  changed_at timestamptz not null
);
