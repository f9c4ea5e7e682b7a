-- Who decides on a case does not pay it, unless the agency appoints one person to both.
alter table official drop constraint official_roles_check;
alter table official add constraint official_roles_check
  check (roles <@ array['caseworker', 'administrator', 'payment-clerk'] and cardinality(roles) > 0);
