-- What somebody in office carries: of a person, or of a post, and never of both. Ended with the appointment.
alter table issuance alter column person drop not null;
alter table issuance add column official text;
alter table issuance add constraint issuance_holder_check check ((person is null) <> (official is null));
create index issuance_of_official on issuance (official, issued_at desc) where official is not null;

-- An official is asked, in a browser of this site, to show that they are in office: the console lets them in by it.
alter table presentation drop constraint presentation_consumer_check;
alter table presentation add constraint presentation_consumer_check check (consumer in ('sign-in', 'console', 'api', 'mandate'));
