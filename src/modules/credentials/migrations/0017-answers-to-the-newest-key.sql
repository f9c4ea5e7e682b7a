-- A deferred answer goes to the key that the newest request names (OpenID4VCI 1.0 section 9.1): whose it is, is known by the token's key.
alter table deferred_issuance drop column encrypted_to;
