import type { Migration } from '../migration.ts';

export const firstTables: Migration = {
  number: 1,
  name: 'first-tables',
  statements: [
    // A webhook's record, from its acknowledgement until its work is done. `sequence`: the order in which they came in.
    `create table milepost.deliveries (
      id text primary key,
      sequence bigint generated always as identity,
      event text not null,
      action text,
      installation_id bigint,
      repository_id bigint,
      payload jsonb not null,
      received_at timestamptz not null default now(),
      state text not null default 'received' check (state in ('received', 'working', 'done', 'failed')),
      attempts integer not null default 0,
      next_at timestamptz not null default now(),
      holder text,
      held_until timestamptz,
      error text,
      worked_at timestamptz
    )`,
    `create index deliveries_open on milepost.deliveries (sequence) where state in ('received', 'working')`,

    // One roadmap file. `reading` is the Base: what the last sync read.
    `create table milepost.roadmaps (
      id bigint generated always as identity primary key,
      repository_id bigint not null,
      owner text not null,
      name text not null,
      path text not null,
      installation_id bigint not null,
      blob_oid text,
      configuration_oid text,
      head_oid text,
      reading jsonb,
      synced_at timestamptz not null default now(),
      unique (repository_id, path)
    )`,
    `create index roadmaps_installation on milepost.roadmaps (installation_id)`,

    // `recovering`: the present claim took over one that never ended, so its effect may be on GitHub already.
    `create table milepost.ledger (
      key text primary key,
      repository_id bigint not null,
      path text not null,
      kind text not null,
      state text not null check (state in ('waiting', 'begun', 'done', 'failed')),
      operation jsonb not null,
      result jsonb,
      reason text,
      attempts integer not null default 0,
      recovering boolean not null default false,
      holder text,
      held_until timestamptz,
      begun_at timestamptz,
      finished_at timestamptz
    )`,
    `create index ledger_roadmap on milepost.ledger (repository_id, path)`,

    `create table milepost.checks (
      repository_id bigint not null,
      head_oid text not null,
      digest text not null,
      check_run_id bigint,
      state text not null check (state in ('begun', 'written')),
      written_at timestamptz,
      primary key (repository_id, head_oid)
    )`,
  ],
};
