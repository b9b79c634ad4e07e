import type { Block, Entry, Row, SectionBlock } from '../markdown/blocks.ts';

/** What a hatch can speak for: a section, a bullet, a row, a table, or another block. A list is none; its bullets are. */
export interface Thing {
  node: SectionBlock | Entry | Row | Block;
  /** Whether hatches may stand in it on lines of their own. */
  holds: 'section' | 'entry' | null;
  start: number;
  /** Where its own words end and what it holds begins. */
  headEnd: number;
  end: number;
}

/** Every thing of an outline but the root, in the order of the file; what holds others comes before them. */
export function thingsOf(root: SectionBlock): Thing[] {
  const things: Thing[] = [];
  for (const part of root.content) addPart(things, part, false);
  return things;
}

function addPart(things: Thing[], part: Block | SectionBlock, inEntry: boolean): void {
  const { start, end } = part;
  if (part.type === 'section') {
    things.push({ node: part, holds: 'section', start, headEnd: part.headingEnd, end });
    for (const inner of part.content) addPart(things, inner, false);
  } else if (part.type === 'list') {
    for (const entry of part.entries) addEntry(things, entry);
  } else if (part.type === 'table') {
    things.push({ node: part, holds: null, start, headEnd: start, end });
    for (const row of part.rows) {
      things.push({ node: row, holds: null, start: row.start, headEnd: row.end, end: row.end });
    }
  } else if (part.type !== 'html' || !inEntry) {
    // A bullet that begins with a comment is HTML to its line's end: the comment speaks for the bullet.
    things.push({ node: part, holds: null, start, headEnd: end, end });
  }
}

function addEntry(things: Thing[], entry: Entry): void {
  const { start, end, phrase } = entry;
  things.push({ node: entry, holds: 'entry', start, headEnd: Math.max(start, phrase.end), end });
  for (const block of entry.blocks) addPart(things, block, true);
}
