-- Looks for covert questions that an agency signed: each question is one look, however often it comes.
alter table sealed_look add question uuid;
alter table sealed_look add constraint sealed_look_of_question unique (recipient, question);
create index sealed_look_of_inquiry on sealed_look (inquiry);
