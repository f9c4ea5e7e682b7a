-- Of a version that began as a file of another program: its name, and what became of each of its elements.
alter table overlay_version add column origin jsonb;
