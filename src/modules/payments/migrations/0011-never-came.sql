-- Announced as come in, and the bank, asked, says that it never did: what was booked early is taken back, with a reason. It may come after all, and is then booked anew.
alter table entry drop constraint entry_kind_check;
alter table entry add constraint entry_kind_check check (kind in ('owed', 'ordered', 'paid', 'returned', 'reversed', 'fee-asked', 'fee-received', 'fee-unreceived', 'fee-reversed', 'reclaimed', 'repaid', 'repaid-unreceived', 'reclaim-lifted'));
alter table entry drop constraint entry_check;
alter table entry add constraint entry_check check ((kind in ('returned', 'reversed', 'fee-unreceived', 'fee-reversed', 'reclaimed', 'repaid-unreceived', 'reclaim-lifted')) = (reverses is not null));
alter table entry drop constraint entry_check1;
alter table entry add constraint entry_reason check (kind not in ('reversed', 'fee-reversed', 'fee-unreceived', 'repaid-unreceived') or reason is not null);
