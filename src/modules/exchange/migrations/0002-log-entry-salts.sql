-- What hides the row in its log entry. Without it nobody can tell whose entry it is, and the entry's proof stays valid.
-- Rows from before the transparency log have none.
alter table access_log add salt bytea;
