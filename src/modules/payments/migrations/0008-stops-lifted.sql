-- A stop may be lifted: an objection was right about what it rests on, and the benefit goes on. What stops it again is another turn.
alter table stop add column turn int not null default 1 check (turn > 0);
alter table stop drop constraint stop_pkey;
alter table stop add primary key (line, turn);
create table resumption (
  line uuid not null,
  turn int not null,
  -- What was asked back, and the objection to it lifted.
  obligation uuid not null references obligation (id),
  actor text not null,
  resumed_at timestamptz not null default now(),
  primary key (line, turn),
  foreign key (line, turn) references stop (line, turn)
);
-- Asked back, and an objection to it was refused: what was stopped for the same reason stays stopped.
create table upheld (obligation uuid primary key references obligation (id), decided_at timestamptz not null default now());
-- To whom nothing is paid by the month any more, whatever is found later.
create table deceased (person text primary key, told_at timestamptz not null default now());
revoke update, delete on resumption, upheld, deceased from maru_payments;
