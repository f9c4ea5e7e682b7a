-- Graphile Worker looks through its jobs for one of the same key before it adds another, also where there is no key; a connection that was
-- opened on an empty table has planned to read all of them, and does so until the table is next analysed. A job that can have no twin is
-- added under a key of its own, in the mode that leaves the looking to the unique index.
create or replace function emit(event_id uuid, event_name text, event_version int, event_payload jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into kernel.event (id, name, version, payload) values (event_id, event_name, event_version, event_payload);
  select graphile_worker.add_job('kernel.deliver', json_build_object('event', event_id), max_attempts => 25,
    job_key => 'event/' || event_id, job_key_mode => 'unsafe_dedupe');
$$;

create or replace function enqueue(job text, payload json, run_at timestamptz, job_key text) returns void
language sql security definer set search_path = '' as $$
  select graphile_worker.add_job(job, payload, run_at => run_at, max_attempts => 25,
    job_key => coalesce(job_key, gen_random_uuid()::text), job_key_mode => case when job_key is null then 'unsafe_dedupe' else 'replace' end);
$$;
