-- Who makes and reviews the services of an agency.
alter table official drop constraint official_roles_check;
alter table official add constraint official_roles_check
  check (roles <@ array['caseworker', 'administrator', 'payment-clerk', 'investigator', 'service-owner'] and cardinality(roles) > 0);
