/** What a sync takes from the memory before it begins, and leaves there when all is written. */
import { isDeepStrictEqual } from 'node:util';
import { nextBase } from '../../plan/base.ts';
import { issueKey } from '../../plan/keys.ts';
import type { Base, LedgerRecord } from '../../plan/model.ts';
import { referenceKey, type Observation } from '../../plan/observation.ts';
import { pointersOf } from '../../plan/pointers.ts';
import type { RoadmapReport } from '../../plan/report.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Memory, StoredReading } from '../memory/memory.ts';
import type { PlannedRoadmap, TouchedLook } from '../reading/plan-roadmap.ts';
import { GONE, type RoadmapFiles } from '../reading/roadmap-files.ts';

/**
 * The last readings. A file that vanished while another came is the same file under another name: what is known of it
 * goes along, and it counts as changed, so that the move gets its check run.
 */
export async function readingsAfterMoves(
  memory: Memory,
  files: RoadmapFiles,
  dryRun: boolean,
): Promise<StoredReading[]> {
  const readings = await memory.readings();
  const present = new Set(files.present.map(({ path }) => path));
  const vanished = readings.filter(({ path }) => !present.has(path));
  const added = files.present.filter(({ path }) => !readings.some((reading) => reading.path === path));
  const [from, to] = [vanished[0], added[0]];
  if (dryRun || vanished.length !== 1 || added.length !== 1 || from === undefined || to === undefined) return readings;
  await forgetFileOnBranch(memory, from.path);
  await memory.rename(from.path, to.path);
  return (await memory.readings()).map((reading) =>
    reading.path === to.path ? { ...reading, blobOid: GONE } : reading,
  );
}

/** The branch of its pull request has the file under the old name: it is to be made anew, though not a byte differs. */
async function forgetFileOnBranch(memory: Memory, path: string): Promise<void> {
  const conversation = await memory.conversation(path);
  if (conversation.standing === null) return;
  const { baseFile: _baseFile, file: _file, ...standing } = conversation.standing;
  await memory.saveConversation(path, { ...conversation, standing });
}

/** What all readings of one sync share. */
export interface ReadingFrame {
  memory: Memory;
  headOid: string;
  configurationOid: string;
  policy: Policy;
  /** ISO instant, the one that the Plans were made with. */
  now: string;
  /** The Plans were carried out. */
  settled: boolean;
  /** `issueKey`s of the issues that are no longer what was seen: see `changedIssues`. */
  changed: ReadonlySet<string>;
}

/** The issues whose card or milestone the sync itself has written, of whatever roadmap: its own events start no look. */
export const changedIssues = (roadmaps: readonly RoadmapReport[]): ReadonlySet<string> =>
  new Set(
    roadmaps.flatMap(({ outcomes }) =>
      outcomes.flatMap(({ operation, outcome }) => {
        const isTried = outcome.state === 'done' || outcome.state === 'refused';
        const isSeen =
          operation.kind === 'add-card' || operation.kind === 'update-card' || operation.kind === 'set-milestone';
        return isTried && isSeen ? [issueKey(operation.issue)] : [];
      }),
    ),
  );

/** What is remembered by now, and the Ledger. */
export interface Remembered {
  base: Base;
  ledger: ReadonlyMap<string, LedgerRecord>;
}

/** null: nothing is, of a file that could never be read. */
export async function rememberReading(
  { memory, headOid, configurationOid, policy, now, settled, changed }: ReadingFrame,
  { path, blobOid, asOf, desired, observed, touched }: PlannedRoadmap,
  stored: StoredReading | null,
): Promise<Remembered | null> {
  const isUnreadable = desired.problems.some(({ rule }) => rule === 'unreadable-file');
  // What cannot be read says nothing about the items: what was known of them stays known.
  if (isUnreadable && stored === null) return null;
  const ledger = await memory.ledger(path).load();
  const known = stored?.base ?? null;
  const base =
    isUnreadable && known !== null ? known : nextBase({ desired, observed, base: known, policy, now, ledger });
  // Only a sync that may write has looked for all there is on GitHub.
  const isRestored = stored?.isRestored === true && !settled;
  const reading = { path, blobOid, configurationOid, asOf, base, settled, ...(isRestored ? { isRestored } : {}) };
  if (isDeepStrictEqual(reading, stored)) await memory.rememberAgain(path, headOid);
  else await memory.remember(reading, headOid);
  const remembered = { base, ledger };
  if (isUnreadable) {
    await memory.rememberObservation(path, null, true);
    return remembered;
  }
  const references = withoutChanged(observed, changed);
  if (touched !== null && isNothingNew({ ...observed, references }, touched)) return remembered;
  await memory.rememberPointers(path, pointersOf(observed));
  // What is known of others is of the time of the last look at everything.
  const kept = {
    observed: { ...observed, references, markedIssues: null, markedComments: null },
    now: touched?.kept.now ?? now,
  };
  await memory.rememberObservation(path, kept, touched === null);
  return remembered;
}

/** What was written is not what was seen before: the next look asks for it anew. */
function withoutChanged({ references }: Observation, changed: ReadonlySet<string>): Observation['references'] {
  if (changed.size === 0) return references;
  return Object.fromEntries(
    Object.entries(references).map(([key, reference]) => {
      const isChanged = changed.has(key) || (reference.state === 'found' && changed.has(referenceKey(reference)));
      return [key, isChanged ? { state: 'unobserved', reason: 'Milepost has written to it since' } : reference];
    }),
  );
}

/** The references are what they were, and there are no others. */
const isNothingNew = ({ references }: Observation, { kept }: TouchedLook): boolean =>
  isDeepStrictEqual(references, kept.observed.references);

/** A file that is no longer there was reported; it is not reported with every later push. */
export async function rememberGone(
  { memory, headOid, configurationOid }: Pick<ReadingFrame, 'memory' | 'headOid' | 'configurationOid'>,
  present: readonly { path: string }[],
  readings: readonly StoredReading[],
): Promise<void> {
  const paths = new Set(present.map(({ path }) => path));
  for (const reading of readings) {
    if (paths.has(reading.path) || reading.blobOid === GONE) continue;
    await memory.remember({ ...reading, blobOid: GONE, configurationOid }, headOid);
    await memory.rememberPointers(reading.path, []);
    await memory.rememberObservation(reading.path, null, true);
  }
}
