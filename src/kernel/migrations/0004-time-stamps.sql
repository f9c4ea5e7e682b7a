-- Time-stamps (RFC 3161) over published checkpoints. A stamp keeps the checkpoint it is over: checkpoints themselves are forgotten.
create table log_stamp (
  log smallint not null references log (id),
  authority text not null,
  size bigint not null,
  -- The signed note as it was published then; the stamp is over its text.
  note text not null,
  -- The TimeStampToken, DER.
  token bytea not null check (octet_length(token) <= 65535),
  -- The time in the token.
  stamped_at timestamptz not null,
  primary key (log, authority, size)
);
revoke update, delete on log_stamp from maru_kernel;

-- How it stands with each authority, for all processes: whoever moves tried_at on is the one that asks.
create table log_stamping (
  log smallint not null references log (id),
  authority text not null,
  tried_at timestamptz not null,
  -- Since when it has given nothing of use; null while it works.
  failing_since timestamptz,
  cause text,
  primary key (log, authority)
);
