import type { NewItem } from '../roadmap/edit/edit.ts';
import type { Item, Roadmap } from '../roadmap/model.ts';
import { squeeze } from '../roadmap/words.ts';
import { referenceKey } from './observation.ts';
import type { Proposal } from './proposal.ts';

/**
 * Whether the roadmap has by now the item that a Proposal adds, wherever it stands: the one with its reference, else the one
 * with its title. Every other kind of edit finds by itself that there is nothing to change; a second item is never refused.
 */
export function isAddedAlready({ edits }: Pick<Proposal, 'edits'>, { items }: Pick<Roadmap, 'items'>): boolean {
  const [edit] = edits;
  if (edit?.kind !== 'add-item') return false;
  return items.some((item) => isItem(item, edit.item));
}

function isItem(item: Item, { title, reference }: NewItem): boolean {
  if (reference !== undefined) {
    const key = referenceKey(reference);
    if (item.references.some((other) => referenceKey(other) === key)) return true;
  }
  return plain(item.title) === plain(title);
}

/** Without the zero-width spaces that make text from outside inert. */
const plain = (title: string): string => squeeze(title.replaceAll('\u200B', '')).toLowerCase();
