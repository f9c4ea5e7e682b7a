-- What the bank announces before its statement (camt.054): messages of an agency's account, one after another. One that cannot be read is
-- passed over where a later one can be: the statement says the same.
create table notification (
  id uuid primary key,
  agency text not null,
  sequence int not null check (sequence > 0),
  -- null: it could not be read, and `unreadable` says why.
  bank_id text,
  unreadable text,
  read_at timestamptz not null default now(),
  unique (agency, sequence),
  check ((bank_id is null) = (unreadable is not null))
);

-- An entry of the account that was announced, once under the bank's own reference of it. What it says is booked early, and the statement's line confirms
-- that very entry of the ledger: it never makes another.
create table notified (
  id uuid primary key,
  notification uuid not null references notification (id),
  agency text not null,
  account text not null,
  bank_reference text not null,
  -- Of one of several transactions that are booked as one sum: the reference of the sum, which may be all that the statement has.
  sum_reference text,
  amount bigint not null check (amount <> 0),
  booked_on date not null,
  reference text,
  is_return boolean not null,
  is_reversal boolean not null,
  reason text,
  -- What was booked early; otherwise why nothing was, or null: it waits for the statement.
  entry uuid unique references entry (id),
  unmatched text check (unmatched in ('unknown-reference', 'other-amount', 'not-awaited')),
  state text not null default 'open' check (state in ('open', 'settled', 'contradicted', 'taken-back')),
  -- How the bank contradicts itself, and with which amount.
  why text check (why in ('other-amount', 'not-confirmed', 'reversed')),
  said bigint,
  changed_at timestamptz not null default now(),
  unique (account, bank_reference),
  check (entry is null or unmatched is null),
  check (state <> 'contradicted' or (why is not null and entry is not null))
);
create index notified_of_agency on notified (agency, bank_reference);
create index notified_in_sum on notified (agency, sum_reference) where sum_reference is not null;
-- What the statement has not confirmed yet: few, however much has been announced in all the years.
create index notified_unsettled on notified (agency, id) where state <> 'settled';
create index notified_early on notified (agency, reference) where state in ('open', 'contradicted') and entry is not null;

revoke update, delete on notification, notified from maru_payments;
grant update (state, why, said, changed_at) on notified to maru_payments;
