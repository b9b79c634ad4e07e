import type { Migration } from '../migration.ts';

export const schedule: Migration = {
  number: 7,
  name: 'schedule',
  statements: [
    // What is done again and again, by one process at a time: `holder`, as long as the lease runs. `succeeded_at`: when
    // the run began that succeeded last. `state` is the chore's own.
    `create table milepost.chores (
      name text primary key,
      due_at timestamptz not null default now(),
      holder text,
      held_until timestamptz,
      begun_at timestamptz,
      succeeded_at timestamptz,
      failures integer not null default 0,
      state jsonb,
      known_at timestamptz not null default now()
    )`,

    // A repository that is looked at once a day. `asked_at`: the look that is under way was asked for then. `misses`: looks
    // asked for since the last one that came to something.
    `create table milepost.looks (
      repository_id bigint primary key,
      installation_id bigint not null,
      owner text not null,
      name text not null,
      due_at timestamptz not null,
      asked_at timestamptz,
      looked_at timestamptz,
      misses integer not null default 0
    )`,
    `create index looks_due on milepost.looks (due_at)`,
    `create index looks_asked on milepost.looks (asked_at) where asked_at is not null`,
    `create index looks_installation on milepost.looks (installation_id)`,

    // A webhook delivery that GitHub reports as failed and that never came: `delivery_id` is GitHub's of its newest attempt.
    // `given_up_at`: it was asked for as often as it ever is.
    `create table milepost.missed_deliveries (
      guid text primary key,
      delivery_id text not null,
      event text not null,
      delivered_at timestamptz not null,
      asks integer not null default 0,
      next_at timestamptz not null default now(),
      given_up_at timestamptz,
      found_at timestamptz not null default now()
    )`,
    `create index missed_deliveries_open on milepost.missed_deliveries (next_at) where given_up_at is null`,
  ],
};
