/** The app's memory of one repository, in the store. */
import { NO_CONVERSATION, type Conversation } from '../../plan/conversation.ts';
import { beginCheck, findCheck, finishCheck, latestCheckDigest } from '../../store/checks.ts';
import { beginCommands, finishCommands, useCommand } from '../../store/commands.ts';
import { findConversation, saveConversation } from '../../store/conversations.ts';
import { claimDashboard, findDashboard, saveDashboard } from '../../store/dashboards.ts';
import { statusCounts } from '../../plan/view/status-counts.ts';
import type { Database } from '../../store/database.ts';
import { confirmPages, keepPagesOf, pageMark, savePage } from '../../store/pages.ts';
import { replacePointers } from '../../store/pointers.ts';
import { renameRoadmap } from '../../store/rename-roadmap.ts';
import { findObservation, forgetObservation, saveObservation } from '../../store/observations.ts';
import { listRoadmapsOfRepository, saveRoadmap, touchRoadmap } from '../../store/roadmaps.ts';
import { isRestored } from '../../store/restored.ts';
import { asRestored } from './restored-reading.ts';
import { createLedger } from './ledger.ts';
import type { Memory, SeenRepository, StoredDashboard, StoredReading } from './memory.ts';
import { observationOf, partsOf } from './observation-parts.ts';

/** A process that holds a Ledger entry and does not renew it is taken for dead after this. Longer than one call to GitHub takes, and
 * short enough that the work of a killed process goes on within half a minute. */
const LEASE_MS = 15_000;

/** What anybody may ask for, each person in one repository. */
const USES = { most: 10, seconds: 10 * 60 };

/** Everything is looked at daily: what was seen whole longer ago than that, and half a day, is not spoken of. */
const OBSERVATION_SECONDS = 36 * 60 * 60;

/** What is kept as JSON of a reading. */
type Reading = Pick<StoredReading, 'asOf' | 'base' | 'settled'>;

export interface MemoryOwner {
  repositoryId: number;
  installationId: number;
  owner: string;
  name: string;
  /** Names this process among those that share the store. */
  holder: string;
}

export function createStoreMemory(database: Database, about: MemoryOwner): Memory {
  const { repositoryId, installationId, owner, name, holder } = about;
  const rows = () => listRoadmapsOfRepository(database, repositoryId);
  return {
    async readings() {
      return (await rows()).flatMap(({ path, blobOid, configurationOid, reading, restored }) => {
        if (reading === null) return [];
        const stored = {
          path,
          blobOid: blobOid ?? '',
          configurationOid: configurationOid ?? '',
          ...(reading as Reading),
        };
        return [restored ? asRestored(stored) : stored];
      });
    },
    rename: (from, to) => renameRoadmap(database, repositoryId, from, to),
    remember: ({ path, blobOid, configurationOid, asOf, base, settled, isRestored: restored = false }, headOid) =>
      saveRoadmap(database, {
        repositoryId,
        installationId,
        owner,
        name,
        path,
        blobOid,
        configurationOid,
        headOid,
        reading: { asOf, base, settled } satisfies Reading,
        restored,
      }),
    async rememberConfiguration(configurationOid) {
      for (const { id: _, syncedAt: __, ...row } of await rows()) {
        await saveRoadmap(database, { ...row, configurationOid });
      }
    },
    rememberAgain: (path, headOid) =>
      touchRoadmap(database, { repositoryId, installationId, owner, name, path, headOid }),
    rememberPointers: (path, pointers) => replacePointers(database, { repositoryId, path }, pointers),
    observation: async (path) =>
      observationOf(await findObservation(database, { repositoryId, path }, OBSERVATION_SECONDS)),
    rememberObservation: (path, kept, isWhole) =>
      kept === null
        ? forgetObservation(database, { repositoryId, path })
        : saveObservation(database, { repositoryId, path }, partsOf(kept), isWhole),
    ledger: (path) => createLedger(database, { repositoryId, path, holder, leaseMs: LEASE_MS }),
    conversation: async (path) => ({
      ...NO_CONVERSATION,
      ...((await findConversation(database, repositoryId, path)) as Partial<Conversation> | null),
    }),
    saveConversation: (path, conversation) => saveConversation(database, { repositoryId, path }, conversation),
    commands: {
      begin: (commentId) => beginCommands(database, { repositoryId, commentId }),
      finish: (commentId, result) => finishCommands(database, commentId, result),
      use: (use) => useCommand(database, { repositoryId, ...use }, USES),
    },
    checks: {
      find: (headOid) => findCheck(database, repositoryId, headOid),
      latest: () => latestCheckDigest(database, repositoryId),
      mayHaveForgotten: () => isRestored(database, repositoryId),
      begin: (headOid, digest) => beginCheck(database, { repositoryId, headOid, digest }),
      written: (headOid, digest, checkRunId) => finishCheck(database, { repositoryId, headOid, digest, checkRunId }),
    },
    pages: {
      mark: () => pageMark(database, repositoryId),
      confirm: (seen, mark) => confirmPages(database, { ...placeOf(about, seen), mark }),
      async save(path, view, seen, mark) {
        const { title } = view;
        await savePage(database, { ...placeOf(about, seen), mark, path, view, title, counts: statusCounts(view) });
      },
      keepOnly: (paths) => keepPagesOf(database, repositoryId, paths),
    },
    dashboards: {
      find: async () => (await findDashboard(database, repositoryId)) as StoredDashboard | null,
      claim: () => claimDashboard(database, { repositoryId, holder, leaseMs: LEASE_MS }),
      save: (dashboard) => saveDashboard(database, repositoryId, dashboard),
    },
  };
}

const placeOf = ({ repositoryId, installationId }: MemoryOwner, { owner, name, visibility }: SeenRepository) => ({
  repositoryId,
  installationId,
  owner,
  name,
  visibility,
});
