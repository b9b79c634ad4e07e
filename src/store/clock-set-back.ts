/** Times that lie ahead only because the clock was set back since: of a store whose clock is that of one machine. */
import type { Database } from './database.ts';

/** Each table with the statement that makes what happened "in the future" happen now. */
const MENDED: readonly (readonly [table: string, statement: string])[] = [
  [
    'milepost_queue.job',
    `update milepost_queue.job set start_after = now()
     where state::text in ('created', 'retry') and created_on > now() and start_after > now()`,
  ],
  [
    'milepost.deliveries',
    'update milepost.deliveries set next_at = now() where received_at > now() and next_at > now()',
  ],
  [
    'milepost.installation_limits',
    `update milepost.installation_limits
     set created_at = (select array_agg(least(at, now()) order by at) from unnest(created_at) as made (at))
     where now() < any (created_at)`,
  ],
];

/** Without it what waits would wait for as long as the clock was set back by. Safe to repeat. */
export async function mendClock(database: Database): Promise<void> {
  for (const [table, statement] of MENDED) {
    const [found] = await database.query<{ present: boolean }>('select to_regclass($1) is not null as present', [
      table,
    ]);
    if (found?.present === true) await database.query(statement);
  }
}
