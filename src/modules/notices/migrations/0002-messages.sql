-- What a person wishes: in which language, how often, when not, and of what never again.
create table preference (
  person text primary key,
  language text not null,
  frequency text not null check (frequency in ('at-once', 'daily')),
  -- Local time; both or neither. From 21:00 until 08:00 goes over midnight.
  quiet_from time,
  quiet_until time,
  muted text[] not null default '{}',
  check ((quiet_from is null) = (quiet_until is null))
);

-- Where a person can be reached beside the portal. Nothing of theirs is sent to an address that has not been confirmed.
create table contact (
  id uuid primary key,
  person text not null,
  channel text not null check (channel in ('email', 'push', 'sms', 'messenger', 'letter')),
  address text not null,
  -- They are tried in this order.
  rank int not null,
  state text not null check (state in ('unconfirmed', 'confirmed', 'failing')),
  code_hash bytea,
  code_until timestamptz,
  code_tries int not null default 0,
  created_at timestamptz not null,
  unique (person, channel, address)
);
create index contact_tried on contact (person, rank) where state = 'confirmed';

-- One message to one contact; it gathers what belongs together until it leaves.
create table message (
  id uuid primary key,
  person text not null,
  contact uuid references contact (id) on delete set null,
  channel text not null,
  -- What gathers: one matter, one notice by itself, or a day.
  grouping text not null,
  due_at timestamptz not null,
  state text not null check (state in ('queued', 'sending', 'sent', 'failed')),
  reason text,
  settled_at timestamptz
);
create unique index message_open on message (contact, grouping) where state = 'queued';

-- Written in the statement that makes the message, of rows that the room cannot remove: no foreign key could find a fault here, and
-- to ask two of them is a quarter of what a campaign costs.
create table message_notice (
  message uuid not null,
  notice uuid not null,
  primary key (message, notice)
);
revoke delete on message, message_notice from maru_notices;
revoke update on message_notice from maru_notices;
create index message_notice_of_notice on message_notice (notice);

-- The matter that a notice belongs to. One application is told to eight agencies at once: that is one happening,
-- gathered in one notice while nobody has read it.
alter table notice add column matter uuid;
update notice set data = jsonb_build_object('kind', 'disclosed', 'to', jsonb_build_array(data - 'kind')) where kind = 'disclosed';
grant update (data) on notice to maru_notices;
create index notice_gathering on notice (person, matter) where read_at is null and kind = 'disclosed';

-- When a message may leave: at once or at eight the next morning, and never in the hours that a person keeps for themselves.
create function due_at(now timestamptz, zone text, frequency text, quiet_from time, quiet_until time) returns timestamptz
language sql immutable set search_path = '' as $$
  with wanted as (
    select case when due_at.frequency = 'daily'
      then (date_trunc('day', due_at.now at time zone due_at.zone) + case when (due_at.now at time zone due_at.zone)::time < time '08:00' then interval '8 hours' else interval '32 hours' end)
      else due_at.now at time zone due_at.zone end as at
  )
  select (case
    when due_at.quiet_from is null or due_at.quiet_from = due_at.quiet_until then at
    when due_at.quiet_from < due_at.quiet_until and at::time >= due_at.quiet_from and at::time < due_at.quiet_until then at::date + due_at.quiet_until
    when due_at.quiet_from > due_at.quiet_until and at::time >= due_at.quiet_from then at::date + 1 + due_at.quiet_until
    when due_at.quiet_from > due_at.quiet_until and at::time < due_at.quiet_until then at::date + due_at.quiet_until
    else at end) at time zone due_at.zone
  from wanted;
$$;

-- RFC 9562, version 7: rows of one campaign lie side by side in their index.
create function new_id(at timestamptz) returns uuid language sql volatile as $$
  select encode(set_bit(set_bit(overlay(uuid_send(gen_random_uuid()) placing substring(int8send((extract(epoch from at) * 1000)::bigint) from 3) from 1 for 6), 52, 1), 53, 1), 'hex')::uuid;
$$;
