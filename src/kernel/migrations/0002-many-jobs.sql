-- Much work of one kind in one statement: jobs of so many payloads each, for those that are due at the same time. The worker tries
-- again only the payloads that failed. A higher priority number waits behind a lower one, so that a campaign to a million people
-- never stands before what one person waits for.
create function enqueue_batches(job text, payloads json[], run_at timestamptz[], size int, priority int) returns bigint
language sql security definer set search_path = '' as $$
  with numbered as (
    select payload, due, (row_number() over (partition by due) - 1) / enqueue_batches.size as batch
    from unnest(enqueue_batches.payloads, enqueue_batches.run_at) as wanted (payload, due)
  ), batches as (select json_agg(payload) as payloads, due from numbered group by due, batch), added as (
    select graphile_worker.add_jobs(array(
      select (enqueue_batches.job, batches.payloads, null, due, 25, null, enqueue_batches.priority, null)::graphile_worker.job_spec from batches))
  )
  select count(*) from added;
$$;
revoke execute on function enqueue_batches(text, json[], timestamptz[], int, int) from public;
grant execute on function enqueue_batches(text, json[], timestamptz[], int, int) to maru_room;
