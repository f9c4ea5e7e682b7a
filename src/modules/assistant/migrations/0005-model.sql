-- Whether a language model may be asked at all: the operator's one switch, over all processes.
create table model_switch (
  single boolean primary key default true check (single),
  is_off boolean not null,
  changed_by text not null,
  changed_at timestamptz not null
);

-- What a model was asked, a row a day, use and outcome: counts, and no word of anybody.
create table model_day (
  day date not null,
  use text not null check (use in ('chat', 'embeddings', 'rerank')),
  outcome text not null check (outcome in ('answered', 'failed', 'refused')),
  calls integer not null,
  milliseconds bigint not null,
  primary key (day, use, outcome)
);

-- What a model said and nobody was told, for whoever looks after it.
create index turn_refused_of_model on turn (at desc) where answer #> '{trace,model,refused}' is not null;
