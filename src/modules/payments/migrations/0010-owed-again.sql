-- What was taken back and is owed after all is owed once more, once for each time: it names the obligation that it stands in the place of. A month that is
-- stopped, paid back and lifted a second time is owed a third time, in the place of the second.
alter table obligation add column again_of uuid references obligation (id);
update obligation set again_of = first.id from obligation first
  where obligation.kind = 'refund' and first.kind = 'benefit' and first.line = obligation.line and first.per = obligation.per and first.month is not distinct from obligation.month;
alter table obligation add constraint obligation_again check ((again_of is not null) = (kind = 'refund'));
alter table obligation drop constraint obligation_once;
alter table obligation add constraint obligation_once unique nulls not distinct (line, kind, per, month, again_of);
create index obligation_again_of on obligation (again_of) where again_of is not null;
