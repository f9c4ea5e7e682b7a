-- A part goes to another agency: because it is not the first one's to decide, or because the first one is no more. Additions only.
create table referral (
  id uuid primary key,
  part_id uuid not null references part (id),
  from_agency text not null,
  to_agency text not null check (to_agency <> from_agency),
  reason text,
  -- null: the agency was abolished, and the pack names who succeeds it.
  referred_by text,
  referred_at timestamptz not null,
  check ((reason is null) = (referred_by is null))
);
create index referral_of_part on referral (part_id, id);
revoke update, delete on referral from maru_cases;

-- Which time a part has come to its agency for: under each it is delivered once.
alter table part add column arrival uuid;
-- An agency has one part of an application that was sent to it, and beside that what others refer to it.
drop index one_part;
create unique index one_part on part (application_id, agency) where objection_to is null and arrival is null;
