import type { SourceRange } from '../../src/roadmap/model.ts';

/** What is wrong with the places that a value speaks of, wherever in it they are: each a sentence. */
export function faultsOfPlaces(value: unknown, text: string): string[] {
  const starts = lineStartsOf(text);
  const faults: string[] = [];
  visit(value, '', (at, found) => {
    if (isRange(found)) faults.push(...faultsOfRange(found, text, starts).map((fault) => `${at}: ${fault}`));
    for (const key of ['line', 'endLine'] as const) {
      const line = found[key];
      if (line !== undefined && !(Number.isInteger(line) && Number(line) >= 1 && Number(line) <= starts.length))
        faults.push(`${at}.${key} is ${JSON.stringify(line)} of ${starts.length} lines`);
    }
    if (Number(found['endLine']) < Number(found['line'])) faults.push(`${at} ends before it begins`);
  });
  return faults;
}

function faultsOfRange(range: SourceRange, text: string, starts: number[]): string[] {
  const { startOffset, endOffset } = range;
  if (!(startOffset >= 0 && startOffset <= endOffset && endOffset <= text.length))
    return [`offsets ${startOffset}–${endOffset} of ${text.length} characters`];
  const faults: string[] = [];
  const check = (what: string, offset: number, line: number, column: number): void => {
    const expected = placeOf(offset, starts);
    if (line !== expected.line || column !== expected.column)
      faults.push(`${what} ${line}:${column}, but offset ${offset} is at ${expected.line}:${expected.column}`);
  };
  check('start', startOffset, range.line, range.column);
  check('end', endOffset, range.endLine, range.endColumn);
  return faults;
}

function isRange(value: object): value is SourceRange {
  return 'startOffset' in value;
}

/** Written apart from the reader's own: by splitting, not by looking at each character. */
function lineStartsOf(text: string): number[] {
  return [0, ...Array.from(text.matchAll(/\r\n|\r|\n/g), (match) => match.index + match[0].length)];
}

function placeOf(offset: number, starts: number[]): { line: number; column: number } {
  const line = starts.findLastIndex((start) => start <= offset) + 1;
  return { line, column: offset - (starts[line - 1] ?? 0) + 1 };
}

function visit(value: unknown, at: string, see: (at: string, found: Record<string, unknown>) => void): void {
  if (typeof value !== 'object' || value === null) return;
  if (!Array.isArray(value)) see(at, value as Record<string, unknown>);
  for (const [key, inner] of Object.entries(value)) visit(inner, at === '' ? key : `${at}.${key}`, see);
}
