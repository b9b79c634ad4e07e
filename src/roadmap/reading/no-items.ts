import type { Block, SectionBlock } from '../markdown/blocks.ts';
import { phrasesOf } from './lists.ts';
import type { Problem, Reference } from '../model.ts';
import { rangeAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';

interface Seen {
  headings: number;
  paragraphs: number;
  bullets: number;
  rows: number;
  urls: string[];
}

/**
 * The Problem of a file without items: it says what the reader saw instead, and where the file points. `ignored`: how many parts
 * escape hatches leave out.
 */
export function noItems(source: Source, root: SectionBlock, pointers: readonly Reference[], ignored = 0): Problem {
  const seen: Seen = { headings: 0, paragraphs: 0, bullets: 0, rows: 0, urls: [] };
  count(root, seen);
  const left = plural(ignored, 'ignored part');
  const saw = source.text.trim() === '' ? 'an empty file' : [describe(seen), left].filter(Boolean).join(', and ');
  const board = pointers.find((pointer) => pointer.kind === 'project' || pointer.kind === 'milestone');
  const where =
    board === undefined
      ? ''
      : ` It points to ${board.kind} ${board.owner}/${board.repo === null ? '' : `${board.repo}/`}${board.number}.`;
  return {
    rule: 'no-items',
    message: `No items were found: the reader saw ${saw}. A table row, a bullet or a heading with prose for each piece of work was expected.${where} Add one, or point the configuration to the file that has them.`,
    line: 1,
    range: rangeAt(source, 0, 0),
    suggestion: null,
  };
}

function count(section: SectionBlock, seen: Seen): void {
  if (section.form !== 'root') seen.headings += 1;
  addUrls(
    section.phrase.links.map((link) => link.url),
    seen,
  );
  for (const part of section.content) {
    if (part.type === 'section') count(part, seen);
    else countBlock(part, seen);
  }
}

function countBlock(block: Block, seen: Seen): void {
  if (block.type === 'paragraph' || block.type === 'quote') seen.paragraphs += 1;
  if (block.type === 'list') seen.bullets += block.entries.length;
  if (block.type === 'table') seen.rows += block.rows.length;
  for (const phrase of phrasesOf([block])) {
    addUrls(
      phrase.links.map((link) => link.url),
      seen,
    );
    const shown = phrase.pieces
      .filter((piece) => piece.link === null && !piece.code)
      .map((piece) => piece.text)
      .join(' ');
    addUrls(shown.match(/https?:\/\/[^\s<>()]{1,500}/g) ?? [], seen);
  }
}

function addUrls(urls: readonly string[], seen: Seen): void {
  for (const url of urls) if (url !== '' && !seen.urls.includes(url)) seen.urls.push(url);
}

function describe(seen: Seen): string {
  const parts = [
    plural(seen.headings, 'heading'),
    plural(seen.paragraphs, 'paragraph'),
    plural(seen.bullets, 'bullet'),
    plural(seen.rows, 'table row'),
  ].filter((part) => part !== '');
  const [first] = seen.urls;
  if (first !== undefined)
    parts.push(`${plural(seen.urls.length, 'link')} to ${first}${seen.urls.length > 1 ? ' and others' : ''}`);
  return parts.length === 0 ? 'nothing that a roadmap has' : parts.join(', ');
}

function plural(number: number, noun: string): string {
  return number === 0 ? '' : `${number} ${noun}${number === 1 ? '' : 's'}`;
}
