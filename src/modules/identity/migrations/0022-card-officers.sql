-- Who holds, lets go and ends the cards that their agency issues.
alter table official drop constraint official_roles_check;
alter table official add constraint official_roles_check
  check (roles <@ array['caseworker', 'administrator', 'payment-clerk', 'investigator', 'service-owner', 'counter-clerk', 'trust-officer', 'card-officer'] and cardinality(roles) > 0);
