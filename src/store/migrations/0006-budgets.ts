import type { Migration } from '../migration.ts';

export const budgets: Migration = {
  number: 6,
  name: 'budgets',
  statements: [
    // What GitHub's headers said last of an hourly limit of an installation, null as long as they say nothing, and the
    // points spent by all processes: `points[1]` in the ten seconds that are number `slot` since 1970, `points[2]` in those
    // before, and so on. `ends_at`: when the hour is over.
    `create table milepost.budgets (
      installation_id bigint,
      resource text check (resource in ('core', 'graphql')),
      most integer,
      remaining integer,
      ends_at timestamptz,
      observed_at timestamptz,
      slot bigint not null,
      points integer[] not null,
      primary key (installation_id, resource)
    )`,
    'create index budgets_ends_at on milepost.budgets (ends_at)',
    // Until when GitHub wants to hear nothing of an installation (a secondary limit), how often in a row it said so, and
    // when content was created in the last hour, oldest first; what is about to be created is in it as well.
    `create table milepost.installation_limits (
      installation_id bigint primary key,
      held_until timestamptz not null default '-infinity',
      refusals integer not null default 0,
      created_at timestamptz[] not null default '{}'
    )`,
    // Begun, and given up before anything was sent: the next one who begins it need not look for its effect. Counts only
    // when it is later than `begun_at`, since an earlier version does not clear it.
    'alter table milepost.ledger add column released_at timestamptz',
  ],
};
