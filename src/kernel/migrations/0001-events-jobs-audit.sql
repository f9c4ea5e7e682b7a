-- The outbox. An event is written in the transaction that changes the state it announces;
-- delivery is a job in the same transaction, so that neither exists without the other.
create table event (
  id uuid primary key,
  name text not null,
  version int not null,
  payload jsonb not null,
  happened_at timestamptz not null default now()
);

-- A reaction notes the event it has handled, in the transaction of its effect: delivered at least once, effective once.
create table handled (
  event_id uuid not null references event (id),
  reaction text not null,
  handled_at timestamptz not null default now(),
  primary key (event_id, reaction)
);

-- Privileged acts. The application may add and read, never change or remove.
create table audit (
  id bigint generated always as identity primary key,
  at timestamptz not null default now(),
  actor text not null,
  act text not null,
  object text not null,
  detail jsonb not null default '{}'
);
revoke update, delete on audit from maru_kernel;

-- Shared by all processes of the platform; rate-limiter-flexible's own table shape.
create table rate_limit (key varchar(255) primary key, points integer not null default 0, expire bigint);

-- Rooms hold no right on this schema: these functions are their only doors, each with an empty search path.
create function emit(event_id uuid, event_name text, event_version int, event_payload jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into kernel.event (id, name, version, payload) values (event_id, event_name, event_version, event_payload);
  select graphile_worker.add_job('kernel.deliver', json_build_object('event', event_id), max_attempts => 25);
$$;

create function enqueue(job text, payload json, run_at timestamptz, job_key text) returns void
language sql security definer set search_path = '' as $$
  select graphile_worker.add_job(job, payload, run_at => run_at, job_key => job_key, max_attempts => 25);
$$;

-- True the first time, false when the reaction has handled the event before.
create function handle_once(event_id uuid, reaction_name text) returns boolean
language plpgsql security definer set search_path = '' as $$
begin
  insert into kernel.handled (event_id, reaction) values (handle_once.event_id, reaction_name) on conflict do nothing;
  return found;
end $$;

create function read_event(event_id uuid)
returns table (name text, version int, payload jsonb, happened_at timestamptz)
language sql stable security definer set search_path = '' as $$
  select e.name, e.version, e.payload, e.happened_at from kernel.event e where e.id = event_id;
$$;

create function note_act(actor text, act text, object text, detail jsonb) returns void
language sql security definer set search_path = '' as $$
  insert into kernel.audit (actor, act, object, detail) values (note_act.actor, note_act.act, note_act.object, note_act.detail);
$$;

revoke execute on all functions in schema kernel from public;
-- Every room's role is a member of maru_room (the migrator grants it).
grant usage on schema kernel to maru_room;
grant execute on all functions in schema kernel to maru_room;
