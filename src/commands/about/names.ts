/** Comparing names as people write them. */
import { nearest, nearestName } from '../../policy/nearest.ts';
import { foldWords, squeeze } from '../../roadmap/words.ts';
import { inertText } from '../../render/inert.ts';
import { enumerate } from '../../render/count.ts';

/** One spelling: `v1.8.0` and `1.8.0`, `Q3  2027` and `q3 2027` are one. */
export const nameKey = (name: string): string =>
  foldWords(squeeze(name.normalize('NFKC')))
    .replace(/[:.]$/, '')
    .replace(/^v(?=\d)/, '');

/** Those whose name is the one wanted; else those that begin with it, as whole words; else those that hold it. */
export function named<Thing>(wanted: string, things: readonly Thing[], nameOf: (thing: Thing) => string): Thing[] {
  const key = nameKey(wanted);
  if (key === '') return [];
  const keyed = things.map((thing) => ({ thing, name: nameKey(nameOf(thing)) }));
  const exact = keyed.filter(({ name }) => name === key);
  const beginning = exact.length > 0 ? exact : keyed.filter(({ name }) => name.startsWith(`${key} `));
  const holding = beginning.length > 0 || key.length < 4 ? beginning : keyed.filter(({ name }) => name.includes(key));
  return holding.map(({ thing }) => thing);
}

/** More help nobody. */
const MOST_LISTED = 12;
const NAME_LENGTH = 80;

export const quote = (name: string): string => `“${inertText(name, { maxLength: NAME_LENGTH })}”`;

/** `“Now”, “Later” and 3 more`. */
export function listed(names: readonly string[], conjunction: 'and' | 'or' = 'and'): string {
  const unique = [...new Set(names)];
  const shown = unique.slice(0, MOST_LISTED).map(quote);
  const rest = unique.length - shown.length;
  return enumerate(rest > 0 ? [...shown, `${rest} more`] : shown, conjunction);
}

/** ` Did you mean “Later”?`, '' where nothing is near. */
export const didYouMean = (wanted: string, names: readonly string[]): string =>
  asked(nearest(wanted, names.slice(0, 500)));

/** The same of a command, whose names are few and short. */
export const didYouMeanCommand = (wanted: string, names: readonly string[]): string =>
  asked(nearestName(wanted, names));

const asked = (near: string | null): string => (near === null ? '' : ` Did you mean ${quote(near)}?`);
