import type { Problem } from '../model.ts';
import { lineAt, rangeAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';
import { HATCH_WORDS, nearestHatchWord } from './hatch.ts';
import type { Hatch } from './hatch.ts';

const WHERE = 'Put it at the end of the item or the heading that it is for, or on a line of its own right above.';

/** Why a hatch cannot do what it should. */
const MESSAGES = {
  'ignores nothing': () => `This comment speaks for nothing: something to ignore was expected. ${WHERE}`,
  'no item': () => `This comment speaks for nothing: an item, or a section with items, was expected. ${WHERE}`,
  'ignored already': (since: number) =>
    `This part is ignored already, since line ${since}; ignore-end was expected first. Take one of the two out.`,
  'no start': () =>
    'An ignored part ends here, and none begins above; ignore-start was expected. Add it where the part begins, or take this one out.',
  'no end': (since: number) =>
    `The part that is ignored from line ${since} never ends, so that the rest of the file is ignored; <!-- milepost: ignore-end --> was expected. Add it where the part ends.`,
  'empty part': () =>
    'Nothing begins between ignore-start and ignore-end, so that nothing is ignored; sections, bullets or paragraphs were expected. Put the two on lines of their own around what is to be ignored.',
} as const;

/** The Problem of a hatch. `open`: the `ignore-start` that a message speaks of, where it is not the hatch itself. */
export function brokenHatch(hatch: Hatch, why: keyof typeof MESSAGES, source: Source, open: Hatch = hatch): Problem {
  const range = rangeAt(source, hatch.start, hatch.end);
  const message = MESSAGES[why](lineAt(source, open.start));
  return { rule: 'broken-hatch', message, line: range.line, range, suggestion: null };
}

/** The Problem of a comment from `start` to `end` that speaks to Milepost with a word that is none. */
export function unknownWord(said: string, start: number, end: number, source: Source): Problem {
  const meant = nearestHatchWord(said);
  const range = rangeAt(source, start, end);
  const shown = said === '' ? 'nothing' : `“${said.slice(0, 40).replaceAll(/[“”]/g, "'")}”`;
  const words = `${HATCH_WORDS.slice(0, -1).join(', ')} or ${HATCH_WORDS.at(-1)}`;
  const advice =
    meant === null ? 'Write one of them, and a reason behind “ - ” if you like.' : `Write ${meant} if that is meant.`;
  return {
    rule: 'broken-hatch',
    message: `A comment says ${shown} to Milepost; ${words} was expected. ${advice}`,
    line: range.line,
    range,
    suggestion: meant === null ? null : `<!-- milepost: ${meant} -->`,
  };
}
