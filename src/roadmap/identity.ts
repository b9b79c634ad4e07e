import { hash } from 'node:crypto';
import type { ItemDraft } from './reading/item-draft.ts';
import type { Item, Roadmap } from './model.ts';
import { isSameTarget, type ComparedTarget } from './target/compare-targets.ts';
import { squeeze } from './words.ts';

/** What matching needs of an item; stored items and marker data have no more. */
export interface Identified {
  id: string;
  title: string;
  path: readonly string[];
  status?: string;
  target?: ComparedTarget | null;
}

export type Change = 'reworded' | 'moved' | 'retargeted' | 'status-changed';

/** One item before and after, or only on one side. */
export interface Match<B extends Identified, A extends Identified> {
  kind: 'matched' | 'added' | 'removed';
  before: B | null;
  after: A | null;
  /** Of a matched one, in the order of `Change`; empty when nothing changed. */
  changes: Change[];
}

/** Titles differ at most this much (shared words over all words, 0–1) and are still one item. */
const SAME_WORK = 0.5;
/** In another section a title must say more of the same. */
const SAME_WORK_ELSEWHERE = 0.6;

/**
 * Which item is which in two readings of a roadmap: first same words in the same section, then same words elsewhere, then
 * like words, best first. Same words in two sections are two items. The order is that of `after`, then what was removed in
 * the order of `before`; the same arguments give the same answer. With `certain`, likeness alone is not enough.
 */
export function matchItems<B extends Identified, A extends Identified>(
  before: readonly B[],
  after: readonly A[],
  { certain = false }: { certain?: boolean } = {},
): Match<B, A>[] {
  const pairs = new Map<A, B>();
  const free = new Set(before);
  const pair = (one: A, other: B): void => {
    pairs.set(one, other);
    free.delete(other);
  };
  pairByKey(before, after, (item) => `${pathKey(item)}\n${titleKey(item)}`, pairs, free, pair);
  pairByKey(before, after, titleKey, pairs, free, pair);
  if (!certain) pairByLikeness(after, pairs, free, pair);
  const found = after.map((item): Match<B, A> => matchOf(pairs.get(item) ?? null, item));
  const removed = before
    .filter((item) => free.has(item))
    .map((item): Match<B, A> => ({ kind: 'removed', before: item, after: null, changes: [] }));
  return [...found, ...removed];
}

function matchOf<B extends Identified, A extends Identified>(before: B | null, after: A): Match<B, A> {
  if (before === null) return { kind: 'added', before, after, changes: [] };
  return { kind: 'matched', before, after, changes: changesOf(before, after) };
}

function changesOf(before: Identified, after: Identified): Change[] {
  const changes: Change[] = [];
  if (titleKey(before) !== titleKey(after)) changes.push('reworded');
  if (pathKey(before) !== pathKey(after)) changes.push('moved');
  const [from, to] = [before.target, after.target];
  if (from !== undefined && to !== undefined && !isSameTarget(from, to)) changes.push('retargeted');
  if (before.status !== undefined && after.status !== undefined && before.status !== after.status)
    changes.push('status-changed');
  return changes;
}

/** Pairs the first with the first, the second with the second, of those that share a key. */
function pairByKey<B extends Identified, A extends Identified>(
  before: readonly B[],
  after: readonly A[],
  keyOf: (item: Identified) => string,
  pairs: ReadonlyMap<A, B>,
  free: ReadonlySet<B>,
  pair: (one: A, other: B) => void,
): void {
  const waiting = new Map<string, B[]>();
  for (const item of before) {
    if (!free.has(item)) continue;
    const key = keyOf(item);
    const queue = waiting.get(key);
    if (queue === undefined) waiting.set(key, [item]);
    else queue.push(item);
  }
  for (const item of after) {
    if (pairs.has(item)) continue;
    const other = waiting.get(keyOf(item))?.shift();
    if (other !== undefined) pair(item, other);
  }
}

/** Pairs what is left by likeness of words, the most alike first; of equals, the earlier in `after`, then in `before`. */
function pairByLikeness<B extends Identified, A extends Identified>(
  after: readonly A[],
  pairs: ReadonlyMap<A, B>,
  free: ReadonlySet<B>,
  pair: (one: A, other: B) => void,
): void {
  const beforeByWord = new Map<string, [B, Set<string>][]>();
  for (const item of free) {
    const known = wordsOf(item);
    for (const word of known) {
      const list = beforeByWord.get(word);
      if (list === undefined) beforeByWord.set(word, [[item, known]]);
      else list.push([item, known]);
    }
  }
  const order = new Map([...free].map((item, index): [B, number] => [item, index]));
  const candidates: { item: A; other: B; likeness: number; at: number }[] = [];
  after.forEach((item, at) => {
    if (!pairs.has(item)) candidates.push(...likelyPairs(item, at, beforeByWord));
  });
  candidates.sort(
    (one, two) =>
      two.likeness - one.likeness || one.at - two.at || (order.get(one.other) ?? 0) - (order.get(two.other) ?? 0),
  );
  for (const { item, other } of candidates) if (!pairs.has(item) && free.has(other)) pair(item, other);
}

function likelyPairs<B extends Identified, A extends Identified>(
  item: A,
  at: number,
  beforeByWord: ReadonlyMap<string, [B, Set<string>][]>,
): { item: A; other: B; likeness: number; at: number }[] {
  const words = wordsOf(item);
  const shared = new Map<B, { common: number; of: number }>();
  for (const word of words) {
    for (const [other, theirs] of beforeByWord.get(word) ?? []) {
      const seen = shared.get(other);
      if (seen === undefined) shared.set(other, { common: 1, of: theirs.size });
      else seen.common += 1;
    }
  }
  return [...shared].flatMap(([other, { common, of }]) => {
    const sameSection = pathKey(item) === pathKey(other);
    const likeness = (2 * common) / (words.size + of);
    return likeness >= (sameSection ? SAME_WORK : SAME_WORK_ELSEWHERE)
      ? [{ item, other, likeness: likeness + (sameSection ? 0.05 : 0), at }]
      : [];
  });
}

function wordsOf(item: Identified): Set<string> {
  return new Set(titleKey(item).match(/[\p{L}\p{N}]+/gu) ?? []);
}

function titleKey(item: { title: string }): string {
  return squeeze(item.title.toLowerCase().replaceAll(/[^\p{L}\p{N}]+/gu, ' '));
}

/** The items of one section share their path, so that it is worth keeping. */
const pathKeys = new WeakMap<readonly string[], string>();

function pathKey(item: { path: readonly string[] }): string {
  const known = pathKeys.get(item.path);
  if (known !== undefined) return known;
  const key = item.path.map((title) => squeeze(title.toLowerCase())).join('\n');
  pathKeys.set(item.path, key);
  return key;
}

/** Gives each draft an id of ten hexadecimal digits: a digest of its title, its sections, and which of its namesakes it is. */
export function withOwnIds(drafts: readonly ItemDraft[]): Item[] {
  const ids = newIds([]);
  return drafts.map((draft) => ({ ...draft, id: freshId(draft, ids) }));
}

interface Ids {
  taken: Set<string>;
  /** How many items of one key there were so far, so that thousands of namesakes stay cheap. */
  occurrences: Map<string, number>;
}

function newIds(taken: readonly string[]): Ids {
  return { taken: new Set(taken), occurrences: new Map() };
}

function freshId(item: { title: string; path: readonly string[] }, ids: Ids): string {
  const key = `${titleKey(item)}\n${pathKey(item)}`;
  for (let occurrence = (ids.occurrences.get(key) ?? 0) + 1; ; occurrence += 1) {
    const id = hash('sha256', `${key}\n${occurrence}`).slice(0, 10);
    if (ids.taken.has(id)) continue;
    ids.taken.add(id);
    ids.occurrences.set(key, occurrence);
    return id;
  }
}

/** The id that reading gave the item, or another where that is taken. Adds it to `taken`. */
export function newId(item: { id: string; title: string; path: readonly string[] }, taken: Set<string>): string {
  if (taken.has(item.id)) return freshId(item, { taken, occurrences: new Map() });
  taken.add(item.id);
  return item.id;
}

/**
 * The roadmap with the ids of a stored reading: an item that was there before, reworded or moved, keeps its stored id. A new
 * item's id never equals a stored one, so that nothing is taken for something that was removed. Arguments stay as they are.
 */
export function withIdentity(roadmap: Roadmap, stored: readonly Identified[]): Roadmap {
  const known = new Map<Item, string>();
  for (const { before, after } of matchItems(stored, roadmap.items)) {
    if (before !== null && after !== null) known.set(after, before.id);
  }
  const ids = newIds(stored.map((item) => item.id));
  const items = roadmap.items.map((item) => {
    const id = known.get(item);
    if (id !== undefined) return { ...item, id };
    if (ids.taken.has(item.id)) return { ...item, id: freshId(item, ids) };
    ids.taken.add(item.id);
    return item;
  });
  return { ...roadmap, items };
}
