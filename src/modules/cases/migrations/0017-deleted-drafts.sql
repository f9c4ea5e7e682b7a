-- A draft that its person has deleted holds nothing. The row stays for what refers to it: who was asked to fill in a part, and at which counter it was open.
alter table application drop constraint application_status_check;
alter table application drop constraint application_check;
alter table application
  add constraint application_status_check check (status in ('draft', 'submitted', 'closed', 'withdrawn', 'deleted')),
  add constraint application_receipt check ((status in ('draft', 'deleted')) = (receipt is null)),
  add constraint application_deleted check (status <> 'deleted' or (subject is null and draft = '{"known": null, "silent": [], "corrections": {}, "newborns": [], "answers": {}, "consents": {}, "done": []}'));
