/** How lines begin Markdown's blocks. A line is given with its tabs as spaces, from behind its containers on. */

/** Only U+0020: Markdown knows no other space here. */
export function indentOf(rest: string): number {
  let indent = 0;
  while (rest.charAt(indent) === ' ') indent += 1;
  return indent;
}

export const isBlank = (rest: string): boolean => indentOf(rest) === rest.length;

function withoutSpaces(rest: string): string {
  let end = rest.length;
  while (rest.charAt(end - 1) === ' ') end -= 1;
  return rest.slice(indentOf(rest), end);
}

export interface Fence {
  sign: string;
  length: number;
}

/** The fence that a line (indented by less than four) opens; backticks may not follow on a fence of backticks. */
export function fenceOf(rest: string): Fence | null {
  const match = /^ {0,3}(`{3,}|~{3,})/.exec(rest);
  const run = match?.[1];
  if (match === null || run === undefined) return null;
  const sign = run.charAt(0);
  return sign === '`' && rest.includes('`', match[0].length) ? null : { sign, length: run.length };
}

/** Whether a line closes a fence. */
export function closesFence(rest: string, { sign, length }: Fence): boolean {
  const trimmed = withoutSpaces(rest);
  return indentOf(rest) <= 3 && trimmed.length >= length && isAll(trimmed, sign);
}

function isAll(text: string, sign: string): boolean {
  for (const char of text) if (char !== sign) return false;
  return true;
}

export const isAtxHeading = (rest: string): boolean => /^ {0,3}#{1,6}(?: |$)/.test(rest);

export function isUnderline(rest: string): boolean {
  const trimmed = withoutSpaces(rest);
  return trimmed !== '' && (isAll(trimmed, '=') || isAll(trimmed, '-'));
}

export function isRule(rest: string): boolean {
  const signs = rest.replaceAll(' ', '');
  const sign = signs.charAt(0);
  return signs.length >= 3 && '*-_'.includes(sign) && isAll(signs, sign);
}

export interface ListMarker {
  /** Columns from the line's beginning to the item's text. */
  width: number;
  /** May stand in the middle of a paragraph: it has text, and counts from 1. */
  interrupts: boolean;
  isEmpty: boolean;
}

/** The bullet or number that a line begins with. */
export function listMarkerOf(rest: string): ListMarker | null {
  const match = /^ {0,3}(?:[-+*]|(\d{1,9})[.)])(?= |$)/.exec(rest);
  if (match === null) return null;
  const text = rest.slice(match[0].length);
  const isEmpty = isBlank(text);
  const spaces = indentOf(text);
  const padding = isEmpty || spaces > 4 ? 1 : spaces;
  const counts = match[1] === undefined || Number(match[1]) === 1;
  return { width: match[0].length + padding, interrupts: counts && !isEmpty, isEmpty };
}
