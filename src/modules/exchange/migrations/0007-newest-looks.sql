-- Ids stand in the order of time: a page of a person's looks is read from this index alone, however many there are.
create index access_log_newest on access_log (person, id desc);
drop index access_log_of_person;
