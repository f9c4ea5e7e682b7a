-- An official's ID in a wallet opened it: it does everything that the post may do, but takes no further ID.
alter table session add column by_official_id boolean not null default false;
