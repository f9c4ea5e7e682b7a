-- An objection to what is asked back: a part of its own like one to a refusal, about the happening that asked it, once for each.
alter table part add column reclaim uuid references happening (id);
create unique index one_objection_to_reclaim on part (reclaim) where reclaim is not null;
alter table part drop constraint part_check;
alter table part add constraint part_plea check (num_nonnulls(objection_to, reclaim) = (plea is not null)::int);
drop index one_part;
create unique index one_part on part (application_id, agency) where objection_to is null and reclaim is null and arrival is null;
