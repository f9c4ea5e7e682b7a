-- Who lets a person answer may give them what is filled in so far: one application, shown to whoever takes the conversation, until it is taken back.
alter table hand_over add column application uuid;
-- When an official first looked at it: the person is told.
alter table hand_over add column answers_seen_at timestamptz;
