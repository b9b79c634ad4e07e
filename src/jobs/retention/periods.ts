/**
 * What is kept how long: the one table that the sweep goes by, and that docs/retention.md is held to. Periods are days of
 * the store's clock.
 */
import { SLOT_SECONDS } from '../../store/budgets.ts';
import { DEAD_QUEUE, QUEUE_SCHEMA } from '../queue/queue-names.ts';

/** A kind of data that ends by its age. */
export interface Period {
  /** As docs/retention.md calls it. */
  kind: string;
  days: number;
  table: string;
  /** The columns that tell one row from another. */
  key: readonly string[];
  /** Rows that are over; `$1` is the days. */
  isOver: string;
  /** What is emptied instead of the whole row being deleted: an assignment. */
  empties?: string;
}

/**
 * A webhook can be delivered again for so many days, by GitHub's log of deliveries: three on github.com, seven on GitHub
 * Enterprise Server. https://docs.github.com/en/webhooks/testing-and-troubleshooting-webhooks/redelivering-webhooks
 */
const REDELIVERABLE = { 'github.com': 3, enterprise: 7 } as const;

/** Clocks differ, and a webhook can lie in a queue. */
const MARGIN_DAYS = 1;

/** Until when a webhook that is known must be known again: days after it came. */
export const redeliveryDays = (webHost: string): number =>
  (webHost === 'github.com' || webHost.endsWith('.ghe.com') ? REDELIVERABLE['github.com'] : REDELIVERABLE.enterprise) +
  MARGIN_DAYS;

/** Long enough for an operator to come back from a holiday, and to look. */
const FAILED_DAYS = 30;

/** After that nobody asks for a check of an old commit again. */
const CHECK_DAYS = 90;

/** After a repository has left: whoever takes it back until then finds everything as it was. */
export const LEFT_DAYS = 30;

/** GitHub says that the repository does not exist, at every look: so long it may be mistaken. */
export const MISSING_DAYS = 14;

/** Longer than any webhook or task of an installation that was erased can come late. */
const ERASURE_DAYS = 30;

const days = (column: string): string => `${column} < now() - make_interval(days => $1)`;

/** `webHost`: of the GitHub that is served, as in `Hosts`. */
export function periodsOf(webHost: string): readonly Period[] {
  const known = redeliveryDays(webHost);
  const deliveries = { table: 'milepost.deliveries', key: ['id'] } as const;
  const jobs = { table: `${QUEUE_SCHEMA}.job`, key: ['name', 'id'] } as const;
  return [
    {
      kind: 'what a finished webhook said',
      days: 1,
      ...deliveries,
      isOver: `state = 'done' and payload <> '{}'::jsonb and ${days('received_at')}`,
      empties: `payload = '{}'::jsonb`,
    },
    { kind: 'finished webhooks', days: known, ...deliveries, isOver: `state = 'done' and ${days('received_at')}` },
    {
      kind: 'what a failed webhook said',
      days: known,
      ...deliveries,
      isOver: `state = 'failed' and payload <> '{}'::jsonb and ${days('received_at')}`,
      empties: `payload = '{}'::jsonb`,
    },
    {
      kind: 'failed webhooks',
      days: FAILED_DAYS,
      ...deliveries,
      isOver: `state = 'failed' and ${days('received_at')}`,
    },
    {
      kind: 'finished tasks',
      days: 1,
      ...jobs,
      isOver: `state in ('completed', 'cancelled', 'failed') and ${days('completed_on')}`,
    },
    {
      kind: 'dead tasks',
      days: FAILED_DAYS,
      ...jobs,
      isOver: `name = '${DEAD_QUEUE}' and ${days('created_on')}`,
    },
    {
      kind: 'check runs',
      days: CHECK_DAYS,
      table: 'milepost.checks',
      key: ['repository_id', 'head_oid'],
      // The newest of a repository's pushes tells that the next check run would say the same.
      isOver: `${days('coalesce(written_at, begun_at)')} and (position(':' in head_oid) > 0 or exists (
        select 1 from milepost.checks as newer
        where newer.repository_id = checks.repository_id and position(':' in newer.head_oid) = 0
          and newer.state = 'written' and newer.written_at > coalesce(checks.written_at, checks.begun_at)))`,
    },
    {
      kind: 'commands',
      days: CHECK_DAYS,
      table: 'milepost.commands',
      key: ['comment_id'],
      isOver: days('begun_at'),
    },
    {
      kind: 'uses of commands',
      days: 1,
      table: 'milepost.command_uses',
      key: ['repository_id', 'login', 'used_at'],
      isOver: days('used_at'),
    },
    {
      kind: 'missed webhooks',
      days: known,
      table: 'milepost.missed_deliveries',
      key: ['guid'],
      isOver: days('found_at'),
    },
    {
      kind: 'what is left of GitHub’s limits',
      days: 1,
      table: 'milepost.budgets',
      key: ['installation_id', 'resource'],
      isOver: `${days(`to_timestamp(slot * ${SLOT_SECONDS})`)} and coalesce(ends_at, '-infinity') < now()`,
    },
    {
      kind: 'pauses that GitHub asked for',
      days: 1,
      table: 'milepost.installation_limits',
      key: ['installation_id'],
      isOver: `${days('held_until')} and not exists (
        select 1 from unnest(created_at) as content(made_at) where not (${days('made_at')}))`,
    },
    {
      kind: 'erased installations',
      days: ERASURE_DAYS,
      table: 'milepost.erasures',
      key: ['id'],
      isOver: days('erased_at'),
    },
  ];
}
