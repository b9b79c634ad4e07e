import type { SectionBlock } from './blocks.ts';
import { countWords } from '../words.ts';

/** `1.2 Runtime`, `1.2. Runtime`, `1.2.3: Runtime`: an outline's number in front of words. A `v` before it makes a release. */
const DOTTED = /^\s*(\d{1,3}(?:\.\d{1,3}){1,3})(?:[.):]|(?=\s))/;

/** `1. Runtime`, `2) Storage`. */
const SINGLE = /^\s*\d{1,3}[.)]\s/;

/** The number that a heading stands under: `1. Near term`, `P1 – Launch`, `Phase 1`, `第1章`, but not `1.2 release` in prose. */
const NUMBER_AROUND = /^[^\d]{0,30}?(\d{1,3}(?:\.\d{1,3}){0,2})(?![\d%]|\.[\dx])/i;

/** What makes the number in front of a heading's words a release: `v1`, `Version 1`. */
const SAYS_RELEASE =
  /(?:^|[^\p{L}])(?:v|ver|version|versión|versão|versione|release|rel|версия|版本|バージョン|버전)\.?\s*$/iu;

/**
 * Marks the headings whose number counts sections and names no release: one that carries on the number of the heading around it
 * (`1.2 Runtime` under `1. Near term`, `P1`, `Phase 1`), and those of a file that numbers the parts of several headings from
 * one on (`1.1`, `1.2` under one, `2.1`, `2.2` under the next). `0.2 Storage` under `Plans` stays a release.
 */
export function markNumbering(root: SectionBlock): void {
  const dotted = new Map<SectionBlock, SectionBlock[]>();
  const visit = (around: SectionBlock): void => {
    for (const part of around.content) {
      if (part.type !== 'section') continue;
      const number = DOTTED.exec(part.phrase.text)?.[1];
      if (number === undefined) {
        part.numbered = SINGLE.test(part.phrase.text);
      } else {
        part.numbered = carriesOn(number, around.phrase.text);
        const siblings = dotted.get(around);
        if (siblings === undefined) dotted.set(around, [part]);
        else siblings.push(part);
      }
      visit(part);
    }
  };
  visit(root);
  const groups = [...dotted.values()].filter(countsParts);
  const chapters = new Set(groups.map((group) => chapterOf(group[0])));
  if (groups.length < 2 || chapters.size < groups.length) return;
  for (const group of groups) for (const part of group) part.numbered = true;
}

/** Whether a text begins with a number that carries on that of the heading around it: `1.2 Runtime` under `1. Near term`. */
export function isOutlined(text: string, around: string): boolean {
  const number = DOTTED.exec(text)?.[1];
  return number !== undefined && carriesOn(number, around);
}

function carriesOn(number: string, around: string): boolean {
  const match = NUMBER_AROUND.exec(around);
  const outer = match?.[1];
  if (match === null || outer === undefined) return false;
  const before = match[0].slice(0, match[0].length - outer.length);
  if (SAYS_RELEASE.test(before) || countWords(before) > 2) return false;
  return number.slice(0, number.lastIndexOf('.')) === outer;
}

function chapterOf(part: SectionBlock | undefined): string {
  return DOTTED.exec(part?.phrase.text ?? '')?.[1]?.split('.')[0] ?? '';
}

/** `1.1 …`, `1.2 …`: two numbers each, the same in front, counted from one, before words. */
function countsParts(group: readonly SectionBlock[]): boolean {
  const chapter = chapterOf(group[0]);
  return group.every((part, index) => {
    const number = DOTTED.exec(part.phrase.text)?.[1];
    return number === `${chapter}.${index + 1}` && countWords(withoutNumber(part.phrase.text)) > 0;
  });
}

/** The text with blanks in place of the number that it begins with, so that every other character keeps its place. */
export function withoutNumber(text: string): string {
  return text.replace(/^\s*\d{1,3}(?:\.\d{1,3}){0,3}[.):]?(?=\s)/, (number) => ' '.repeat(number.length));
}
