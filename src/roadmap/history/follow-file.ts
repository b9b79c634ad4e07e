import { posix } from 'node:path';
import type { RevisionStamp } from './history.ts';

/** What one commit did to a file. */
export interface FileChange extends RevisionStamp {
  path: string;
  /** Id of the file's content after the commit, and before it, in its first parent; null where there was no file. */
  blob: string | null;
  blobBefore: string | null;
  /** First parent of the commit; null where there is none, or where the history is cut off. */
  parent: string | null;
}

/** How a source of commits answers. Both may be asked many times. */
export interface FileHistory<Change extends FileChange> {
  /** All changes of the file at that path up to that commit, newest first, both sides of merges among them. */
  changesOf: (path: string, from: string) => Promise<readonly Change[]>;
  /** Where the file stood before a change that put it there, seen from the change's parent; null: nowhere. */
  movedFrom: (change: Change) => Promise<string | null>;
}

/** Each move is a question more, and a file that moves more often is not one that people plan with. */
const MAX_MOVES = 50;

/**
 * The story of one file as its branch tells it, newest first: each change begins with the very content that the next
 * one left. Where two branches changed the file at the same time, the merge counts, and of what lies before it the side
 * of its first parent: the other side's contents never followed one another on this branch. Changes of the file's mode
 * are left out. A file that was moved is followed to where it stood before. `from` is a commit.
 */
export async function followFile<Change extends FileChange>(
  path: string,
  from: string,
  { changesOf, movedFrom }: FileHistory<Change>,
): Promise<Change[]> {
  const story: Change[] = [];
  const moves = new Set<string>();
  let changes = (await changesOf(path, from)).filter(isChange);
  let wanted: string | null | undefined;
  for (let at = 0; at < changes.length; at += 1) {
    at = nextIndex(changes, at, wanted);
    const change = changes[at];
    if (change === undefined) break;
    story.push(change);
    wanted = change.blobBefore;
    if (wanted !== null || change.parent === null || moves.size >= MAX_MOVES || moves.has(change.commit)) continue;
    const earlier = await movedFrom(change);
    if (earlier === null) continue;
    moves.add(change.commit);
    const before = (await changesOf(earlier, change.parent)).filter(isChange);
    // The content may have been edited with the move: the newest change there is what came before.
    if (before.length > 0) [changes, at, wanted] = [before, -1, undefined];
  }
  return story;
}

const isChange = ({ blob, blobBefore }: FileChange): boolean => blob !== blobBefore;

/** The newest change that left the wanted content; without one (cut-off history, skewed clocks) simply the next. */
function nextIndex(changes: readonly FileChange[], start: number, wanted: string | null | undefined): number {
  if (wanted === undefined) return start;
  const found = changes.findIndex(({ blob }, index) => index >= start && blob === wanted);
  if (found >= 0) return found;
  // Before a file was added there is only what an earlier removal left.
  return wanted === null ? changes.length : start;
}

/** Of the files that a commit took away, the one that can be the file it added at `path`: the only one of its name. */
export function leftElsewhere(path: string, left: readonly string[]): string | null {
  const found = left.filter((other) => other !== path && nameIn(other) === nameIn(path));
  return found.length === 1 ? found[0]! : null;
}

const nameIn = (path: string): string => posix.basename(path).toLowerCase();
