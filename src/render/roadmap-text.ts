import type { Item, Roadmap, Section, Status, Target } from '../roadmap/model.ts';
import { STATUSES } from '../roadmap/model.ts';
import { count } from './count.ts';
import { cutToWidth, displayWidth } from './display-width.ts';
import { plainText, shorten } from './plain-text.ts';
import { referenceText } from './reference-text.ts';
import { plainStyle, type TerminalLayout, type TerminalStyle } from './terminal-style.ts';
import { hang } from './wrap-words.ts';

const MAX_TITLE_LENGTH = 100;
/** A title is not cut shorter, however narrow the terminal. */
const LEAST_TITLE = 24;

const MARKS: Readonly<Record<Status, string>> = {
  planned: '○',
  'in-progress': '◐',
  done: '●',
  slipped: '◌',
  dropped: '×',
};

/**
 * What was read of one file, as an outline for people: sections, items, then problems and a line of counts. `width`: columns
 * of the terminal, in which an item keeps to its line; null where it is none, and nothing is cut for it.
 */
export function roadmapText(roadmap: Roadmap, style: TerminalStyle, width: number | null = null): string {
  const layout = { style, width };
  const lines = [heading(roadmap, style), ...outline(roadmap, layout)];
  if (roadmap.problems.length > 0) lines.push('', ...problems(roadmap, layout));
  lines.push('', ...hang('', summary(roadmap), { indent: 0, width }), '');
  return lines.join('\n');
}

function heading(roadmap: Roadmap, style: TerminalStyle): string {
  const parts = [style.bold(plainText(roadmap.file))];
  if (roadmap.title !== null) parts.push(shorten(plainText(roadmap.title), MAX_TITLE_LENGTH));
  if (roadmap.repo !== null) parts.push(style.dim(plainText(roadmap.repo)));
  if (roadmap.lastUpdated !== null) {
    const { text, date } = roadmap.lastUpdated;
    parts.push(style.dim(`last updated ${date ?? `"${shorten(plainText(text), 40)}"`}`));
  }
  return parts.join('  ');
}

/** Sections that hold no item say nothing about the plan, and are left out. */
function outline(roadmap: Roadmap, layout: TerminalLayout): string[] {
  const depths = itemDepths(roadmap.items);
  const sections = roadmap.sections
    .filter((section) => roadmap.items.some((item) => item.line >= section.line && item.line <= section.endLine))
    .map((section) => ({ line: section.line, order: 0, text: sectionLine(section, layout.style) }));
  const items = roadmap.items.map((item, index) => ({
    line: item.line,
    order: 1,
    text: fittingLine(item, '  '.repeat(item.path.length + depths[index]!), layout),
  }));
  // Several items may stand on one line, in a table of quarters: the stable sort keeps their order.
  return [...sections, ...items].toSorted((a, b) => a.line - b.line || a.order - b.order).map(({ text }) => text);
}

/** How many items each item is nested in. Parents stand before their sub-items. */
function itemDepths(items: readonly Item[]): number[] {
  const depths: number[] = [];
  for (const { parent } of items) depths.push(parent === null ? 0 : (depths[parent] ?? 0) + 1);
  return depths;
}

function sectionLine({ title, path, target, status, line }: Section, style: TerminalStyle): string {
  // The sign before it also keeps a heading such as `::error::` from being a command of GitHub Actions.
  const parts = [`▸ ${style.bold(shorten(plainText(title), MAX_TITLE_LENGTH))}`];
  if (target !== null) parts.push(targetText(target));
  if (status !== null) parts.push(status);
  return `${'  '.repeat(path.length)}${parts.join('  ')}${lineNote(line, style)}`;
}

/** Where an item is wider than the terminal its days are left out, which its section tells too, then its title is cut. */
function fittingLine(item: Item, margin: string, { style, width }: TerminalLayout): string {
  const over = (withDays: boolean): number =>
    width === null ? 0 : displayWidth(margin + itemLine(item, plainStyle, { withDays })) - width;
  if (over(true) <= 0) return margin + itemLine(item, style, { withDays: true });
  const title = shorten(plainText(item.title), MAX_TITLE_LENGTH);
  const room = Math.max(LEAST_TITLE, displayWidth(title) - Math.max(0, over(false)));
  return margin + itemLine({ ...item, title: cutToWidth(title, room) }, style, { withDays: false });
}

function itemLine(item: Item, style: TerminalStyle, { withDays }: { withDays: boolean }): string {
  const areas = item.areas.map((area) => `[${plainText(area)}] `).join('');
  const parts = [`${mark(item.status, style)} ${areas}${shorten(plainText(item.title), MAX_TITLE_LENGTH)}`];
  if (item.status !== 'planned') parts.push(item.status);
  if (item.target !== null) parts.push(targetText(item.target, withDays));
  if (item.references.length > 0) parts.push(style.blue(item.references.map(referenceText).join(' ')));
  if (item.placeholder) parts.push(style.yellow('placeholder'));
  if (item.untracked) parts.push(style.dim('untracked'));
  return `${parts.join('  ')}${lineNote(item.line, style)}`;
}

function mark(status: Status, style: TerminalStyle): string {
  if (status === 'done') return style.green(MARKS[status]);
  if (status === 'slipped') return style.yellow(MARKS[status]);
  return status === 'dropped' ? style.dim(MARKS[status]) : MARKS[status];
}

const lineNote = (line: number, style: TerminalStyle): string => style.dim(`  :${line}`);

/** `→ Q3 2021 (2021-07-01 – 2021-09-30)` */
function targetText({ text, start, end, milestone }: Target, withDays = true): string {
  const days = !withDays || start === null || end === null ? '' : ` (${start} – ${end})`;
  const bound = milestone === null ? '' : ` milestone ${milestone.number}`;
  return `→ ${shorten(plainText(text), 60)}${days}${bound}`;
}

function problems(roadmap: Roadmap, { style, width }: TerminalLayout): string[] {
  return roadmap.problems.flatMap(({ line, rule, message }) => {
    const dimRule = (text: string): string =>
      text.endsWith(rule) ? text.slice(0, text.length - rule.length) + style.dim(rule) : text;
    const text = `line ${line}: ${plainText(message)} ${rule}`;
    return hang(`${style.yellow('!')} `, text, { indent: 2, width, style: dimRule });
  });
}

function summary({ items, sections, problems }: Roadmap): string {
  const byStatus = STATUSES.map((status) => [status, items.filter((item) => item.status === status).length] as const)
    .filter(([, number]) => number > 0)
    .map(([status, number]) => `${number} ${status}`);
  const references = items.reduce((sum, item) => sum + item.references.length, 0);
  const placeholders = items.filter((item) => item.placeholder).length;
  const statuses = byStatus.length === 0 ? '' : ` (${byStatus.join(', ')})`;
  return [
    `${count(items.length, 'item')}${statuses} in ${count(sections.length, 'section')}`,
    count(references, 'reference'),
    count(placeholders, 'placeholder'),
    count(problems.length, 'problem'),
  ].join(', ');
}
