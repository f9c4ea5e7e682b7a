-- A monthly benefit ends before what was granted: from which month on, who says so, and why. Once, and for good: what follows is another decision.
create table stop (
  line uuid primary key references series (line),
  from_month date not null check (from_month = date_trunc('month', from_month)),
  actor text not null,
  reason text not null check (btrim(reason) <> ''),
  stopped_at timestamptz not null default now()
);
revoke update, delete on stop from maru_payments;

drop index entry_taken_back;
create index entry_taken_back on entry (obligation) where kind in ('reversed', 'fee-reversed', 'reclaimed');

-- What was paid and is not owed after all is asked back, and comes back.
alter table account drop constraint account_kind_check;
alter table account add constraint account_kind_check check (kind in ('expense', 'owed', 'in-transit', 'bank', 'asked', 'fees', 'reclaimed'));
alter table entry drop constraint entry_kind_check;
alter table entry add constraint entry_kind_check check (kind in ('owed', 'ordered', 'paid', 'returned', 'reversed', 'fee-asked', 'fee-received', 'fee-reversed', 'reclaimed', 'repaid'));
alter table entry drop constraint entry_check;
alter table entry add constraint entry_check check ((kind in ('returned', 'reversed', 'fee-reversed', 'reclaimed')) = (reverses is not null));
