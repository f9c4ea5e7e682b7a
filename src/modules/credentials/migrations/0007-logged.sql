-- What stands in the log, byte for byte: whoever is given the proof is given it too. JSON of the database has another order.
alter table request_template add column logged text;

-- Public keys in the log. A key signs for the world only once it stands here.
create table logged_key (
  kid text not null,
  use text not null,
  entry uuid not null,
  logged text not null,
  logged_at timestamptz not null default now(),
  primary key (use, kid)
);
revoke update, delete on logged_key from maru_credentials;
