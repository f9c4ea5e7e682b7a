-- Where the law wants two officials, what the first decides is a proposal. It becomes the decision when the second signs, or comes back with a reason.
alter table line drop constraint line_status_check;
alter table line add constraint line_status_check check (status in ('pending', 'proposed', 'approved', 'refused', 'withdrawn'));
alter table line
  add column proposed_by text,
  add check (status <> 'proposed' or proposed_by is not null),
  -- Nobody is their own second official.
  add check (proposed_by <> decided_by);

create table proposal (
  id uuid primary key,
  line_id uuid not null references line (id),
  part_id uuid not null references part (id),
  outcome text not null check (outcome in ('approved', 'refused')),
  reason text,
  found jsonb,
  answer text,
  proposed_by text not null,
  proposed_at timestamptz not null,
  ended text check (ended in ('signed', 'returned', 'withdrawn')),
  ended_by text,
  ended_at timestamptz,
  -- Why it was returned.
  remark text,
  check (outcome <> 'refused' or reason is not null),
  check ((ended is null) = (ended_at is null)),
  check (ended not in ('signed', 'returned') or ended_by is not null),
  check (ended_by <> proposed_by),
  check ((ended = 'returned') = (remark is not null))
);
create unique index one_proposal on proposal (line_id) where ended is null;
create index proposal_of_part on proposal (part_id, id);
-- What awaits a signature is little among ten million parts.
create index awaits_signature on proposal (part_id) where ended is null;
revoke update, delete on proposal from maru_cases;
grant update (ended, ended_by, ended_at, remark) on proposal to maru_cases;
