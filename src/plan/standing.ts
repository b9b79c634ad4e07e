/** What people did with the standing pull request, and what is to be done with it now. Pure. */
import { createHash } from 'node:crypto';
import type { Conversation, StandingPull } from './conversation.ts';
import { editDigest, readEditBoxes } from './edit-boxes.ts';
import { readPullMarker } from './marker.ts';
import type { Proposal } from './proposal.ts';

/** The pull request as GitHub has it now. */
export interface SeenPull {
  number: number;
  url: string;
  state: 'open' | 'closed' | 'merged';
  body: string;
  headOid: string;
}

/** Enough for years of refusals; the oldest are forgotten first. */
const MOST_REFUSED = 2_000;

/**
 * The Conversation with what people said through the pull request: an unticked edit is refused, one ticked again is not any
 * more; closing without merging refuses all that it holds; a merged one is over. What Milepost itself closed, since nothing
 * was left, refuses nothing. `proposals` are all there are, the refused ones too.
 */
export function heedPeople(conversation: Conversation, seen: SeenPull, proposals: readonly Proposal[]): Conversation {
  if (seen.state === 'merged') return { ...conversation, standing: null };
  if (seen.state === 'closed') return heedClosing(conversation, seen, proposals);
  const keysByDigest = knownKeys(conversation, proposals);
  const refused = new Set(conversation.refused);
  for (const [digest, isTicked] of readEditBoxes(seen.body)) {
    const key = keysByDigest.get(digest);
    if (key === undefined) continue;
    if (isTicked) refused.delete(key);
    else refused.add(key);
  }
  return { ...conversation, refused: [...refused].slice(-MOST_REFUSED) };
}

function heedClosing(conversation: Conversation, seen: SeenPull, proposals: readonly Proposal[]): Conversation {
  const marker = readPullMarker(seen.body);
  if (marker?.edits.length === 0) return { ...conversation, standing: null };
  const digests = new Set(marker?.edits);
  const marked = proposals.filter(({ key }) => digests.has(editDigest(key))).map(({ key }) => key);
  return refuse({ ...conversation, standing: null }, [...(conversation.standing?.proposals ?? []), ...marked]);
}

/**
 * What people refused as the pull requests themselves tell, for a store that has lost it: unticked, or in one that was closed
 * without merging. `pulls` are Milepost's own for this roadmap, the newest first: it has the last word about an edit.
 */
export function recallRefusals(
  conversation: Conversation,
  pulls: readonly SeenPull[],
  proposals: readonly Proposal[],
): Conversation {
  const verdicts = new Map<string, boolean>();
  for (const { state, body } of pulls) {
    const isRefusal = state === 'closed';
    const boxes = readEditBoxes(body);
    for (const digest of readPullMarker(body)?.edits ?? [])
      if (!verdicts.has(digest)) verdicts.set(digest, isRefusal || boxes.get(digest) === false);
    for (const [digest, isTicked] of boxes) if (!isTicked && !verdicts.has(digest)) verdicts.set(digest, true);
  }
  const keys = proposals.filter(({ key }) => verdicts.get(editDigest(key)) === true).map(({ key }) => key);
  return keys.length === 0 ? conversation : refuse(conversation, keys);
}

/** Not proposed again; a wish that is refused is over. */
export function refuse(conversation: Conversation, keys: readonly string[]): Conversation {
  const refused = [...new Set([...conversation.refused, ...keys])].slice(-MOST_REFUSED);
  const wishes = conversation.wishes.filter(({ key }) => !refused.includes(key));
  return { ...conversation, refused, wishes };
}

/** The pull request's own account of itself, for a store that has lost it; null without a readable marker. */
export function standingOf(seen: SeenPull, branch: string, proposals: readonly Proposal[]): StandingPull | null {
  const marker = readPullMarker(seen.body);
  if (marker === null) return null;
  const digests = new Set(marker.edits);
  return {
    number: seen.number,
    branch,
    headOid: marker.head,
    baseOid: marker.base,
    baseFile: marker.baseFile,
    file: marker.file,
    text: marker.text,
    title: marker.title,
    proposals: proposals.filter(({ key }) => digests.has(editDigest(key))).map(({ key }) => key),
    ...(marker.shared ? { shared: true as const } : {}),
  };
}

function knownKeys({ standing, refused }: Conversation, proposals: readonly Proposal[]): Map<string, string> {
  const keys = [...proposals.map(({ key }) => key), ...(standing?.proposals ?? []), ...refused];
  return new Map(keys.map((key) => [editDigest(key), key]));
}

/** Sixteen hexadecimal digits: whether title and body are as they were written last. */
export const textDigest = (title: string, body: string): string =>
  createHash('sha256').update(`${title}\n${body}`).digest('hex').slice(0, 16);

/** - `rebuild`: anew on the base's newest commit. - `add`: one more commit on top of people's. - `edit`: title and body only. */
export type StandingStep = 'nothing' | 'open' | 'rebuild' | 'add' | 'edit' | 'close';

export interface StandingQuestion {
  /** null: no pull request is open. */
  standing: StandingPull | null;
  /** Edits that the branch is to hold; on a branch with people's commits those that it does not hold yet. */
  edits: number;
  /** Blob ids of the roadmap file: on the base now, and as it is to be on the branch. */
  baseFile: string;
  file: string;
  /** Digest of title and body as they are to be. */
  text: string;
}

/** The least that makes it right: nothing where neither the roadmap file nor the edits changed. */
export function nextStep({ standing, edits, baseFile, file, text }: StandingQuestion): StandingStep {
  if (standing === null) return edits === 0 ? 'nothing' : 'open';
  const isTold = standing.text === text;
  if (standing.shared === true) return edits > 0 ? 'add' : isTold ? 'nothing' : 'edit';
  if (edits === 0) return 'close';
  if (standing.baseFile !== baseFile || standing.file !== file) return 'rebuild';
  return isTold ? 'nothing' : 'edit';
}
