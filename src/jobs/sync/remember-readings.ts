/** What a sync takes from the memory before it begins, and leaves there when all is written. */
import { isDeepStrictEqual } from 'node:util';
import { nextBase } from '../../plan/base.ts';
import type { Observation } from '../../plan/observation.ts';
import { pointersOf } from '../../plan/pointers.ts';
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
}

export async function rememberReading(
  { memory, headOid, configurationOid, policy, now, settled }: ReadingFrame,
  { path, blobOid, asOf, desired, observed, touched }: PlannedRoadmap,
  stored: StoredReading | null,
): Promise<void> {
  const isUnreadable = desired.problems.some(({ rule }) => rule === 'unreadable-file');
  // What cannot be read says nothing about the items: what was known of them stays known.
  if (isUnreadable && stored === null) return;
  const ledger = await memory.ledger(path).load();
  const known = stored?.base ?? null;
  const base =
    isUnreadable && known !== null ? known : nextBase({ desired, observed, base: known, policy, now, ledger });
  // Only a sync that may write has looked for all there is on GitHub.
  const isRestored = stored?.isRestored === true && !settled;
  const reading = { path, blobOid, configurationOid, asOf, base, settled, ...(isRestored ? { isRestored } : {}) };
  if (isDeepStrictEqual(reading, stored)) await memory.rememberAgain(path, headOid);
  else await memory.remember(reading, headOid);
  if (isUnreadable) return memory.rememberObservation(path, null, true);
  if (touched !== null && isNothingNew(observed, touched)) return;
  await memory.rememberPointers(path, pointersOf(observed));
  // What is known of others is of the time of the last look at everything.
  const kept = { observed: { ...observed, markedIssues: null, markedComments: null }, now: touched?.kept.now ?? now };
  await memory.rememberObservation(path, kept, touched === null);
}

/** The references that were looked at are what they were, and there are no others. */
const isNothingNew = ({ references }: Observation, { looked, kept }: TouchedLook): boolean =>
  Object.keys(references).length === Object.keys(kept.observed.references).length &&
  [...looked].every((key) => isDeepStrictEqual(references[key], kept.observed.references[key]));

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
