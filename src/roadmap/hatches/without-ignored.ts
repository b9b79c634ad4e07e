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
  return { ...root, content: contentOf(root, merged(ignored)) };
}

/** The same stretches, those that overlap as one, in the order of the file. */
function merged(spans: readonly Span[]): Span[] {
  const apart: Span[] = [];
  for (const span of spans.toSorted((one, other) => one.start - other.start)) {
    const last = apart[apart.length - 1];
    if (last !== undefined && span.start < last.end) last.end = Math.max(last.end, span.end);
    else apart.push({ ...span });
  }
  return apart;
}

/** The stretch around an offset, of stretches that are in order and do not overlap. */
export function spanAround(offset: number, apart: readonly Span[]): Span | undefined {
  let low = 0;
  let high = apart.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((apart[middle]?.start ?? 0) <= offset) low = middle;
    else high = middle - 1;
  }
  const span = apart[low];
  return span !== undefined && isIn(offset, span) ? span : undefined;
}

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
