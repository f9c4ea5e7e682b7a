-- A session with clients lives inside the portal's session that it began in, and ends with it.
alter table authorization_state add column portal_session text;
create index authorization_state_portal_session on authorization_state (portal_session) where portal_session is not null;
