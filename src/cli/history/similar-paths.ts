import { posix } from 'node:path';
import { nearest } from '../../policy/nearest.ts';
import { plainText } from '../../render/plain-text.ts';

const MAX_SHOWN = 5;
/** Of larger repositories the beginning is enough to guess from. */
const MAX_LOOKED_AT = 200_000;

/**
 * Files that somebody who wrote `path` may have meant, the likeliest first: the same name elsewhere or in another case,
 * then whatever is called a roadmap; where there are none, names that are nearly the same. At most five.
 */
export function similarPaths(path: string, files: readonly string[]): string[] {
  const wanted = posix.basename(path).toLowerCase();
  const known = files.slice(0, MAX_LOOKED_AT).map((file) => ({ file, name: posix.basename(file).toLowerCase() }));
  const filesWhere = (isMeant: (name: string) => boolean): string[] =>
    known.flatMap(({ file, name }) => (name !== '' && isMeant(name) ? [file] : []));
  const same = filesWhere((name) => name === wanted);
  const likely = [...same, ...filesWhere((name) => name !== wanted && /road[-_ ]?map/.test(name))];
  return (likely.length > 0 ? likely : filesWhere((name) => nearest(wanted, [name]) !== null)).slice(0, MAX_SHOWN);
}

/** The same where no file was named: what to do when there is none like it, too. */
export const roadmapPathHint = (paths: readonly string[]): string =>
  similarPathsHint(paths) || ' Name the file with --path; one that was removed since can be named, too.';

/** ` There is docs/ROADMAP.md.`, with a space before it; '' for none. */
export const similarPathsHint = (paths: readonly string[]): string =>
  paths.length === 0 ? '' : ` There is ${paths.map(plainText).join(', ')}: name one with --path.`;
