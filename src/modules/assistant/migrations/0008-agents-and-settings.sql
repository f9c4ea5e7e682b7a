-- A program may ask for a change of how its person is told, too.
alter table agent_confirmation drop constraint agent_confirmation_act_check;
alter table agent_confirmation add constraint agent_confirmation_act_check check (act in ('start', 'submit', 'setting'));
