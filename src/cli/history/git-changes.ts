import type { FileChange } from '../../roadmap/history/follow-file.ts';
import { nameWithoutAddress } from '../../roadmap/history/name-without-address.ts';
import { Failure } from '../failure.ts';
import { plainText } from '../../render/plain-text.ts';
import type { Git } from './git-process.ts';

/** A commit of the file, as git lists it. */
export interface GitChange extends FileChange {
  /** git's mode after the commit: `100644` a file, `120000` a symbolic link, `160000` a submodule, `000000` nothing. */
  mode: string;
}

/** Commit, parents, seconds, author by the repository's mailmap. No address is ever asked for. */
const FORMAT = '--format=format:%H%x00%P%x00%ct%x00%aN';

/** Raw rows, of merges the combined ones; nothing that the repository's configuration could turn into another program. */
const LOG =
  'log -z --date-order --encoding=UTF-8 --no-show-signature --root --raw -c --no-abbrev --no-renames --no-ext-diff --no-textconv --no-color'.split(
    ' ',
  );

/** The last moment that four digits of a year can say. */
const LATEST_SECONDS = 253_402_300_799;

/**
 * Every commit up to `from` that changed the file, newest first, at most `limit`. Merges that took one side's file
 * wholly are left out, as `git log PATH` does; of the others the difference to the first parent is given. For a folder
 * the changes are those of the files in it. Throws Failure when git refuses.
 */
export async function gitChangesOf(git: Git, path: string, from: string, limit: number): Promise<GitChange[]> {
  const parameters = [...LOG, `--max-count=${limit}`, FORMAT, from, '--', `:(top,literal)${path}`];
  const { code, out, err } = await git.run(parameters);
  if (code !== 0) throw gitRefused(`read the history of ${path}`, err);
  return readChanges(out.toString());
}

/** What git said when it refused, with what it was asked to do: `read the history of ROADMAP.md`. */
export function gitRefused(asked: string, said: string): Failure {
  const words = plainText(said.split('\n').find((line) => line.trim() !== '') ?? '').slice(0, 300);
  const partial = /missing (?:blob|tree|object)|unable to read|promisor|bad object|could not fetch/i.test(said)
    ? ' A partial clone lacks what is needed: use a full one, since nothing is fetched here.'
    : '';
  return new Failure(`git could not ${plainText(asked)}: ${words || 'it gave no reason'}.${partial}`);
}

/** Reads `git log -z --raw` in the format above. */
export function readChanges(output: string): GitChange[] {
  const tokens = output.split('\0');
  const changes: GitChange[] = [];
  let at = 0;
  while (at < tokens.length) {
    const commit = tokens[at]!;
    if (commit === '') {
      at += 1;
      continue;
    }
    const [parents = '', seconds = '', last = ''] = tokens.slice(at + 1, at + 4);
    // The last word of the format and the first row share a token, parted by a line end; of a merge they are two.
    const [name = '', first = ''] = last.split('\n', 2);
    const stamp = { commit, committedAt: instantOf(seconds), author: nameWithoutAddress(name) };
    at += 4;
    const nextRow = (): string => (tokens[at]?.startsWith(':') === true ? tokens[at++]! : '');
    for (let row = first || nextRow(); row !== ''; row = nextRow()) {
      const path = tokens[at++] ?? '';
      changes.push({ ...stamp, ...readRow(row), path, parent: parents.split(' ')[0] || null });
    }
  }
  return changes;
}

/** `:MODE MODE ID ID STATUS`, of a merge `::MODE MODE MODE ID ID ID STATUS`: parents first, the result last. */
function readRow(row: string): Pick<GitChange, 'mode' | 'blob' | 'blobBefore'> {
  const parents = /^:+/.exec(row)?.[0].length ?? 1;
  const words = row.slice(parents).split(' ');
  const idAt = (index: number): string | null => {
    const id = words[parents + 1 + index] ?? '';
    return /^0*$/.test(id) ? null : id;
  };
  return { mode: words[parents] ?? '', blobBefore: idAt(0), blob: idAt(parents) };
}

/** A commit can claim any time; one that no calendar has is taken for the nearest that one has. */
function instantOf(seconds: string): string {
  const value = Math.min(Math.max(Number(seconds) || 0, 0), LATEST_SECONDS);
  return new Date(value * 1000).toISOString().replace('.000Z', 'Z');
}
