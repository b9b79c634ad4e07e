import type { Migration } from '../migration.ts';

export const commands: Migration = {
  number: 3,
  name: 'commands',
  statements: [
    // A comment with commands, so that none is worked twice. `result`: what was answered, by command.
    `create table milepost.commands (
      comment_id bigint primary key,
      repository_id bigint not null,
      state text not null check (state in ('begun', 'done')),
      result jsonb,
      begun_at timestamptz not null default now(),
      finished_at timestamptz
    )`,
    `create index commands_repository on milepost.commands (repository_id)`,
  ],
};
