-- Which edition of the services an application began with: it is filled in, checked and decided by that one. What there was before began with the pack's folder.
alter table application add column pack_edition int not null default 0;
create index draft_of_event on application (event, pack_edition) where status = 'draft';
