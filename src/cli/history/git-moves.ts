import { leftElsewhere } from '../../roadmap/history/follow-file.ts';
import type { GitChange } from './git-changes.ts';
import { gitRefused } from './git-changes.ts';
import type { Git } from './git-process.ts';

const SYMLINK_MODE = '120000';

/** Renames are looked for among at most 2,000 files; git itself gives up earlier. */
const DIFF = 'diff-tree -r -z --raw --no-abbrev --no-ext-diff --no-textconv -M -l2000 --diff-filter=RDT'.split(' ');

interface Row {
  /** git's letter: R renamed, D deleted, T another type. */
  status: string;
  mode: string;
  from: string;
  to: string;
}

/**
 * Where a file stood before the commit that added it at its present path: what git takes for a rename (at least half the
 * content is the same), else a file of the same name that the commit took from another folder or made a symbolic link.
 * null for a new file. Throws Failure when git refuses.
 */
export async function gitMovedFrom(git: Git, { path, commit, parent }: GitChange): Promise<string | null> {
  if (parent === null) return null;
  const { code, out, err } = await git.run([...DIFF, parent, commit, '--']);
  if (code !== 0) throw gitRefused(`look for where ${path} stood before ${commit.slice(0, 7)}`, err);
  const rows = readRows(out.toString());
  const renamed = rows.find(({ status, to }) => status === 'R' && to === path);
  if (renamed !== undefined) return renamed.from;
  const left = rows.filter(({ status, mode }) => status === 'D' || mode === SYMLINK_MODE);
  return leftElsewhere(
    path,
    left.map(({ from }) => from),
  );
}

/** `:MODE MODE ID ID STATUS`, then one path, of a rename two. */
function readRows(output: string): Row[] {
  const tokens = output.split('\0');
  const rows: Row[] = [];
  for (let at = 0; (tokens[at] ?? '').startsWith(':'); at += 2) {
    const [, mode = '', , , status = ''] = tokens[at]!.slice(1).split(' ');
    const from = tokens[at + 1] ?? '';
    if (status.startsWith('R')) at += 1;
    rows.push({ status: status.slice(0, 1), mode, from, to: tokens[at + 1] ?? from });
  }
  return rows;
}
