/** What the event handlers may ask, and what their errands come to: tasks for the queue, or the end of what is kept. */
import type { Identity } from '../github/identity.ts';
import type { Work } from '../index.ts';
import type { Errand } from '../jobs/errands/errand.ts';
import type { DrainWork } from '../jobs/inbox/inbox-drain.ts';
import type { Queue } from '../jobs/queue/queue.ts';
import { isSync, keyOf, mergeTasks, type Task } from '../jobs/queue/task.ts';
import { eraseInstallation } from '../jobs/retention/erase.ts';
import type { Database } from '../store/database.ts';
import { leaveRepositories, returnRepositories } from '../store/repositories.ts';
import { ErrandReader, type WorkErrand } from './errand-reader.ts';

export interface WorkParts {
  queue: Pick<Queue<Task>, 'sendAll'>;
  whoAmI: (installationId: number) => Promise<Identity>;
  /** Told where GitHub does not say who Milepost is. */
  failed: (error: unknown) => void;
  /** An installation is gone: what this process holds of it in memory goes too. */
  forgetTokens?: (installationId: number) => void;
}

/** What the handlers noted for one delivery. */
export interface Noted {
  delivery: string;
  errands: Errand[];
}

export interface AppWork extends Work, Pick<DrainWork<Noted>, 'start'> {
  /**
   * What is noted for the delivery of that id while `hand` hands it to the handlers; `isAgain`: its work came to nothing
   * before, or GitHub refused a part of it. Rejects as `hand` does.
   */
  listen(id: string, hand: () => Promise<void>, about?: { isAgain: boolean }): Promise<Noted>;
}

export function createWork({ queue, whoAmI, failed, forgetTokens = () => {} }: WorkParts): AppWork {
  const notedById = new Map<string, Noted>();
  return {
    async listen(id, hand, { isAgain } = { isAgain: false }) {
      const noted: Noted = { delivery: id, errands: [] };
      notedById.set(id, noted);
      try {
        await hand();
        return isAgain ? { ...noted, errands: [...noted.errands, ...looksBeside(noted.errands)] } : noted;
      } finally {
        if (notedById.get(id) === noted) notedById.delete(id);
      }
    },

    note(delivery, errands) {
      notedById.get(delivery)?.errands.push(...errands);
    },

    async start(noted, transaction) {
      const errands = noted.flatMap((one) => one.errands);
      // First, so that nothing is asked for on behalf of what is gone.
      for (const errand of errands) if (isAboutKeeping(errand)) await keepOrErase(transaction, errand, forgetTokens);
      const reader = await ErrandReader.prepare(
        transaction,
        errands.filter((errand) => !isAboutKeeping(errand)),
      );
      const requests = mergeByKey(await tasksOfAll(reader, noted));
      if (requests.length > 0) await queue.sendAll(requests, transaction);
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

/** The sync of a push that was read already finds nothing new in it: what failed after the reading takes a look. */
const looksBeside = (errands: readonly Errand[]): Errand[] =>
  errands.flatMap((errand) => {
    if (errand.kind !== 'task' || !isSync(errand.task)) return [];
    const { installationId, repositoryId, owner, name } = errand.task;
    return [{ kind: 'look', place: { installationId, repositoryId, owner, name } }];
  });

type AboutKeeping = Exclude<Errand, WorkErrand>;

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

/** What was asked for on behalf of an installation before it was removed is not done any more. */
async function tasksOfAll(reader: ErrandReader, noted: readonly Noted[]): Promise<Task[]> {
  let tasks: Task[] = [];
  for (const { delivery, errands } of noted) {
    for (const errand of errands) {
      if (errand.kind === 'forget-installation') {
        tasks = tasks.filter(({ installationId }) => installationId !== errand.installationId);
      } else if (!isAboutKeeping(errand)) {
        tasks.push(...(await reader.tasksOf(errand)).map((task) => ({ ...task, deliveries: [delivery] })));
      }
    }
  }
  return tasks;
}

function mergeByKey(tasks: readonly Task[]): { key: string; data: Task }[] {
  const tasksByKey = new Map<string, Task>();
  for (const task of tasks) {
    const key = keyOf(task);
    const earlier = tasksByKey.get(key);
    tasksByKey.set(key, earlier === undefined ? task : mergeTasks(earlier, task));
  }
  return [...tasksByKey].map(([key, data]) => ({ key, data }));
}
