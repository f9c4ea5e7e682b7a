-- What the analyser found in a text, under a hash of the text and of the analyser: after a restart, in another process, or in another
-- index it is read and not found again. Any row may be lost; it is made again.
create table piece (
  hash bytea primary key,
  -- A list for each sentence, of terms and their weights by turns.
  terms text not null,
  seen_on date not null
);
create index piece_by_age on piece (seen_on);
