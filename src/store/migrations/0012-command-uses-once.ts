import type { Migration } from '../migration.ts';

export const commandUsesOnce: Migration = {
  number: 12,
  name: 'command-uses-once',
  statements: [
    // Of which line of which comment it was a use: work that is repeated after a fault does not count again. Uses that an
    // older version entered have none, and are forgotten within a day.
    `alter table milepost.command_uses add column comment_id bigint`,
    `alter table milepost.command_uses add column line integer`,
    `create index command_uses_line on milepost.command_uses (comment_id, line)`,
  ],
};
