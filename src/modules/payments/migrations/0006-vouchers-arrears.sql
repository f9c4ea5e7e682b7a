-- What comes beside a monthly benefit as a voucher: shown with it, and never paid into an account.
alter table series add column vouchers jsonb not null default '[]';
-- A month that lies before the decision, owed from where the right began and paid with the first payment.
alter table obligation add column arrears boolean not null default false check (not arrears or month is not null);
