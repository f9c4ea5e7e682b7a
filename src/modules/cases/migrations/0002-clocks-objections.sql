-- The legal clock of a part: the service whose time it runs by, and what was left of it when a question stopped it.
alter table part
  add column clock_service text,
  add column stopped_on date,
  add column days_left int;

-- An objection is a part of its own, at the same agency, with the refused service once more: a clock of its own, another official.
alter table part
  add column objection_to uuid references line (id),
  add column plea text,
  add check ((objection_to is null) = (plea is null));
alter table part drop constraint part_application_id_agency_key;
create unique index one_part on part (application_id, agency) where objection_to is null;
create unique index one_objection on part (objection_to);
alter table line drop constraint line_application_id_service_key;
create unique index one_line on line (part_id, service);

-- Who has taken it on, at the agency.
alter table part add column holder text;
create index held on part (agency, holder) where status in ('open', 'waiting');

-- Those whose clock stands still come after those whose clock runs.
drop index inbox;
create index inbox on part (agency, (status = 'waiting'), due_on, id) where status in ('open', 'waiting');
