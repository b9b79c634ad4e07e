/** `1 issue`, `3 issues`; `plural` where an s will not do. */
export const count = (number: number, noun: string, plural = `${noun}s`): string =>
  `${number} ${number === 1 ? noun : plural}`;

/** `a`, `a and b`, `a, b and c`. */
export const enumerate = (parts: readonly string[], conjunction: 'and' | 'or' = 'and'): string =>
  parts.length < 2 ? parts.join('') : `${parts.slice(0, -1).join(', ')} ${conjunction} ${parts.at(-1)}`;

/** The sentence with its first letter large. */
export const capitalise = (sentence: string): string => sentence.charAt(0).toUpperCase() + sentence.slice(1);
