/** Each repository with a roadmap is looked at once a day without any event: dates pass by themselves. */
import type { Database } from '../../store/database.ts';
import {
  adoptRoadmaps,
  claimLooks,
  countLooksUnderWay,
  dropLook,
  dropLooksOfInstallation,
  nextLookInMs,
  type DueLook,
} from '../../store/looks.ts';
import { leaveInstallation } from '../../store/repositories.ts';
import type { Task } from '../queue/task.ts';
import { lookAt } from '../sync/sync-request.ts';
import type { Chore } from './chore.ts';

/** In one transaction: the embedded store does nothing else meanwhile. */
const BATCH = 50;
/** Looked through for one batch: what an installation has beyond its share is put off in one go. */
const WINDOW = 500;
/** In the queue at a time. After a week's pause everything is due, and is worked off by and by, behind what people ask for. */
const MOST_UNDER_WAY = 500;
/** Of these, for one installation: one whose requests are used up does not keep the others waiting. */
const SHARE = 50;
/** As long as more is due, it is asked for so often. */
const AGAIN_MS = 5_000;
/** Otherwise seldom: a look may come minutes late. */
const LONGEST_MS = 60_000;

/** After so many looks in vain GitHub is asked whether the installation still exists; */
const ASK_AFTER = 3;
/** and a repository that never had a roadmap, only a wrong configuration, is let go of. */
const LET_GO_AFTER = 5;

export const LOOKS = 'looks';

export interface DailyLooksParts {
  database: Database;
  /** Queues the tasks as part of the transaction. */
  send: (tasks: Task[], within: Database) => Promise<void>;
  /** Whether the app is installed there, as GitHub says; a suspended installation exists. */
  doesInstallationExist: (installationId: number) => Promise<boolean>;
  log: { info(details: object, message: string): void };
}

/** Asks for the looks that are due, those that wait longest first, in batches, as patient syncs. */
export const createDailyLooks = (parts: DailyLooksParts): Chore => ({
  name: LOOKS,
  everyMs: LONGEST_MS,
  async run(signal) {
    const { database } = parts;
    for (let free = await freePlaces(database); free.total > 0 && !signal.aborted; free = await freePlaces(database)) {
      const { looks, putOff } = await askForBatch(parts, free);
      await letGoOfGone(parts, looks);
      if (looks.length + putOff === 0) break;
    }
    const nextInMs = (await nextLookInMs(database)) ?? LONGEST_MS;
    return { againInMs: Math.min(Math.max(nextInMs, AGAIN_MS), LONGEST_MS) };
  },
});

interface FreePlaces {
  total: number;
  underWay: { installationId: number; count: number }[];
}

async function freePlaces(database: Database): Promise<FreePlaces> {
  const underWay = await countLooksUnderWay(database);
  return { total: MOST_UNDER_WAY - underWay.reduce((sum, { count }) => sum + count, 0), underWay };
}

/** Asked for, and queued, both or neither. */
const askForBatch = (
  { database, send }: DailyLooksParts,
  { total, underWay }: FreePlaces,
): Promise<{ looks: DueLook[]; putOff: number }> =>
  database.transaction(async (transaction) => {
    const most = Math.min(BATCH, total);
    const claimed = await claimLooks(transaction, { most, window: WINDOW, share: SHARE, underWay });
    await send(claimed.looks.map(taskOf), transaction);
    return claimed;
  });

/** Where nothing has been read yet, a first look is still owed: nobody has seen yet what would be written. */
const taskOf = (look: DueLook): Task => ({
  kind: 'sync',
  ...lookAt(look),
  firstLook: !look.hasRoadmap,
  patient: true,
});

/** What is uninstalled says so by an event; where that was lost, looks that come to nothing tell. */
async function letGoOfGone(
  { database, doesInstallationExist, log }: DailyLooksParts,
  looks: readonly DueLook[],
): Promise<void> {
  for (const { repositoryId, hasRoadmap, misses } of looks) {
    if (!hasRoadmap && misses >= LET_GO_AFTER) await dropLook(database, repositoryId);
  }
  const inVain = looks.filter(({ misses }) => misses > ASK_AFTER).map(({ installationId }) => installationId);
  for (const installationId of new Set(inVain)) {
    if (await doesInstallationExist(installationId)) continue;
    await dropLooksOfInstallation(database, installationId);
    await leaveInstallation(database, installationId);
    log.info({ installation: installationId }, 'An installation is gone: its repositories are looked at no more');
  }
}

/** Roadmaps in one statement. */
const ADOPTED_AT_ONCE = 1_000;

/**
 * Roadmaps that are in the store from before there were daily looks, or that an older version, running beside this one,
 * put there. What a sync of this version reads is looked at without it.
 */
export const createAdoption = (database: Database): Chore => ({
  name: 'adoption',
  everyMs: 24 * 60 * 60_000,
  async run(signal) {
    for (let after: number | null = 0; after !== null; after = await adoptRoadmaps(database, after, ADOPTED_AT_ONCE)) {
      if (signal.aborted) return { isUnfinished: true };
    }
    return {};
  },
});
