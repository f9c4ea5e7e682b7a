-- By both at once: with an index of either, a server that has no statistics yet joins the two, and reads every session for each token.
drop index authorization_state_uid;
create index authorization_state_uid on authorization_state (uid, model) where uid is not null;
