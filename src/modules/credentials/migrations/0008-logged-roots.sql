-- What status lists and the list of revoked papers have said, in the log: each content once. A list is published only when its own stands here.
create table logged_root (
  subject text not null,
  logged text not null,
  entry uuid not null,
  logged_at timestamptz not null default now(),
  primary key (subject, logged)
);
revoke update, delete on logged_root from maru_credentials;
