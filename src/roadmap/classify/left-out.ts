import { headingKey, headingKeys } from './heading-key.ts';
import { LEFT_OUT } from './left-out-words.ts';
import type { LeftOutWords } from './left-out-words.ts';
import type { Signal } from './reasons.ts';
import { beginsWithVerb } from './signals.ts';

/** That a heading's words leave out what is below it, and how much of it may be read all the same. */
export interface LeavingOut {
  signal: Signal;
  yields: LeftOutWords['yields'];
}

type Phrases = ReadonlyMap<string, LeavingOut>;

/** The most words that a phrase of the tables has, and the most that a heading may have which only ends with one. */
const LONGEST = 6;
const SHORT_HEADING = 6;

const WHOLE = phrases('whole');
const BEGINS = phrases('begins');
const ENDS = phrases('ends');

function phrases(where: 'whole' | 'begins' | 'ends'): Phrases {
  const known = new Map<string, LeavingOut>();
  for (const words of LEFT_OUT) {
    for (const phrase of words[where].split('|')) {
      const key = headingKey(phrase);
      if (key !== '' && !known.has(key)) known.set(key, { signal: words.signal, yields: words.yields });
    }
  }
  return known;
}

const judged = new Map<string, LeavingOut | null>();
/** Headings are asked about several times, and the same ones in file after file; the memory is bounded. */
const REMEMBERED = 2000;

/** Whether a heading's words say that what is below it is no roadmap. */
export function leavingOut(title: string): LeavingOut | null {
  const known = judged.get(title);
  if (known !== undefined) return known;
  const answer = judge(title);
  if (judged.size >= REMEMBERED) judged.clear();
  if (title.length <= 200) judged.set(title, answer);
  return answer;
}

function judge(title: string): LeavingOut | null {
  if (title.length > 200) return null;
  for (const key of headingKeys(title)) {
    const answer = WHOLE.get(key) ?? joined(key);
    if (answer !== undefined) return answer;
  }
  for (const key of headingKeys(title)) {
    const answer = asks(title, key) ?? beginning(key) ?? ending(key, title);
    if (answer !== null) return answer;
  }
  return null;
}

/** "Risks and dependencies": every part is such a heading. */
function joined(key: string): LeavingOut | undefined {
  const parts = key.split(/ (?:and|or|und|oder|et|ou|y|e|en|of|i|и|или|та|oraz|ve|と) |と|和|与|及|및/);
  if (parts.length < 2 || parts.length > 4) return undefined;
  const answers = parts.map((part) => WHOLE.get(part.trim()));
  return answers.every((answer) => answer !== undefined) ? answers[0] : undefined;
}

function beginning(key: string): LeavingOut | null {
  const words = key.split(' ');
  for (let count = Math.min(LONGEST, words.length); count > 0; count -= 1) {
    const answer = BEGINS.get(words.slice(0, count).join(' '));
    if (answer !== undefined) return answer;
  }
  return null;
}

function ending(key: string, title: string): LeavingOut | null {
  const words = key.split(' ');
  if (words.length > SHORT_HEADING || beginsWithVerb(title)) return null;
  for (let from = 0; from < words.length; from += 1) {
    const answer = ENDS.get(words.slice(from).join(' '));
    if (answer !== undefined) return answer;
  }
  // Scripts without spaces: by characters.
  const last = words[words.length - 1] ?? '';
  if (!/[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u.test(last)) return null;
  for (let length = Math.min(8, last.length - 1); length >= 2; length -= 1) {
    const answer = ENDS.get(last.slice(-length));
    if (answer !== undefined) return answer;
  }
  return null;
}

const ASKS: LeavingOut = { signal: 'asks-question', yields: 'plans' };

/** A question to the reader, or one that the section answers; not one about what is to come or what was done. */
function asks(title: string, key: string): LeavingOut | null {
  // Guides that tell how to do a thing may be written as a work.
  if (/^\W{0,6}how-to\s/i.test(title)) return null;
  if (!/^(?:what|whats|where|when|how|why|who|which|is|are|can|do|does|should)\b/.test(key)) return null;
  if (
    /\b(?:next|coming|planned|planning|working|building|shipp(?:ed|ing)|done|new|left|remains|get there|going|headed)\b/.test(
      key,
    )
  )
    return null;
  if (/[?？]\s*$/.test(title)) return ASKS;
  return /^(?:how|why|who|what (?:is|are|this|does|do|it)|where (?:are|is|to)|when (?:is|are|will|do))\b/.test(key)
    ? ASKS
    : null;
}
