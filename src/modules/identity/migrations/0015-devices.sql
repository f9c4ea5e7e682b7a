-- Machines of agencies: who answers for each, what it may ask for, and the one key that it alone holds. None is ever removed.
create table device (
  id uuid primary key,
  agency text not null,
  kind text not null check (kind in ('kiosk', 'sensor-gateway', 'door-reader')),
  name text not null,
  place text not null,
  scopes text[] not null,
  registered_by text not null,
  registered_at timestamptz not null default now(),
  -- Waits for its first key; works; is held until its agency has looked; is over for good.
  status text not null default 'waiting' check (status in ('waiting', 'active', 'held', 'ended')),
  -- Public half. A key that one device has had is no other's, nor a replacement's.
  key jsonb,
  key_thumbprint text constraint device_key_once unique,
  keyed_at timestamptz,
  seen_at timestamptz,
  said text,
  -- Hashes of what it was given to bring along next time, and the time before: two copies of a device cannot both have them.
  next_mark bytea,
  former_mark bytea,
  held_because text,
  ended_at timestamptz,
  ended_because text,
  ended_by text,
  check ((key is null) = (key_thumbprint is null)),
  check (status in ('waiting', 'ended') or key is not null),
  check ((status = 'held') = (held_because is not null)),
  check ((status = 'ended') = (ended_at is not null))
);
create index device_of_agency on device (agency, name);
revoke delete on device from maru_identity;
