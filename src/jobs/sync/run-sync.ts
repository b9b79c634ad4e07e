/** One job of the queue: a sync of a repository as the app, and what becomes of its failures. */
import { isAbsent } from '../../github/github-error.ts';
import { RetryAt } from '../queue/queue.ts';
import { settlingFailures } from '../queue/settle-failure.ts';
import type { SyncRequest } from './sync-request.ts';
import { synchronise } from './sync.ts';
import type { SyncResult, SyncTools } from './sync-task.ts';

export { isStaleToken } from '../queue/settle-failure.ts';

/** Another process has begun an Operation here; by then it has finished it, or its lease is over. */
const BUSY_MS = 3_000;

/** How often a sync is done again at once for the sake of ticks. */
const MOST_ROUNDS = 3;

/**
 * Does the sync that was asked for; one that cannot be done, whatever is tried, is a `skipped` result that says why.
 * @throws as `settlingFailures`
 */
export async function runSync(request: SyncRequest, tools: SyncTools): Promise<SyncResult> {
  let unseen: 'absent' | 'refused' = 'refused';
  return settlingFailures<SyncResult>(
    async () => {
      const task = { ...request, ref: null, path: null, approvals: { fingerprint: null }, dryRun: false };
      let result = await synchronise(task, tools).catch((error: unknown) => {
        if (isAbsent(error)) unseen = 'absent';
        throw error;
      });
      // What somebody ticked meanwhile; the commands are worked. Whoever goes on ticking is served by the edits' events.
      const { touched: _, ...whole } = task;
      const again = { ...whole, occasion: 'manual' as const, sender: null, comments: [] };
      for (let round = 0; result.state === 'looked' && result.again === true && round < MOST_ROUNDS; round += 1) {
        result = await synchronise(again, tools);
      }
      if (result.state === 'looked' && result.retry !== null) {
        throw new RetryAt(new Date(tools.now().getTime() + BUSY_MS), result.retry);
      }
      return result;
    },
    (why) => ({ state: 'skipped', why, unseen }),
  );
}
