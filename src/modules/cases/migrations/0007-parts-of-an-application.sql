-- All parts of an application, objections too: `one_part` leaves those out, so that no question about all of them can use it.
create index part_of_application on part (application_id);
