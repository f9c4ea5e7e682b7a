-- What was set aside as not the agency's is opened again, with a reason: the line waits for a clerk once more, and its next assignment is another turn.
alter table assignment drop constraint assignment_pkey;
alter table assignment add column turn int not null default 1 check (turn > 0);
alter table assignment add primary key (line, turn);
-- Only what the ledger has not booked can be opened again: an entry is taken back by an entry.
alter table assignment add column aside boolean not null generated always as (entry is null) stored;
alter table assignment add unique (line, turn, aside);
create table reopening (
  line uuid not null,
  turn int not null,
  aside boolean not null default true check (aside),
  actor text not null,
  reason text not null check (btrim(reason) <> ''),
  reopened_at timestamptz not null default now(),
  primary key (line, turn),
  foreign key (line, turn, aside) references assignment (line, turn, aside)
);
revoke update, delete on reopening from maru_payments;

-- A benefit that was owed without an order, and that the bank paid all the same: a clerk says so, and nobody knows into which account.
alter table payment_order alter column account drop not null;
alter table payment_order add check (account is not null or state in ('paid', 'returned'));

-- What may have come back: of the paid orders those of the amount, the latest first, however many have been paid in all the years.
create index order_paid_of_amount on payment_order (amount, changed_at desc, id) where state = 'paid';

-- A statement comes once, also under another number.
create index statement_of_bank on statement (agency, bank_id);
