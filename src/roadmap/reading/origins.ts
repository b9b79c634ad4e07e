import type { Roadmap } from '../model.ts';
import type { ItemSources, Origin } from './item-sources.ts';

/** Where status and target of an item come from, in words: `box ticked`, `from the heading on line 12`. */
export interface ItemOrigins {
  status: string;
  /** null where the item has no target. */
  target: string | null;
}

/** The deepest level of a heading proper; bold leads and labels come next, then grouping bullets and rows. */
const HEADING = 6;
const LEAD = 8;

/** The origins of every item, in the order of `items`. */
export function originsOf(sources: readonly ItemSources[], { sections, items }: Roadmap): ItemOrigins[] {
  const nameByLine = new Map<number, string>(items.map(({ line }) => [line, 'work']));
  for (const { line, level } of sections) {
    nameByLine.set(line, level <= HEADING ? 'heading' : level <= LEAD ? 'lead' : 'group');
  }
  const inWords = ({ by, line }: Origin): string => {
    if (line === null) return by;
    const name = nameByLine.get(line);
    return name === undefined ? `from line ${line}` : `from the ${name} on line ${line}`;
  };
  return sources.map(({ status, target }) => ({
    status: inWords(status),
    target: target === null ? null : inWords(target),
  }));
}
