/** The same work is listed twice: by the same words in one place, or by the same single reference. */
import type { Item } from '../../roadmap/model.ts';
import { referenceKey } from '../observation.ts';
import type { RawFinding, Rule } from '../rule.ts';
import { isOpen, nameOf } from '../references.ts';
import { quote } from '../wording.ts';

export const duplicateItem: Rule = {
  id: 'duplicate-item',
  severity: 'warning',
  needs: 'file',
  description: 'Two items are the same work.',
  check: ({ desired: { items, repo } }) => {
    const [firstByWords, firstByReference] = [new Map<string, Item>(), new Map<string, Item>()];
    return items.flatMap((item): RawFinding[] => {
      const sameWords = firstOf(firstByWords, wordsOf(item), item);
      const reference = isOpen(item) ? singleReference(item) : null;
      const sameReference = reference && firstOf(firstByReference, referenceKey(reference), item);
      if (sameWords) return [finding(item, sameWords, 'has the same title, in the same section, as')];
      if (!reference || !sameReference || isBeneath(item, sameReference, items)) return [];
      return [finding(item, sameReference, `refers to ${nameIn(repo, reference)} alone, as does`)];
    });
  },
};

/** The item that had the key before, null for the first one. */
function firstOf(firsts: Map<string, Item>, key: string, item: Item): Item | null {
  const first = firsts.get(key);
  if (first === undefined) firsts.set(key, item);
  return first ?? null;
}

/** Sub-items of two works may well be called the same: `Documentation`. */
const wordsOf = (item: Item): string =>
  JSON.stringify([
    [item.title, ...item.path].map((text) => text.toLowerCase().split(/\s+/).filter(Boolean).join(' ')),
    item.parent,
  ]);

function singleReference({ references }: Item): Item['references'][number] | null {
  const only = references.length === 1 ? references[0]! : null;
  return only?.kind === 'issue' || only?.kind === 'pull' || only?.kind === 'discussion' ? only : null;
}

/** `#12` in the roadmap's own repository. */
function nameIn(repo: string | null, reference: Item['references'][number]): string {
  const name = nameOf(reference);
  const isOwn = repo !== null && name.toLowerCase().startsWith(`${repo}#`.toLowerCase());
  return isOwn ? name.slice(repo.length) : name;
}

/** A part of a work may name the issue of the whole, as may another part of it. */
function isBeneath(item: Item, first: Item, items: readonly Item[]): boolean {
  const parent = item.parent === null ? undefined : items[item.parent];
  return parent !== undefined && (parent === first || first.parent === item.parent);
}

const finding = (item: Item, first: Item, what: string): RawFinding => ({
  message: `${quote(item.title)} ${what} ${quote(first.title)} on line ${first.line}: take one of the two out, or tell them apart.`,
  range: item.range,
  item,
});
