-- A line of the statement that a clerk has seen to by hand: once, whoever else tries. Neither line nor entry is changed by it.
create table assignment (
  line uuid primary key references statement_line (id),
  -- Of the same kind as the bank's own word would have made; null: not the agency's money, and the ledger books nothing.
  entry uuid unique references entry (id),
  actor text not null,
  reason text not null check (btrim(reason) <> ''),
  assigned_at timestamptz not null default now()
);
create index assignment_latest on assignment (assigned_at desc);

revoke update, delete on assignment from maru_payments;
