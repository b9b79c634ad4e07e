import { squeeze } from '../words.ts';

const HIDDEN = /[\p{Cc}\p{Cs}\p{Bidi_Control}\u2028\u2029\uFEFF\u{E0000}-\u{E007F}]/gu;

/** Whether a text has characters that end a line, turn the direction, or cannot be seen or written to a file. */
export function hidesSomething(text: string): boolean {
  return text.search(HIDDEN) !== -1;
}

/** A given text in a message: in quotation marks, on one line, shortened, with nothing in it that hides or turns the rest. */
export function shown(text: string, most = 60): string {
  const plain = squeeze(text.slice(0, most * 4).replaceAll(HIDDEN, ' '))
    .replaceAll('“', '‘')
    .replaceAll('”', '’');
  // Never half of a character of two units.
  const short = plain.slice(0, most - 1).replace(/[\uD800-\uDBFF]$/, '');
  return `“${plain.length > most ? `${short}…` : plain}”`;
}
