-- Who takes applications down at an agency's counter for people who stand there.
alter table official drop constraint official_roles_check;
alter table official add constraint official_roles_check
  check (roles <@ array['caseworker', 'administrator', 'payment-clerk', 'investigator', 'service-owner', 'counter-clerk'] and cardinality(roles) > 0);
