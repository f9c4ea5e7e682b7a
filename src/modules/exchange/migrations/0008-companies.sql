-- A person may hand data to a company, too: who that is, by the name that was shown. Null where the purpose names an agency.
alter table consent add column company text, add column company_name text, add constraint consent_company check ((company is null) = (company_name is null));

-- How many bundles a company has had on one day: about one person for one purpose, and about everybody together (the row without a
-- person). The constraint decides, so that a thousand requests at once get as many as are allowed.
create table bundle_budget (
  company text not null,
  person text not null,
  purpose text not null,
  day date not null,
  spent int not null,
  allowed int not null,
  primary key (company, person, purpose, day),
  constraint bundle_budget_kept check (spent <= allowed)
);
