import type { Migration } from '../migration.ts';

export const dashboards: Migration = {
  number: 4,
  name: 'dashboards',
  statements: [
    // The one dashboard issue of a repository. `dashboard` is null while somebody is about to open it: `holder`, as long
    // as the lease runs.
    `create table milepost.dashboards (
      repository_id bigint primary key,
      dashboard jsonb,
      holder text,
      held_until timestamptz,
      changed_at timestamptz not null default now()
    )`,
  ],
};
