-- Among ten million parts an official's own, nobody's, and the last decided ones are found in their order, however few they are.
drop index held;
create index held on part (agency, holder, (status = 'waiting'), due_on, id) where status in ('open', 'waiting');
create index decided on part (agency, id desc) where status in ('decided', 'withdrawn');

-- The order of a timeline is that in which things took effect: the moment of writing, under the application's lock, not when a transaction began to wait for it.
alter table happening alter column at set default clock_timestamp();
