-- Of what one has to do by a day, too, a speaker tells only after the PIN.
alter table channel_link drop constraint channel_link_wanted_check;
alter table channel_link add constraint channel_link_wanted_check check (wanted in ('own-notices', 'own-applications', 'own-certificates', 'own-due'));
