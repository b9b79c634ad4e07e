import { displayWidth } from '../display-width.ts';

/** Advance widths of the characters from U+0020 to U+007E in Helvetica and Arial, in thousandths of the font's size. */
const WIDTHS: readonly number[] = [
  278, 278, 355, 556, 556, 889, 667, 191, 333, 333, 389, 584, 278, 333, 278, 278, 556, 556, 556, 556, 556, 556, 556,
  556, 556, 556, 278, 278, 584, 584, 584, 556, 1015, 667, 667, 722, 722, 667, 611, 778, 722, 278, 500, 667, 556, 833,
  722, 778, 667, 778, 722, 667, 611, 722, 667, 944, 667, 667, 611, 278, 278, 278, 469, 556, 333, 556, 556, 500, 556,
  556, 278, 556, 556, 222, 222, 500, 222, 833, 556, 556, 556, 556, 333, 500, 278, 556, 500, 722, 500, 500, 500, 334,
  260, 334, 584,
];

/** Of any other character, by the columns that it takes on a terminal. */
const OTHER = [0, 640, 1000] as const;

/** The reader's font is unknown: some are a little wider. */
const GENEROUS = 1.06;

/** Pixels that the text takes in that size, rather too many than too few. The text has no control characters. */
export function textWidth(text: string, size: number): number {
  let thousandths = 0;
  for (const character of text) thousandths += widthOf(character);
  return (thousandths * size * GENEROUS) / 1000;
}

/** The text itself where it fits, else its beginning with an ellipsis, no character halved. */
export function fitText(text: string, width: number, size: number): string {
  if (textWidth(text, size) <= width) return text;
  const room = (width * 1000) / (size * GENEROUS) - OTHER[2];
  let [shown, used] = ['', 0];
  for (const character of text) {
    used += widthOf(character);
    if (used > room) break;
    shown += character;
  }
  return `${shown.trimEnd()}…`;
}

const widthOf = (character: string): number =>
  WIDTHS[character.charCodeAt(0) - 32] ?? OTHER[Math.min(2, displayWidth(character)) as 0 | 1 | 2];
