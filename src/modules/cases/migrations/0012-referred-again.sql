-- A part that has come back is referred again by the team's lead alone, so that it does not go to and fro for ever: the referral says that it is one of those.
alter table referral add column again boolean not null default false;
