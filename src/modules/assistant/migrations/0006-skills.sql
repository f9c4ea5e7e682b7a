-- What officials say that they answer in and about. It orders a queue and hides nothing.
create table skill (
  official text primary key,
  languages text[] not null,
  services text[] not null,
  changed_at timestamptz not null
);
