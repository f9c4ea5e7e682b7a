-- The wallet that fetched a request may ask for it again where the answer was lost (OpenID4VP 1.0 section 5.10): known by a hash of its nonce and its key.
alter table presentation add column fetched_by bytea;
alter table presentation add column fetched int not null default 0;
