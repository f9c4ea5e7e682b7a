-- By which accounts of the national sign-in somebody has come in, as marks: the first time is told to the person.
create table national_account (
  person text not null,
  account_mark text not null,
  first_at timestamptz not null default now(),
  primary key (person, account_mark)
);
revoke update, delete on national_account from maru_identity;
