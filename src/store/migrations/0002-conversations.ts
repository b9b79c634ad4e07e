import type { Migration } from '../migration.ts';

export const conversations: Migration = {
  number: 2,
  name: 'conversations',
  statements: [
    // What people told Milepost about a roadmap, and where it answers them.
    `create table milepost.conversations (
      repository_id bigint not null,
      path text not null,
      conversation jsonb not null,
      changed_at timestamptz not null default now(),
      primary key (repository_id, path)
    )`,

    // Which roadmaps point to what, so that an event wakes only them. `pointer`: a reference key (`owner/repo#12`,
    // `owner/repo/milestone/3`), or `node:` and a GraphQL node id (of an issue, a board).
    `create table milepost.pointers (
      repository_id bigint not null,
      path text not null,
      pointer text not null,
      primary key (pointer, repository_id, path)
    )`,
    `create index pointers_roadmap on milepost.pointers (repository_id, path)`,

    // Commands that anybody may give, for the limit of each person. Rows older than the limit looks back are deleted.
    `create table milepost.command_uses (
      repository_id bigint not null,
      login text not null,
      used_at timestamptz not null default now()
    )`,
    `create index command_uses_person on milepost.command_uses (repository_id, login, used_at)`,
  ],
};
