-- Keys that a company has replaced, and until when they still open: its programs change one after another.
alter table partner add column old_jwks jsonb, add column old_until timestamptz, add constraint partner_old_keys check ((old_jwks is null) = (old_until is null));
