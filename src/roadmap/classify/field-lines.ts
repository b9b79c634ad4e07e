import type { Phrase } from '../markdown/phrase.ts';
import { isFieldLabel, leadingLabel } from './field-words.ts';

/** Where lines begin in a phrase's text, after the first: behind breaks that the author asked for, and where the file breaks. */
export function lineStarts(phrase: Phrase): number[] {
  const asked = phrase.pieces.filter((piece) => piece.break === 'line').map((piece) => piece.at + piece.text.length);
  return [...new Set([...asked, ...phrase.newlines.map((at) => at + 1)])].toSorted((one, other) => one - other);
}

/** Begins with a known label and a colon. */
export function isFieldLine(text: string): boolean {
  return /^[^:：\n]{1,48}[:：]/.test(text) && isFieldLabel(leadingLabel(text));
}
