import type { Replacement } from './edit.ts';

/** An insertion of whole lines; others are stretches within a line. Where both stand at one offset, the line follows. */
function isWholeLines(replacement: Replacement): boolean {
  return /[\r\n]/.test(replacement.text);
}

function isInsertion(replacement: Replacement): boolean {
  return replacement.startOffset === replacement.endOffset;
}

/** The order in which replacements stand in a text, the same for any order in which they are given. */
export function inOrder(replacements: readonly Replacement[]): Replacement[] {
  return replacements.toSorted(
    (one, other) =>
      one.startOffset - other.startOffset ||
      one.endOffset - other.endOffset ||
      Number(isWholeLines(one)) - Number(isWholeLines(other)) ||
      (one.text < other.text ? -1 : Number(one.text > other.text)),
  );
}

/**
 * Whether two replacements change the same stretch. Lines that are added at one place do not: they stand in the order of their
 * text. Two words added at one place do.
 */
export function clash(one: Replacement, other: Replacement): boolean {
  if (isInsertion(one) && isInsertion(other)) {
    return one.startOffset === other.startOffset && !isWholeLines(one) && !isWholeLines(other);
  }
  if (isInsertion(one)) return one.startOffset > other.startOffset && one.startOffset < other.endOffset;
  if (isInsertion(other)) return other.startOffset > one.startOffset && other.startOffset < one.endOffset;
  return one.startOffset < other.endOffset && other.startOffset < one.endOffset;
}

/** Those that change something: the others would only be in the way of other edits. */
export function withoutIdle(text: string, replacements: readonly Replacement[]): Replacement[] {
  return replacements.filter((one) => text.slice(one.startOffset, one.endOffset) !== one.text);
}

/** The text with the replacements made, which must be apart from each other. */
export function replaceIn(text: string, replacements: readonly Replacement[]): string {
  let result = '';
  let at = 0;
  for (const { startOffset, endOffset, text: replacement } of inOrder(replacements)) {
    result += text.slice(at, startOffset) + replacement;
    at = endOffset;
  }
  return result + text.slice(at);
}

/**
 * The replacements, in the text that `replaceIn` gives, that lead back to `text`. Those that touch become one: two that only took
 * something out would else be insertions at one offset, whose order nobody knows.
 */
export function invert(text: string, replacements: readonly Replacement[]): Replacement[] {
  const inverse: Replacement[] = [];
  let shift = 0;
  for (const { startOffset, endOffset, text: replacement } of inOrder(replacements)) {
    const start = startOffset + shift;
    const end = start + replacement.length;
    shift += replacement.length - (endOffset - startOffset);
    const last = inverse[inverse.length - 1];
    const before = text.slice(startOffset, endOffset);
    if (last?.endOffset === start) Object.assign(last, { endOffset: end, text: last.text + before });
    else inverse.push({ startOffset: start, endOffset: end, text: before });
  }
  return inverse;
}
