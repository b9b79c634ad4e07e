import type { Migration } from '../migration.ts';

export const pages: Migration = {
  number: 11,
  name: 'pages',
  statements: [
    // What the page of each roadmap shows, and what the list of pages needs of it. `visibility` null: nobody knows for now
    // who may read the repository. `is_placed` false: it may not be at that name, or not Milepost's to show, any more.
    // `seen_at`: the roadmap was looked at; `confirmed_at`: name and visibility were. `view` is json, not jsonb: its text is
    // compared. All goes with the roadmap.
    `create table milepost.pages (
      repository_id bigint not null,
      path text not null,
      installation_id bigint not null,
      owner text not null,
      name text not null,
      visibility text,
      is_placed boolean not null default true,
      title text,
      counts jsonb not null,
      digest text not null,
      view json not null,
      seen_at timestamptz not null default now(),
      confirmed_at timestamptz not null default now(),
      primary key (repository_id, path),
      foreign key (repository_id, path) references milepost.roadmaps (repository_id, path)
        on update cascade on delete cascade
    )`,
    `create index pages_name on milepost.pages (lower(owner), lower(name), path)`,
    `create index pages_public on milepost.pages (lower(owner), lower(name), path) where visibility = 'public'`,
    `create index pages_installation on milepost.pages (installation_id)`,
    // How often the repository's pages were hidden: a sync that began before does not show them again.
    `alter table milepost.repositories add column hidings integer not null default 0`,
  ],
};
