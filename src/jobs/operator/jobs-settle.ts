import { z } from 'zod';
import { createDeadJobs, type DeadJobs } from '../queue/dead-jobs.ts';
import { OperatorRefusal, operatorCommand, type OperatorSetting } from './operator-command.ts';

/** Ids, or beginnings of ids that fit one dead job each. */
const WHICH = z.strictObject({ which: z.union([z.literal('all'), z.array(z.string().min(1)).min(1)]) });
type Which = z.infer<typeof WHICH>['which'];

export interface SettledJobs {
  /** How many; fewer than asked for where somebody else was faster. */
  count: number;
}

const REMEDY = '`milepost jobs list` shows which there are. Nothing was changed.';

/**
 * The ids that are meant.
 * @throws OperatorRefusal that tells of all that fit no dead job, or several
 */
async function idsOf(jobs: DeadJobs, which: Which): Promise<string[] | 'all'> {
  if (which === 'all') return which;
  const ids = (await jobs.list()).map(({ id }) => id);
  const wrong: string[] = [];
  const meant = which.flatMap((beginning) => {
    const fitting = ids.filter((id) => id.startsWith(beginning.toLowerCase()));
    if (fitting.length === 1) return fitting;
    wrong.push(
      fitting.length === 0
        ? `No dead job has an id that begins with “${beginning}”.`
        : `“${beginning}” begins the ids of ${fitting.length} dead jobs (${fitting.join(', ')}): write more of the one.`,
    );
    return [];
  });
  if (wrong.length > 0) throw new OperatorRefusal([...wrong, REMEDY].join(' '));
  return [...new Set(meant)];
}

const settling = (settle: (jobs: DeadJobs, which: string[] | 'all') => Promise<number>) =>
  operatorCommand({
    input: WHICH,
    async carryOut({ database }: OperatorSetting, { which }): Promise<SettledJobs> {
      const jobs = createDeadJobs(database);
      return { count: await settle(jobs, await idsOf(jobs, which)) };
    },
  });

/** Puts dead jobs back into the queue, with all their tries. */
export const retryJobs = settling((jobs, which) => jobs.retry(which));

/** Throws dead jobs away. */
export const dropJobs = settling((jobs, which) => jobs.drop(which));
