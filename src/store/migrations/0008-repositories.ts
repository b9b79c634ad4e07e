import type { Migration } from '../migration.ts';

export const repositories: Migration = {
  number: 8,
  name: 'repositories',
  statements: [
    // Which repository the ids in the other tables stand for. `left_at`: it left its installation. `missing_since`: GitHub
    // has answered since then that there is no such repository. null: neither.
    `create table milepost.repositories (
      repository_id bigint primary key,
      installation_id bigint not null,
      owner text not null,
      name text not null,
      since timestamptz not null default now(),
      left_at timestamptz,
      missing_since timestamptz
    )`,
    `create index repositories_installation on milepost.repositories (installation_id)`,
    `create index repositories_name on milepost.repositories (lower(owner), lower(name))`,
    `create index repositories_leaving on milepost.repositories (left_at, missing_since)
      where left_at is not null or missing_since is not null`,
    `insert into milepost.repositories (repository_id, installation_id, owner, name)
      select distinct on (repository_id) repository_id, installation_id, owner, name
      from milepost.roadmaps order by repository_id, synced_at desc`,
    // Of those in which no roadmap was read the last webhook tells the name.
    `insert into milepost.repositories (repository_id, installation_id, owner, name)
      select distinct on (repository_id) repository_id, installation_id,
        split_part(payload->'repository'->>'full_name', '/', 1), split_part(payload->'repository'->>'full_name', '/', 2)
      from milepost.deliveries
      where repository_id is not null and installation_id is not null
        and payload->'repository'->>'full_name' like '%/%'
      order by repository_id, sequence desc
      on conflict do nothing`,

    // Installations whose data was erased, by number: none of them comes back, and what a late webhook or a task that was
    // under way still asks for is not done.
    `create table milepost.erasures (
      id bigint primary key,
      erased_at timestamptz not null default now()
    )`,

    `alter table milepost.checks add column begun_at timestamptz not null default now()`,
    // The reading comes from a backup: what happened on GitHub after it is not known here.
    `alter table milepost.roadmaps add column restored boolean not null default false`,
    // The order of arrival is the order on the disk, so that this index costs next to nothing.
    `create index deliveries_received on milepost.deliveries using brin (received_at)`,
  ],
};
