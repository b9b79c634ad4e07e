/** What neither store can hold: NUL in text, NUL and half surrogate pairs in jsonb. Roadmap text and webhooks may have both. */

const REPLACEMENT = '\uFFFD';

/** An escape of JSON text, taken whole so that an escaped backslash before `u0000` is not mistaken for one. */
const ESCAPE = /\\(?:u0000|ud[89a-f][0-9a-f]{2}|.)/g;

const isUnstorable = (escape: string): boolean => escape === '\\u0000' || escape.startsWith('\\ud');

/**
 * JSON text for a `$n::jsonb` parameter: the one form that both drivers take for objects, arrays and plain values alike.
 * What PostgreSQL refuses (https://www.postgresql.org/docs/current/datatype-json.html) becomes U+FFFD.
 */
export function jsonText(value: unknown): string {
  const text = JSON.stringify(value ?? null);
  // Most texts have no escape at all: looking for the one character is much faster.
  if (!text.includes('\\')) return text;
  return text.replace(ESCAPE, (escape) => (isUnstorable(escape) ? REPLACEMENT : escape));
}

/** The parameters of one statement, NUL in text replaced with U+FFFD. */
export const storable = (parameters: readonly unknown[]): unknown[] =>
  parameters.map((value) => (typeof value === 'string' ? value.replaceAll('\0', REPLACEMENT) : value));
