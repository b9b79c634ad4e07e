import type { Migration } from '../migration.ts';

export const observations: Migration = {
  number: 9,
  name: 'observations',
  statements: [
    // What GitHub said last about everything that a roadmap refers to, in parts of some dozens of references each, so that
    // news about one of them writes little. Part 0 has what is not about single references, and was seen whole at
    // `observed_at`; any other part changed at that time. `body` is json, not jsonb: its text is compared. All goes with
    // the roadmap.
    `create table milepost.observations (
      repository_id bigint not null,
      path text not null,
      part integer not null,
      digest text not null,
      body json not null,
      observed_at timestamptz not null default now(),
      primary key (repository_id, path, part),
      foreign key (repository_id, path) references milepost.roadmaps (repository_id, path)
        on update cascade on delete cascade
    )`,
  ],
};
