-- Who keeps the lists of foreign issuers that the country believes.
alter table official drop constraint official_roles_check;
alter table official add constraint official_roles_check
  check (roles <@ array['caseworker', 'administrator', 'payment-clerk', 'investigator', 'service-owner', 'counter-clerk', 'trust-officer'] and cardinality(roles) > 0);
