-- How sure it is that a passkey is the person's whose name it bears (eIDAS, Regulation (EU) 910/2014, article 8): `low` where a letter alone vouched for it.
alter table passkey
  add column assurance text not null default 'substantial' check (assurance in ('low', 'substantial')),
  add constraint passkey_of_officials check (kind = 'resident' or assurance = 'substantial');
-- A session is no surer than what opened it.
alter table session
  add column assurance text not null default 'substantial' check (assurance in ('low', 'substantial')),
  -- So that with a passkey of a letter every browser that it opened is out.
  add constraint session_of_letters check (assurance = 'substantial' or (kind = 'resident' and passkey is not null));
