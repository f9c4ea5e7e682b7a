-- What an approval found out for the person: values of registers as they stood on the desk, or the official's own words.
alter table line add column found jsonb, add column answer text;
-- Whom the case is about, where that is not the applicant: a person's id.
alter table application add column subject text;
create index application_about on application (subject, event) where subject is not null;
