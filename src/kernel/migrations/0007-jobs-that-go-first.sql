-- A job that somebody waits for goes before the others that are due: the lower the number the sooner, as the jobs library counts; the rest is at 0.
-- The one without a number stays for processes of the release before, which may run beside this one.
create function enqueue(job text, payload json, run_at timestamptz, job_key text, priority int) returns void
language sql security definer set search_path = '' as $$
  select graphile_worker.add_job(job, payload, run_at => run_at, max_attempts => 25, priority => enqueue.priority,
    job_key => coalesce(job_key, gen_random_uuid()::text), job_key_mode => case when job_key is null then 'unsafe_dedupe' else 'replace' end);
$$;
revoke execute on function enqueue(text, json, timestamptz, text, int) from public;
grant execute on function enqueue(text, json, timestamptz, text, int) to maru_room;
