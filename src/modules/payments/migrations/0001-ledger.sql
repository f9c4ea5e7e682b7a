-- Money of the agencies, in the smallest unit of the pack's currency. What is written stays: a mistake is put right by a new entry.

-- The chart of accounts. An account belongs to one agency; expense and fees are kept apart by service.
create table account (
  id text primary key,
  agency text not null,
  kind text not null check (kind in ('expense', 'owed', 'in-transit', 'bank', 'asked', 'fees')),
  service text,
  check ((service is not null) = (kind in ('expense', 'fees'))),
  check (id = agency || '/' || kind || coalesce('/' || service, ''))
);

-- What an agency owes somebody (a benefit), or somebody owes an agency (a fee): once for each decision and period.
create table obligation (
  id uuid primary key,
  kind text not null check (kind in ('benefit', 'fee')),
  agency text not null,
  service text not null,
  person text not null,
  case_id uuid not null,
  receipt text not null,
  line uuid not null,
  per text not null check (per in ('once', 'month')),
  amount bigint not null check (amount > 0),
  -- Where a benefit goes; null: the application names none.
  account text check (account is null or kind = 'benefit'),
  created_at timestamptz not null default now(),
  unique (line, kind, per)
);
create index obligation_of_agency on obligation (agency, id desc);
create index obligation_without_account on obligation (id) where account is null;
create index obligation_of_person on obligation (person, id desc);

-- What the bank is told. Its id is the key by which the bank knows a repetition: nothing is paid twice under it.
create table payment_order (
  id uuid primary key,
  obligation uuid not null references obligation (id),
  attempt int not null check (attempt > 0),
  amount bigint not null check (amount > 0),
  account text not null,
  state text not null default 'waiting' check (state in ('waiting', 'accepted', 'rejected', 'paid', 'returned')),
  bank_reference text,
  -- ISO 20022 ExternalStatusReason or ExternalReturnReason, as the bank gives it.
  reason text,
  ordered_at timestamptz not null default now(),
  changed_at timestamptz not null default now(),
  unique (obligation, attempt)
);
-- However many try at the same moment: one order on its way or paid for what is owed once.
create unique index one_live_order on payment_order (obligation) where state in ('waiting', 'accepted', 'paid');
-- What is left to do, however much has been paid.
create index order_unpaid on payment_order (state, changed_at) where state <> 'paid';

create table entry (
  id uuid primary key,
  -- What makes a repetition the same: `owed/<obligation>`, `paid/<order>`, …
  key text not null unique,
  kind text not null check (kind in ('owed', 'ordered', 'paid', 'returned', 'reversed', 'fee-asked', 'fee-received', 'fee-reversed')),
  agency text not null,
  obligation uuid not null references obligation (id),
  payment_order uuid references payment_order (id),
  -- The entry that this one takes back: each at most once.
  reverses uuid unique references entry (id),
  actor text not null,
  reason text,
  -- Of the statement, not of its transaction: entries that are written together keep their order.
  booked_at timestamptz not null default clock_timestamp(),
  made_in xid8 not null default pg_current_xact_id(),
  check ((kind in ('returned', 'reversed', 'fee-reversed')) = (reverses is not null)),
  check (kind not in ('reversed', 'fee-reversed') or reason is not null)
);
create index entry_of_obligation on entry (obligation, id);
create index entry_of_agency on entry (agency, booked_at);
create index entry_taken_back on entry (obligation) where kind in ('reversed', 'fee-reversed');

-- Debit above zero, credit below. The postings of an entry come to nothing.
create table posting (
  entry uuid not null references entry (id),
  account text not null references account (id),
  amount bigint not null check (amount <> 0),
  primary key (entry, account)
);
create index posting_on_account on posting (account) include (amount);

-- At the end of the transaction that wrote the entry, and never after: nothing is added to one that stands.
create function demand_balance() returns trigger language plpgsql set search_path = '' as $$
declare
  -- The row of either table; a field that one of them lacks may not be named.
  of_entry uuid := coalesce(to_jsonb(new) ->> 'entry', to_jsonb(new) ->> 'id');
  written payments.entry;
  total numeric;
  sides int;
  foreign_accounts int;
begin
  select * into written from payments.entry where id = of_entry;
  if written.made_in <> pg_current_xact_id() then
    raise exception 'entry % is closed', of_entry using errcode = 'check_violation';
  end if;
  select coalesce(sum(p.amount), 0), count(*), count(*) filter (where a.agency <> written.agency) into total, sides, foreign_accounts
    from payments.posting p join payments.account a on a.id = p.account where p.entry = of_entry;
  if total <> 0 or sides < 2 or foreign_accounts > 0 then
    raise exception 'entry % does not balance: % over % postings', of_entry, total, sides using errcode = 'check_violation';
  end if;
  return null;
end $$;
create constraint trigger entry_balances after insert on entry deferrable initially deferred for each row execute function demand_balance();
create constraint trigger posting_balances after insert on posting deferrable initially deferred for each row execute function demand_balance();

-- What the entries of an agency came to before a day: sums over years are made once. Nothing enters a closed day any more.
create table closing (
  agency text not null,
  on_day date not null,
  kind text not null,
  count int not null,
  amount bigint not null,
  primary key (agency, on_day, kind)
);

-- The bank's statements of an agency's account, one after another without a gap.
create table statement (
  id uuid primary key,
  agency text not null,
  sequence int not null check (sequence > 0),
  bank_id text not null,
  opening bigint not null,
  closing bigint not null,
  read_at timestamptz not null default now(),
  unique (agency, sequence)
);
create table statement_line (
  id uuid primary key,
  statement uuid not null references statement (id),
  agency text not null,
  bank_reference text not null,
  -- As the ledger has it: into the account above zero, out of it below.
  amount bigint not null check (amount <> 0),
  booked_on date not null,
  reference text,
  is_return boolean not null,
  reason text,
  -- What it was matched with; otherwise why with nothing.
  entry uuid unique references entry (id),
  unmatched text check (unmatched in ('unknown-reference', 'other-amount', 'not-awaited')),
  unique (agency, bank_reference),
  check ((entry is null) = (unmatched is not null))
);
create index statement_line_unmatched on statement_line (agency, id) where entry is null;

revoke update, delete on account, obligation, payment_order, entry, posting, closing, statement, statement_line from maru_payments;
grant update (state, bank_reference, reason, changed_at) on payment_order to maru_payments;
