-- When a deputy has read that they act for somebody, and that it is over. Of what was named before, nothing is told any more.
alter table deputy add column begun_read_at timestamptz, add column over_read_at timestamptz;
update deputy set begun_read_at = named_at, over_read_at = coalesce(ended_at, named_at);
grant update (begun_read_at, over_read_at) on deputy to maru_cases;
create index deputy_untold on deputy (agency, deputy) where begun_read_at is null or over_read_at is null;
