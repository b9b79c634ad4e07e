import { Ajv } from 'ajv';
import { rules } from '../../src/plan/rules.ts';
import { jsonSchema } from '../../src/render/json-schema/json-schema.ts';
import { roadmapJson } from '../../src/render/roadmap-json.ts';
import type { Item, Reference, Roadmap, SourceRange, Target } from '../../src/roadmap/model.ts';
import { explain, parse } from '../../src/roadmap/parse.ts';
import { brokenEdits } from './edits.ts';
import { faultsOfPlaces } from './places.ts';

/** What must hold for every text. To check more, add one here: the run, the shrinking and the report follow. */
export interface Property {
  name: string;
  /** What breaks it, in words; null when it holds. An error that is thrown breaks it as well. */
  broken: (text: string) => string | null;
  /** Checked of one text in so many, since it takes that much longer than the others; of every text when absent. */
  oneIn?: number;
}

const context = { file: 'docs/ROADMAP.md', repo: 'acme/lantern', host: 'github.com', asOf: '2024-06-01' };

/** The last few texts read: most properties are about the same one, and reading is what takes the time. */
const readings = new Map<string, ReturnType<typeof explain>>();

function explained(text: string): ReturnType<typeof explain> {
  const known = readings.get(text);
  if (known !== undefined) return known;
  if (readings.size >= 3) readings.clear();
  const reading = explain(text, context);
  readings.set(text, reading);
  return reading;
}

const read = (text: string): Roadmap => explained(text).roadmap;

export const properties: readonly Property[] = [
  { name: 'reads without a crash', broken: (text) => (read(text).file === context.file ? null : 'another file') },
  {
    name: 'speaks of places inside the file only',
    broken: (text) => firstOf(faultsOfPlaces(explained(text), text)),
  },
  { name: 'gives each item an id of its own', broken: brokenIds },
  { name: 'puts items in order, under parents before them', broken: brokenOrder },
  { name: 'says the same when it reads again', broken: (text) => difference(read(text), parse(text, context)) },
  { name: 'prints what its JSON Schema describes', broken: brokenSchema },
  { name: 'reads the same with CR LF', broken: brokenLineEndings },
  { name: 'reads the same with a final newline', broken: brokenFinalNewline },
  { name: 'edits exactly what it means to', broken: (text) => brokenEdits(text, context), oneIn: 6 },
];

const firstOf = (faults: string[]): string | null => faults[0] ?? null;

function brokenIds(text: string): string | null {
  const ids = read(text).items.map(({ id }) => id);
  const twice = ids.find((id, index) => ids.indexOf(id) !== index);
  if (twice !== undefined) return `${twice} is the id of two items`;
  const odd = ids.find((id) => !/^[0-9a-f]{10}$/.test(id));
  return odd === undefined ? null : `${odd} is no id`;
}

function brokenOrder(text: string): string | null {
  const { items } = read(text);
  for (const [index, { parent, title, line }] of items.entries()) {
    if (title.trim() === '') return `the item on line ${line} has no title`;
    if (parent !== null && !(parent >= 0 && parent < index)) return `item ${index} has the parent ${parent}`;
    if (line < (items[index - 1]?.line ?? 1)) return `item ${index} stands before the one before it`;
  }
  return null;
}

const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(
  jsonSchema(
    'roadmap',
    rules.map(({ id }) => id),
  ),
);

function brokenSchema(text: string): string | null {
  const printed: unknown = JSON.parse(JSON.stringify(roadmapJson(read(text))));
  return validate(printed) ? null : JSON.stringify(validate.errors);
}

/** Reading `a\r\nb` must be reading `a\nb`, with every offset moved by the CRs before it. */
function brokenLineEndings(text: string): string | null {
  const unix = text.replaceAll(/\r\n?/g, '\n');
  const windows = unix.replaceAll('\n', '\r\n');
  const ends = Array.from(windows.matchAll(/\r/g), ({ index }) => index);
  const toUnix = (offset: number): number => offset - ends.findLastIndex((end) => end < offset) - 1;
  return difference(itemsOf(read(unix)), itemsOf(read(windows), toUnix));
}

/** Only a text that ends inside a line can gain its line's end; what follows a line's end is an empty line. */
function brokenFinalNewline(text: string): string | null {
  if (/[\r\n]$/.test(text)) return null;
  return difference(itemsOf(read(text)), itemsOf(read(`${text}\n`)));
}

/** Items without lines' ends in their texts, each place by its offsets alone. */
function itemsOf({ items }: Roadmap, move = (offset: number): number => offset): unknown {
  const place = (range: SourceRange | null): number[] | null =>
    range === null ? null : [move(range.startOffset), move(range.endOffset)];
  const pointer = (reference: Reference): unknown => ({ ...reference, range: place(reference.range) });
  const target = (said: Target | null): unknown =>
    said === null
      ? null
      : { ...said, range: place(said.range), milestone: said.milestone === null ? null : pointer(said.milestone) };
  return items.map((item: Item) => ({
    ...item,
    range: place(item.range),
    placeholderRange: place(item.placeholderRange),
    references: item.references.map(pointer),
    target: target(item.target),
  }));
}

/** The first stretch in which two values differ as JSON; null when they are the same. */
function difference(one: unknown, other: unknown): string | null {
  const [before, after] = [JSON.stringify(one), JSON.stringify(other)];
  if (before === after) return null;
  let at = 0;
  while (before[at] === after[at]) at += 1;
  const around = (text: string): string => text.slice(Math.max(0, at - 80), at + 80);
  return `${around(before)}\n  became\n${around(after)}`;
}
