-- Many jobs of one kind in one statement, each at its own time. A higher priority number waits behind a lower one,
-- so that a campaign to a million people never stands before what one person waits for.
create function enqueue_each(job text, payloads json[], run_at timestamptz[], job_keys text[], priority int) returns bigint
language sql security definer set search_path = '' as $$
  with added as (
    select graphile_worker.add_jobs(array(
      select (enqueue_each.job, payload, null, due, 25, key, enqueue_each.priority, null)::graphile_worker.job_spec
      from unnest(enqueue_each.payloads, enqueue_each.run_at, enqueue_each.job_keys) as wanted (payload, due, key)))
  )
  select count(*) from added;
$$;
revoke execute on function enqueue_each(text, json[], timestamptz[], text[], int) from public;
grant execute on function enqueue_each(text, json[], timestamptz[], text[], int) to maru_room;
