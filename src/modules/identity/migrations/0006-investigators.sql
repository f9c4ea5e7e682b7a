-- Looks that the law keeps from the person for a while are for those whom the agency appoints to them, and for nobody else.
alter table official drop constraint official_roles_check;
alter table official add constraint official_roles_check
  check (roles <@ array['caseworker', 'administrator', 'payment-clerk', 'investigator'] and cardinality(roles) > 0);
