import type { List } from '../markdown/blocks.ts';
import type { EditDocument, Work } from './document.ts';
import { isBlankAt, lineStart, lineText } from './lines.ts';
import type { Spot } from './spots.ts';

/** How the bullets of a list begin. */
export interface BulletShape {
  indent: string;
  /** `-`, `*`, `3.` */
  marker: string;
  gap: string;
  /** Most of them have a checkbox. */
  hasBox: boolean;
  tick: string;
  /** A blank line stands between them. */
  isLoose: boolean;
}

const BEGIN = /^([-*+]|\d{1,9}[.)])([ \t]+)(?:\[[ \txX]\][ \t]+)?/;

/** The shape of a bullet behind the sample; null where that begins in the middle of a line. */
export function bulletShape(document: EditDocument, spot: Spot): BulletShape | null {
  const { source } = document;
  const { form } = spot.sample;
  if (form.kind !== 'bullet') return null;
  const from = lineStart(source, form.entry.start);
  const indent = source.text.slice(from, form.entry.start);
  const begin = BEGIN.exec(source.text.slice(form.entry.start, form.entry.start + 60));
  if (begin === null || indent.trim() !== '') return null;
  const siblings = spot.isEmpty ? [spot.sample] : spot.works.filter((work) => work.form.kind === 'bullet');
  const boxed = siblings.filter((work) => work.form.kind === 'bullet' && work.form.entry.checked !== null);
  const marker = begin[1] ?? '-';
  return {
    indent: spot.isEmpty ? '' : indent,
    marker: spot.isEmpty ? marker.replace(/^\d+/, '1') : nextMarker(document, form.list, marker),
    gap: begin[2] ?? ' ',
    hasBox: boxed.length > siblings.length / 2,
    tick:
      document.works.some((work) => boxText(document, work) === 'X') &&
      !document.works.some((work) => boxText(document, work) === 'x')
        ? 'X'
        : 'x',
    isLoose: isLoose(document, form.list),
  };
}

function boxText({ source }: EditDocument, work: Work): string | undefined {
  if (work.form.kind !== 'bullet' || work.form.entry.checked === null) return undefined;
  return /\[(.)\]/.exec(source.text.slice(work.form.entry.start, work.form.entry.start + 60))?.[1];
}

/** `4.` behind `3.`; `1.` in a list of nothing but `1.`s. */
function nextMarker({ source }: EditDocument, list: List, marker: string): string {
  const number = /^\d+/.exec(marker)?.[0];
  if (number === undefined) return marker;
  const numbers = list.entries.map((entry) => /^\d+/.exec(source.text.slice(entry.start, entry.start + 12))?.[0] ?? '');
  const isSame = numbers.length > 1 && numbers.every((other) => other === numbers[0]);
  return isSame ? marker : marker.replace(/^\d+/, String(Number(number) + 1));
}

function isLoose({ source }: EditDocument, list: List): boolean {
  const [last, previous] = list.entries.toReversed();
  return (
    last !== undefined &&
    previous !== undefined &&
    isBlankAt(source, lineStart(source, Math.max(0, lineStart(source, last.start) - 1)))
  );
}

export function beginBullet(shape: BulletShape, box: string | null): string {
  return `${shape.indent}${shape.marker}${shape.gap}${box ?? ''}`;
}

/** The lines of a bullet and what is nested in it, with another beginning and indent; null where they are not its alone. */
export function reindented(
  document: EditDocument,
  work: Work,
  shape: BulletShape,
  box: string | null,
): string[] | null {
  const { source } = document;
  if (work.form.kind !== 'bullet') return null;
  const { start } = work.form.entry;
  const from = lineStart(source, start);
  const indent = source.text.slice(from, start);
  const begin = BEGIN.exec(source.text.slice(start, start + 60));
  if (indent.trim() !== '' || begin === null) return null;
  const [first = '', ...others] = source.text
    .slice(start, work.parts.end)
    .trimEnd()
    .split(/\r\n|\r|\n/);
  const words = first.slice(`${begin[1] ?? ''}${begin[2] ?? ''}`.length);
  const shift =
    shape.indent.length +
    shape.marker.length +
    shape.gap.length -
    (indent.length + (begin[1] ?? '').length + (begin[2] ?? '').length);
  return [beginBullet(shape, box) + words, ...others.map((line) => shifted(line, indent, shape.indent, shift))];
}

/** A line below a bullet, moved by as many columns as the bullet's words were. */
function shifted(line: string, before: string, after: string, shift: number): string {
  if (line.trim() === '') return line;
  // Tabs are columns of their own: only the bullet's own indent is changed then.
  if (/^[ ]*\t/.test(line)) return line.startsWith(before) ? after + line.slice(before.length) : line;
  if (shift >= 0) return ' '.repeat(shift) + line;
  const spaces = /^ */.exec(line)?.[0].length ?? 0;
  return line.slice(Math.min(spaces, -shift));
}

/** A blank line before and behind lines that begin something new, unless there is one. */
export function setOff(
  document: EditDocument,
  below: number,
  lines: readonly string[],
  needsBefore: boolean,
): string[] {
  const { source } = document;
  const before = needsBefore && lineText(source, below).trim() !== '' ? [''] : [];
  const next = source.lineStarts[source.lineStarts.findIndex((start) => start > below)];
  const isFollowed = next !== undefined && next < source.text.length && !isBlankAt(source, next);
  return [...before, ...lines, ...(needsBefore && isFollowed ? [''] : [])];
}
