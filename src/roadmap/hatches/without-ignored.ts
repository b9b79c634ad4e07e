import type { Block, Entry, SectionBlock } from '../markdown/blocks.ts';

/** A stretch of the file in offsets; `end` is exclusive. */
export interface Span {
  start: number;
  end: number;
}

export const isIn = (offset: number, { start, end }: Span): boolean => start <= offset && offset < end;

/**
 * The outline without what begins in an ignored part, as if it did not stand in the file. What a section or a bullet holds
 * behind the part's end is kept, in the place where the section or the bullet stood.
 */
export function withoutIgnored(root: SectionBlock, ignored: readonly Span[]): SectionBlock {
  return { ...root, content: contentOf(root, ignored) };
}

const spanAround = (offset: number, ignored: readonly Span[]): Span | undefined =>
  ignored.find((part) => isIn(offset, part));

function contentOf(section: SectionBlock, ignored: readonly Span[]): (Block | SectionBlock)[] {
  return section.content.flatMap((part): (Block | SectionBlock)[] => {
    if (part.type !== 'section') return blocksOf(part, ignored);
    if (spanAround(part.start, ignored) === undefined) return [{ ...part, content: contentOf(part, ignored) }];
    return contentOf(part, ignored);
  });
}

function blocksOf(block: Block, ignored: readonly Span[]): Block[] {
  if (block.type === 'list') {
    const entries = block.entries.flatMap((entry) => entriesOf(entry, ignored));
    return entries.length === 0 ? [] : [{ ...block, entries }];
  }
  if (spanAround(block.start, ignored) !== undefined) return [];
  if (block.type !== 'table') return [block];
  return [{ ...block, rows: block.rows.filter((row) => spanAround(row.start, ignored) === undefined) }];
}

function entriesOf(entry: Entry, ignored: readonly Span[]): Entry[] {
  const part = spanAround(entry.start, ignored);
  if (part === undefined) return [{ ...entry, blocks: entry.blocks.flatMap((block) => blocksOf(block, ignored)) }];
  if (part.end >= entry.end) return [];
  const blocks = entry.blocks.flatMap((block) => blocksOf(block, ignored));
  return blocks.flatMap((block) => (block.type === 'list' ? block.entries : []));
}
