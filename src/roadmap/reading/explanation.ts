import { REASONS } from '../classify/reasons.ts';
import type { LineRole, Signal } from '../classify/reasons.ts';
import { mayHaveHatches } from '../hatches/find-hatches.ts';
import { frontMatterEnd } from '../markdown/markdown.ts';
import { lineAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';
import type { Roadmap } from '../model.ts';
import { mergeItems, paint } from './layers.ts';
import type { Layer } from './layers.ts';
import type { Decision } from './reading.ts';

/** What some lines of the file, one after the other, were taken for, and why. */
export interface Explanation {
  /** 1-based, both inclusive. */
  line: number;
  endLine: number;
  role: LineRole;
  signal: Signal;
  /** For a person: why. */
  reason: string;
  /** Its first line as it stands in the file, without the space at both ends. */
  text: string;
  /** Indices in `Roadmap.items` of the items that stand here; several in a row of a matrix. */
  items: number[];
}

/** What stands in the file without being read: `reason` adds to that of the signal. */
export interface Unread {
  line: number;
  endLine: number;
  signal: Signal;
  reason: string;
}

const layer = (signal: Signal): Layer => ({ line: 0, endLine: 0, signal, reason: REASONS[signal].reason, items: [] });
const BLANK = layer('blank');
const FRONT_MATTER = layer('front-matter');
const LINK_DEFINITION = layer('link-definition');
const COMMENT = layer('comment');
const BROKEN_HATCH = layer('broken-hatch');
const NOTHING_READ = layer('nothing-read');

/**
 * Every line of the file once, in order: what the innermost of the decisions that cover it took it for. A line that none
 * covers is blank, front matter, a comment or the address of a link. Blank lines inside one stretch belong to it.
 */
export function explainLines(
  source: Source,
  decisions: readonly Decision[],
  unread: readonly Unread[],
  { items }: Pick<Roadmap, 'items'>,
): Explanation[] {
  const texts = linesOf(source);
  const described = items.map(({ line, endLine }): Layer => {
    return { line, endLine, signal: 'item-description', reason: `describes the item on line ${line}`, items: [] };
  });
  const layers = [...described, ...mergeItems(decisions), ...unread.map((one): Layer => ({ ...one, items: [] }))];
  const owners = paint(layers, texts.length);
  const frontMatter = frontMatterLines(source);
  const found = texts.map((text, index): Layer => {
    if (index < frontMatter) return FRONT_MATTER;
    return owners[index] ?? (text === '' ? BLANK : unclaimed(text));
  });
  return grouped(withBlanks(found, texts)).map(({ owner, from, to }) => ({
    line: from + 1,
    endLine: to + 1,
    role: roleOf(owner, items),
    signal: owner.signal,
    reason: reasonOf(owner, items),
    text: texts[from] ?? '',
    items: owner.items,
  }));
}

/** The lines without the space at both ends. A last line break ends the last line and begins none. */
function linesOf({ text, lineStarts }: Source): string[] {
  const lines = lineStarts.map((start, index) => text.slice(start, lineStarts[index + 1] ?? text.length).trim());
  if (lineStarts[lineStarts.length - 1] === text.length) lines.pop();
  return lines;
}

function frontMatterLines(source: Source): number {
  const end = frontMatterEnd(source.text);
  return end === 0 ? 0 : lineAt(source, end - 1);
}

function unclaimed(text: string): Layer {
  if (/^\[[^\]]{1,999}\]:/.test(text)) return LINK_DEFINITION;
  if (mayHaveHatches(text)) return BROKEN_HATCH;
  return text.startsWith('<!--') ? COMMENT : NOTHING_READ;
}

/** A blank line belongs to a stretch that goes on behind it, and to nothing else. */
function withBlanks(owners: readonly Layer[], texts: readonly string[]): Layer[] {
  const result = [...owners];
  for (let from = 0; from < texts.length; from += 1) {
    if (texts[from] !== '') continue;
    let to = from;
    while (texts[to + 1] === '') to += 1;
    const before = owners[from - 1];
    const goesOn = before !== undefined && before === owners[to + 1];
    result.fill(goesOn ? before : BLANK, from, to + 1);
    from = to;
  }
  return result;
}

function grouped(owners: readonly Layer[]): { owner: Layer; from: number; to: number }[] {
  const groups: { owner: Layer; from: number; to: number }[] = [];
  owners.forEach((owner, index) => {
    const last = groups[groups.length - 1];
    if (last !== undefined && last.owner === owner) last.to = index;
    else groups.push({ owner, from: index, to: index });
  });
  return groups;
}

function roleOf({ signal, items }: Layer, all: Roadmap['items']): LineRole {
  const [first] = items;
  if (first === undefined) return REASONS[signal].shown;
  return all[first]?.parent == null ? 'item' : 'sub-item';
}

/** A sub-item's reason has two parts: that it is a work, and where it stands. */
function reasonOf({ reason, items }: Layer, all: Roadmap['items']): string {
  const parent = all[items[0] ?? -1]?.parent ?? null;
  const around = parent === null ? undefined : all[parent];
  return around === undefined ? reason : `${reason}, below the work on line ${around.line}`;
}
