-- The number of what the house runs on: the pack's folder is 0, and each publication and each withdrawal is the next.
alter table state add column edition bigint not null default 0;

-- Services as their owners make them: texts that stand over files of the pack, in the pack's own format.
create table overlay_version (
  id uuid primary key,
  agency text not null,
  service text not null,
  event text not null,
  state text not null check (state in ('draft', 'in-review', 'published', 'withdrawn', 'dropped')),
  -- Path → text, and what each text was when it was first changed here (null: there was none).
  files jsonb not null default '{}',
  base jsonb not null default '{}',
  revision int not null default 1,
  author text not null,
  author_name text not null,
  begun_at timestamptz not null,
  changed_at timestamptz not null,
  -- Nobody passes what they have made themselves.
  reviewer text check (reviewer <> author),
  reviewer_name text,
  reviewed_at timestamptz,
  -- Why it was given back.
  remark text,
  edition bigint unique,
  withdrawn_edition bigint unique check (withdrawn_edition > edition),
  withdrawn_by text,
  withdrawn_name text,
  withdrawn_at timestamptz,
  withdrawn_why text,
  check ((state in ('published', 'withdrawn')) = (edition is not null)),
  check (edition is null or reviewer is not null),
  check ((state = 'withdrawn') = (withdrawn_edition is not null)),
  check (withdrawn_edition is null or (withdrawn_by is not null and withdrawn_why is not null))
);
create unique index one_open_version on overlay_version (service) where state in ('draft', 'in-review');
create index version_of_agency on overlay_version (agency, changed_at desc);
revoke delete on overlay_version from maru_catalogue;

-- Applications rest on what was published: nobody changes it afterwards.
create function keep_published() returns trigger language plpgsql as $$
begin
  if old.edition is not null and (new.files, new.edition, new.service, new.event, new.author, new.reviewer) is distinct from (old.files, old.edition, old.service, old.event, old.author, old.reviewer) then
    raise exception 'version % is published', old.id;
  end if;
  return new;
end $$;
create trigger keep_published before update on overlay_version for each row execute function keep_published();
