-- A benefit that is granted by the month: owed once for each month, on the day that the law of its service says, until it ends.
create table series (
  line uuid primary key,
  agency text not null,
  service text not null,
  person text not null,
  case_id uuid not null,
  receipt text not null,
  -- Where it goes, as the application names it; null: nowhere yet.
  account text,
  -- What the decision granted: [{"value", "from", "until"}], in the smallest unit, days as `YYYY-MM-DD`.
  amounts jsonb not null,
  -- The next month that is owed, by its first day, and the day on which it is paid; null: it is over.
  next_month date check (next_month = date_trunc('month', next_month)),
  next_day date,
  begun_at timestamptz not null default now(),
  check ((next_month is null) = (next_day is null))
);
create index series_due on series (next_day, line) where next_day is not null;
create index series_of_person on series (person);
revoke update, delete on series from maru_payments;
grant update (next_month, next_day) on series to maru_payments;

-- The month that a monthly benefit is owed for, by its first day: once for each, whoever tries.
alter table obligation add column month date check (month = date_trunc('month', month));
update obligation set month = date_trunc('month', created_at)::date where per = 'month';
alter table obligation add check ((month is not null) = (per = 'month'));
alter table obligation drop constraint obligation_line_kind_per_key;
alter table obligation add constraint obligation_once unique nulls not distinct (line, kind, per, month);
