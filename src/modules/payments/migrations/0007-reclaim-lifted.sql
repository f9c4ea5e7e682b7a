-- What was asked back was owed after all: the claim is taken back by an entry; or, where it had been paid, the same is owed once more.
alter table entry drop constraint entry_kind_check;
alter table entry add constraint entry_kind_check check (kind in ('owed', 'ordered', 'paid', 'returned', 'reversed', 'fee-asked', 'fee-received', 'fee-reversed', 'reclaimed', 'repaid', 'reclaim-lifted'));
alter table entry drop constraint entry_check;
alter table entry add constraint entry_check check ((kind in ('returned', 'reversed', 'fee-reversed', 'reclaimed', 'reclaim-lifted')) = (reverses is not null));
alter table obligation drop constraint obligation_kind_check;
alter table obligation add constraint obligation_kind_check check (kind in ('benefit', 'fee', 'refund'));
alter table obligation drop constraint obligation_check;
alter table obligation add constraint obligation_account check (account is null or kind <> 'fee');
