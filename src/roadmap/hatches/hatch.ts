/** What a comment `<!-- milepost: … -->` in a roadmap asks of the reader. */
export type HatchWord = 'ignore' | 'ignore-start' | 'ignore-end' | 'untracked';

export const HATCH_WORDS: readonly HatchWord[] = ['ignore', 'ignore-start', 'ignore-end', 'untracked'];

/** One such comment in the file; offsets are those of the file, `end` is exclusive. */
export interface Hatch {
  word: HatchWord;
  start: number;
  end: number;
  /** It stands on lines of its own, and not in the text of a bullet, row, heading or paragraph. */
  isAlone: boolean;
}

/** More than any such comment says before its reason. */
const LONGEST = 200;

/**
 * What the inside of an HTML comment asks for: `milepost: ignore`, `Milepost:Ignore-Start`, `milepost: ignore - legal text`.
 * A reason may follow behind a dash. `unknown`: speaks to Milepost with another word. null: does not speak to Milepost, or is
 * one of the markers that Milepost itself writes (`milepost:issue:…`), which have a second colon.
 */
export function readHatchWord(comment: string): HatchWord | { unknown: string } | null {
  const match = /^\s{0,80}milepost\s{0,80}:\s{0,80}([^]{0,200})/i.exec(comment.slice(0, 2 * LONGEST));
  if (match === null) return null;
  const said = (match[1] ?? '').replaceAll(/\s+/g, ' ').trim();
  if (/^[\w-]{1,40}:/.test(said)) return null;
  const part = /^ignore[ _-]{0,3}(start|end)(?= ?[-–—] ?|$)/i.exec(said)?.[1]?.toLowerCase();
  if (part !== undefined) return part === 'start' ? 'ignore-start' : 'ignore-end';
  const whole = /^(ignore|untracked)(?= -| ?[–—]|$)/i.exec(said)?.[1]?.toLowerCase();
  if (whole === 'ignore' || whole === 'untracked') return whole;
  return { unknown: said };
}

/** The hatch that was meant by a mistyped word (`ingore`, `ignore start`), null when none is near. */
export function nearestHatchWord(said: string): HatchWord | null {
  const typed = said.toLowerCase().replaceAll(/[ _]/g, '-').slice(0, 24);
  for (const word of HATCH_WORDS) if (distance(typed, word) <= 2) return word;
  const first = /^[a-z]+/.exec(typed)?.[0] ?? '';
  return HATCH_WORDS.find((word) => distance(first, word) <= 2) ?? null;
}

/** Letters to change, add or take away (Levenshtein). Both are short. */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let at = 1; at <= one.length; at += 1) {
    const next = [at];
    for (let to = 1; to <= other.length; to += 1) {
      const change = (row[to - 1] ?? 0) + (one[at - 1] === other[to - 1] ? 0 : 1);
      next.push(Math.min(change, (row[to] ?? 0) + 1, (next[to - 1] ?? 0) + 1));
    }
    row = next;
  }
  return row[other.length] ?? 0;
}
