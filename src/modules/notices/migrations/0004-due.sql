-- What somebody has to do by a day, as the last pass found it: for the calendar, and to tell each reminder once.
create table due (
  -- Who hears of it.
  person text not null,
  duty text not null,
  -- Whose it is, where that is a child of theirs; '' otherwise.
  of_person text not null,
  -- Of several vehicles the one; '' where there is but one of it.
  thing text not null,
  due_on date not null,
  -- In the currency's smallest unit.
  amount numeric,
  -- Days before the last day of the reminder that was told last; -1: that the day has passed. Null: none yet.
  told int,
  pass uuid not null,
  primary key (person, duty, of_person, thing)
);
-- Found again by whom it is of: a page of a pass looks at them, and not at who hears.
create index due_of on due ((case when of_person = '' then person else of_person end));

-- What somebody does not want to hear of again. It stays in their calendar.
create table due_stopped (person text not null, duty text not null, primary key (person, duty));
