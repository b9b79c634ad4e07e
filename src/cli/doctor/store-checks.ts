/** Whether the store is reached and of this version; asked of the running server where it has the embedded one open. */
import { pendingOf } from '../../jobs/operator/pending.ts';
import { count } from '../../render/count.ts';
import type { Check } from '../../render/diagnosis.ts';
import { Failure } from '../failure.ts';
import { findMissingStore, withOperator } from '../operator/with-operator.ts';
import type { Surroundings } from '../surroundings.ts';
import { ok, problem, warning, type Subject } from './check.ts';

const GROUP = 'Store';
const STORE: Subject = { id: 'store', group: GROUP, title: 'Reached' };
const JOBS: Subject = { id: 'jobs', group: GROUP, title: 'Jobs' };

export async function checkStore(surroundings: Pick<Surroundings, 'env' | 'cwd'>): Promise<Check[]> {
  const missing = findMissingStore(surroundings);
  if (missing !== null) return [ok(STORE, `There is none in ${missing} yet; milepost serve makes it.`)];
  try {
    return await withOperator(
      surroundings,
      async (operator) => {
        const { pending, later } = pendingOf(await operator.ask('store.version', {}));
        if (pending.length > 0) {
          const found = `${operator.address} lacks ${lackOf(pending)}.`;
          return [problem(STORE, found, 'Run milepost migrate, or restart milepost serve with this version.')];
        }
        const newer = later.length === 0 ? '' : ' A later version has added to it, which does no harm.';
        const { dead, waiting, running } = await operator.ask('jobs.list', {});
        return [ok(STORE, `${operator.address}, migrated.${newer}`), jobs(dead.length, waiting, running)];
      },
      { anyVersion: true },
    );
  } catch (error) {
    if (!(error instanceof Failure)) throw error;
    return [problem(STORE, error.message, 'Check DATABASE_URL or MILEPOST_DATA_DIR, and that PostgreSQL runs.')];
  }
}

/** All of them where they are few. */
const lackOf = (pending: readonly string[]): string =>
  pending.length <= 3 ? pending.join(', ') : `${pending.length} migrations, ${pending[0]} and later ones`;

function jobs(dead: number, waiting: number, running: number): Check {
  const work = `${count(waiting, 'job')} waiting, ${running} running`;
  if (dead === 0) return ok(JOBS, `None failed for good; ${work}.`);
  const advice = 'milepost jobs list says why; milepost jobs retry --all tries them again.';
  return warning(JOBS, `${count(dead, 'job')} failed for good; ${work}.`, advice);
}
