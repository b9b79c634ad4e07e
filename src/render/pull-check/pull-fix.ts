/** The review that proposes what *Fix* may not commit: suggestions on lines of the diff, the rest as text. */
import { createHash } from 'node:crypto';
import { inertBlock } from '../inert.ts';
import { count } from '../count.ts';
import type { Links } from '../links.ts';

/** One line of a file as it should be. */
export interface CorrectedLine {
  path: string;
  /** 1-based. */
  line: number;
  before: string;
  after: string;
  /** Only a line of the diff can be suggested on. */
  isInDiff: boolean;
}

export interface RenderedReview {
  /** Markdown; ends with the marker. */
  body: string;
  comments: { path: string; line: number; side: 'RIGHT'; body: string }[];
}

/** What GitHub takes in one review without complaint; the rest is told as text. */
const MOST_SUGGESTIONS = 50;
const MOST_TOLD = 50;

/** Found again by this: the same corrections give the same marker, wherever their lines have moved to. */
export function fixMarker(lines: readonly CorrectedLine[]): string {
  const text = JSON.stringify(lines.map(({ path, before, after }) => [path, before, after]));
  return `<!-- milepost:fix:${createHash('sha256').update(text).digest('hex').slice(0, 32)} -->`;
}

export function renderFixReview(lines: readonly CorrectedLine[], links: Links): RenderedReview {
  const suggested = lines.filter((line) => line.isInDiff && !mayHoldMarker(line)).slice(0, MOST_SUGGESTIONS);
  const told = lines.filter((line) => !suggested.includes(line));
  const body = [
    suggested.length > 0
      ? `Milepost suggests ${count(suggested.length, 'correction')} on the lines of this change.`
      : '',
    told.length > 0 ? toldLines(told, links) : '',
    fixMarker(lines),
  ];
  return {
    body: body.filter((part) => part !== '').join('\n\n'),
    comments: suggested.map(({ path, line, after }) => ({ path, line, side: 'RIGHT', body: suggestion(after) })),
  };
}

/** A marker counts where Milepost is the author: what it suggests byte for byte must not hold one. */
const mayHoldMarker = ({ after }: CorrectedLine): boolean => after.includes('<!--');

/** GitHub takes the bytes between the fences: in a block of code nothing of them acts. */
function suggestion(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  const fence = '`'.repeat(longest + 1);
  return `${fence}suggestion\n${text}\n${fence}`;
}

function toldLines(told: readonly CorrectedLine[], links: Links): string {
  const lead = `${count(told.length, 'line')} on which nothing can be suggested should read:`;
  const entries = told
    .slice(0, MOST_TOLD)
    .map(({ path, line, after }) => `${links.line(path, line, `${path}, line ${line}`)}\n\n${inertBlock(after)}`);
  const more = told.length > MOST_TOLD ? [`… and ${told.length - MOST_TOLD} more.`] : [];
  return [lead, ...entries, ...more].join('\n\n');
}
