/** What the event handlers may ask, on the store and the queue. */
import type { Identity } from '../github/identity.ts';
import type { Work } from '../index.ts';
import type { Errand } from '../jobs/errands/errand.ts';
import type { Queue } from '../jobs/queue/queue.ts';
import { pullOfCheckRun } from '../jobs/check/check-run-name.ts';
import { GROUP } from '../jobs/errands/check-run.ts';
import { lookAt, type SyncRequest } from '../jobs/sync/sync-request.ts';
import { keyOf, mergeTasks, type Task } from '../jobs/queue/task.ts';
import { eraseInstallation } from '../jobs/retention/erase.ts';
import { listChecksOfCommit } from '../store/checks.ts';
import type { Database } from '../store/database.ts';
import { findRoadmapsPointingTo } from '../store/pointers.ts';
import { leaveRepositories, returnRepositories } from '../store/repositories.ts';
import { hasRoadmaps, listRepositoriesOfInstallation } from '../store/roadmaps.ts';

export interface WorkParts {
  database: Database;
  queue: Pick<Queue<Task>, 'send'>;
  whoAmI: (installationId: number) => Promise<Identity>;
  /** Told where GitHub does not say who Milepost is. */
  failed: (error: unknown) => void;
  /** An installation is gone: what this process holds of it in memory goes too. */
  forgetTokens?: (installationId: number) => void;
}

export function createWork({ database, queue, whoAmI, failed, forgetTokens = () => {} }: WorkParts): Work {
  return {
    async start(errands) {
      const tasksByKey = new Map<string, Task>();
      for (const errand of errands) {
        if (isAboutKeeping(errand)) {
          await keepOrErase(database, errand, forgetTokens);
          continue;
        }
        for (const task of await tasksOf(database, errand)) {
          const key = keyOf(task);
          const earlier = tasksByKey.get(key);
          tasksByKey.set(key, earlier === undefined ? task : mergeTasks(earlier, task));
        }
      }
      for (const [key, task] of tasksByKey) await queue.send(key, task);
    },

    async isMilepost(installationId, login) {
      // Nobody else can have such a name, so that for most events nothing is asked.
      if (!login.endsWith('[bot]')) return false;
      try {
        return (await whoAmI(installationId)).login.toLowerCase() === login.toLowerCase();
      } catch (error) {
        failed(error);
        return null;
      }
    },
  };
}

type AboutKeeping = Extract<Errand, { kind: 'forget-installation' | 'left' | 'returned' }>;

const isAboutKeeping = (errand: Errand): errand is AboutKeeping =>
  errand.kind === 'forget-installation' || errand.kind === 'left' || errand.kind === 'returned';

async function keepOrErase(
  database: Database,
  errand: AboutKeeping,
  forgetTokens: (installationId: number) => void,
): Promise<void> {
  const { installationId } = errand;
  if (errand.kind === 'forget-installation') {
    forgetTokens(installationId);
    await eraseInstallation(database, installationId);
    return;
  }
  const change = errand.kind === 'left' ? leaveRepositories : returnRepositories;
  await change(database, installationId, errand.repositoryIds);
}

async function tasksOf(database: Database, errand: Exclude<Errand, AboutKeeping>): Promise<Task[]> {
  if (errand.kind === 'task') return [errand.task];
  if (errand.kind === 'look') {
    const { place, touched } = errand;
    const request = { ...lookAt(place), ...(touched === undefined ? {} : { touched }) };
    return (await hasRoadmaps(database, place.repositoryId)) ? [asTask(request)] : [];
  }
  if (errand.kind === 'look-where-pointed') {
    const { to, andTo } = errand;
    const roadmaps = await findRoadmapsPointingTo(database, andTo === null ? to : [...to, andTo]);
    const isWanted = ({ pointers }: { pointers: string[] }): boolean =>
      andTo === null || (pointers.includes(andTo) && to.some((pointer) => pointers.includes(pointer)));
    // A card's board is named to find the roadmaps; what changed is the card.
    const touchedIn = ({ pointers }: { pointers: string[] }): string[] => (andTo === null ? pointers : [andTo]);
    return roadmaps.filter(isWanted).map((roadmap) => asTask({ ...lookAt(roadmap), touched: touchedIn(roadmap) }));
  }
  if (errand.kind === 'recheck') return checksOf(database, errand);
  const { installationId, occasion, freshToken } = errand;
  const repositories = await listRepositoriesOfInstallation(database, installationId);
  return repositories.map((repository) =>
    asTask({ ...lookAt({ installationId, ...repository }), occasion, ...(freshToken ? { freshToken } : {}) }),
  );
}

async function checksOf(
  database: Database,
  { place, headOid, numbers, sender }: Errand & { kind: 'recheck' },
): Promise<Task[]> {
  const names = await listChecksOfCommit(database, place.repositoryId, headOid);
  const pulls = [...numbers, ...names.map(pullOfCheckRun).filter((number) => number !== null)];
  const groups = names.filter((name) => name === `${GROUP}:${headOid}`).map(() => null);
  const tasks = [...new Set([...pulls, ...groups])].map((number): Task => {
    const asked = { number, headOid, baseOid: null, wanted: 'check', sender, again: true } as const;
    return { kind: 'check', ...place, ...asked };
  });
  const isPush = names.includes(headOid) || (tasks.length === 0 && (await hasRoadmaps(database, place.repositoryId)));
  return isPush ? [...tasks, asTask({ ...lookAt(place), recheck: true })] : tasks;
}

const asTask = (request: SyncRequest): Task => ({ kind: 'sync', ...request });
