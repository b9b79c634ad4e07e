import type { Problem } from '../model.ts';
import { rangeAt } from '../markdown/source.ts';
import type { Source } from '../markdown/source.ts';

/** Windows-1252 differs from Latin-1 only here: what its bytes 0x80–0x9F show. Source: https://encoding.spec.whatwg.org/index-windows-1252.txt */
const WINDOWS_1252 = '€\u0081‚ƒ„…†‡ˆ‰Š‹Œ\u008DŽ\u008F\u0090‘’“”•–—˜™š›œ\u009DžŸ';

const BYTES_BY_CHARACTER: ReadonlyMap<string, number> = new Map(
  Array.from(WINDOWS_1252, (character, index): [string, number] => [character, 0x80 + index]),
);

/** What a first byte of two or more shows as. */
const LEAD = /[\u00C2-\u00F4]/g;

/** More than this many say nothing new. */
const MAX_PROBLEMS = 50;

function byteOf(character: string): number | null {
  const code = character.charCodeAt(0);
  return code <= 0xff ? code : (BYTES_BY_CHARACTER.get(character) ?? null);
}

/** Text that is UTF-8 read as Windows-1252 or Latin-1 and saved so: `â†’` for `→`. One Problem for each run. */
export function findMojibake(source: Source): Problem[] {
  const { text } = source;
  const problems: Problem[] = [];
  let at = 0;
  while (problems.length < MAX_PROBLEMS) {
    LEAD.lastIndex = at;
    const lead = LEAD.exec(text);
    if (lead === null) break;
    at = lead.index;
    const first = decodeAt(text, at);
    if (first === null) {
      at += 1;
      continue;
    }
    let end = at;
    let meant = '';
    for (let next = decodeAt(text, end); next !== null; next = decodeAt(text, end)) {
      meant += next.character;
      end += next.length;
    }
    problems.push(problemOf(source, at, end, meant));
    at = end;
  }
  return problems;
}

/** The character whose UTF-8 bytes stand at `at` as two to four characters, null when none does. */
function decodeAt(text: string, at: number): { character: string; length: number } | null {
  const lead = text.charCodeAt(at);
  if (lead < 0xc2 || lead > 0xf4) return null;
  const length = lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
  const bytes: number[] = [lead];
  for (let step = 1; step < length; step += 1) {
    const byte = byteOf(text.charAt(at + step));
    if (byte === null || byte < 0x80 || byte > 0xbf) return null;
    bytes.push(byte);
  }
  try {
    return { character: new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes)), length };
  } catch {
    // Bytes that are no UTF-8 after all: then the characters are meant as they stand.
    return null;
  }
}

function problemOf(source: Source, start: number, end: number, meant: string): Problem {
  const found = source.text.slice(start, end);
  const range = rangeAt(source, start, end);
  return {
    rule: 'mojibake',
    message: `“${found}” is “${meant}” whose UTF-8 bytes were read as Windows-1252; “${meant}” was expected. Replace it and save the file as UTF-8.`,
    line: range.line,
    range,
    suggestion: meant,
  };
}
