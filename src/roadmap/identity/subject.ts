import { squeeze } from '../words.ts';
import type { Identified } from './identified.ts';

/** An item as matching sees it: its words and places as keys that can be compared. */
export interface Subject {
  /** Place in the list that is matched: document order, where the caller has one. */
  index: number;
  title: string;
  path: string;
  /** Key of the section that it stands in directly; '' at the top of the file. */
  leaf: string;
  /** Title key of the item that it is a sub-item of; '' for none. */
  parent: string;
  /** `owner/repo#12`; milestones and projects are shared by many items and tell nothing. */
  references: readonly string[];
  /** The same, to be asked. */
  held: ReadonlySet<string>;
  item: Identified;
}

export function subjectsOf(items: readonly Identified[]): Subject[] {
  const titles = items.map(titleKey);
  const references = items.map(referenceKeys);
  return items.map((item, index) => ({
    index,
    title: titles[index] ?? '',
    path: pathKey(item),
    leaf: sectionKey(item.path.at(-1) ?? ''),
    parent: (item.parent === null || item.parent === undefined ? undefined : titles[item.parent]) ?? '',
    references: references[index] ?? [],
    held: new Set(references[index]),
    item,
  }));
}

/** A title's letters and digits in lower case, one space between; of a title without any, the title itself. */
export function titleKey({ title }: Pick<Identified, 'title'>): string {
  const words = squeeze(
    title
      .normalize('NFKC')
      .toLowerCase()
      .replaceAll(/[^\p{L}\p{M}\p{N}]+/gu, ' '),
  );
  return words === '' ? squeeze(title) : words;
}

/** The items of one section share their path, so that its key is worth keeping. */
const pathKeys = new WeakMap<readonly string[], string>();

export function pathKey({ path }: Pick<Identified, 'path'>): string {
  const known = pathKeys.get(path);
  if (known !== undefined) return known;
  const key = path.map(sectionKey).join('\n');
  pathKeys.set(path, key);
  return key;
}

const sectionKey = (title: string): string => squeeze(title.toLowerCase());

function referenceKeys({ references = [] }: Identified): string[] {
  const keys = references
    .filter(({ kind }) => kind === 'issue' || kind === 'pull' || kind === 'discussion')
    .map(({ kind, owner, repo, number }) =>
      `${owner}/${repo ?? ''}${kind === 'discussion' ? '/discussions/' : '#'}${number}`.toLowerCase(),
    );
  return [...new Set(keys)].toSorted();
}

/** How many words a title has that names a work wherever it stands. */
const TELLING_WORDS = 5;

/** Few words under another heading with other references are another work: `Helm chart` of this and of that. */
export function mayBeOne(one: Subject, other: Subject): boolean {
  if (one.leaf === other.leaf || [one, other].every(({ title }) => title.split(' ').length >= TELLING_WORDS))
    return true;
  if (one.references.length === 0 || other.references.length === 0) return true;
  return one.references.some((key) => other.held.has(key));
}
