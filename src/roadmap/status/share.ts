import type { Status } from '../model.ts';

/** A longer text is no status. */
const LONGEST = 200;

/** `12/24`, `3 of 8`. */
const COUNTED = /(?<![\d/.-])(\d{1,4})(?:\s?\/\s?|\s(?:out )?of\s)(\d{1,4})(?![\d/.-])/i;

/** `40%`. */
const PERCENT = /(?<![\d.,])(\d{1,3})\s?%/;

/** A share begins what is said, or a bracket. */
const BEGINS = /(?:^[\s~≈]{0,3}|[([（]\s?)$/;

/** Behind a percentage that is a share: the end, a bracket, or a word of completion. */
const ENDS = /^\s?(?:$|[)\]）])|^\s(?:completed?|done|finished|implemented|ready|through)(?!\p{L})/iu;

/**
 * What a share says of a whole: with nothing of it done it is planned, with a part in progress, with all of it done.
 * null where the text names no share.
 */
export function statusOfShare(text: string): Status | null {
  if (text.length > LONGEST || !/\d\s?[%/]|\d (?:out )?of \d/.test(text)) return null;
  const percent = PERCENT.exec(text);
  if (percent !== null && (BEGINS.test(before(percent, text)) || ENDS.test(after(percent, text))))
    return statusOf(Number(percent[1]), 100);
  const counted = COUNTED.exec(text);
  if (counted === null) return null;
  // `12/24` alone may be a day.
  const rest = after(counted, text);
  if (!/^\s?[\p{L}(（]/u.test(rest) && !/[([（]\s?$/.test(before(counted, text))) return null;
  return statusOf(Number(counted[1]), Number(counted[2]));
}

function before(match: RegExpExecArray, text: string): string {
  return text.slice(0, match.index);
}

function after(match: RegExpExecArray, text: string): string {
  return text.slice(match.index + match[0].length);
}

function statusOf(part: number, whole: number): Status | null {
  if (part > whole || whole === 0) return null;
  return part === 0 ? 'planned' : part < whole ? 'in-progress' : 'done';
}
