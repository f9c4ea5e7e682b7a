-- Where software of others reads whether an exported certificate still holds: its place in a bit list, the same in every export of it.
create table export_entry (
  list integer not null,
  index integer not null,
  certificate uuid not null unique references certificate,
  primary key (list, index)
);
revoke update, delete on export_entry from maru_credentials;
