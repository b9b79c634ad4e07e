import type { Status } from '../model.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { normalizeMark, statusOfMark } from '../status/status.ts';
import type { Legend } from '../status/status.ts';
import type { Mention } from '../target/target.ts';
import type { TimeAnchor } from '../target/timeframe.ts';

/**
 * What the words of one work say beside its name: everything that stands before the title (`[x]`, ✅, `1.`, `[CLI]`) and
 * behind it (`(Completed)`, `(Q3 2021)`, `#12`), taken off from both ends until a title is left.
 */
export interface Wording {
  /** Plain, without numbering, marks, tags and references. May be empty when there is nothing else. */
  title: string;
  /** What follows the title in the same phrase, when the title is a bold lead or a first sentence. */
  rest: string;
  status: Status | null;
  /** Whether the status came from a `[~]` that Markdown does not know as a checkbox. */
  boxed: boolean;
  areas: string[];
  /** Its own release or timeframe; `from` and `to` count in the phrase's text. */
  mention: Mention | null;
  /** All of it is struck through. */
  struck: boolean;
  /** Leading or trailing emoji or `:shortcode:`, as `normalizeMark` spells it. */
  mark: string | null;
  /** Where the title stands in the phrase's text. */
  from: number;
  to: number;
}

export interface WordingContext {
  legend: Legend;
  anchor: TimeAnchor;
  /** The sections around name a release, so that a short `(v19)` is a version of something else. */
  inRelease: boolean;
  /** The marks at the works around are as many as the works: they adorn, unless the legend explains them. */
  marksAdorn?: boolean;
  /** Take `1.1` at the start for numbering, not for a release. */
  numbered: boolean;
}

export interface Work extends Wording {
  phrase: Phrase;
  /** Whether `status` is only what a mark says by common use, so that words go before it. */
  isByMark: boolean;
  context: WordingContext;
}

export function drop(work: Work, length: number): boolean {
  work.from += length;
  return true;
}

/** Marks that nobody adorns with: they speak even beside an empty box. */
const SPEAKING: ReadonlySet<string> = new Set(['🚧', '❌', '🚫', '⏸', 'construction', 'x', 'no_entry_sign']);

export function takeMark(work: Work, mark: string, take: () => void): boolean {
  const name = normalizeMark(mark);
  const adorns = work.context.marksAdorn === true && !work.context.legend.has(name) && !SPEAKING.has(name);
  const status = adorns ? null : statusOfMark(mark, work.context.legend);
  if (status !== null && work.status === null) {
    work.status = status;
    work.isByMark = !work.context.legend.has(name);
  }
  work.mark ??= normalizeMark(mark);
  take();
  return true;
}

/** Takes a status that words say: before another one, but behind one that was said before. */
export function tellStatus(work: Work, status: Status | null): void {
  if (status === null || (work.status !== null && !work.isByMark)) return;
  work.status = status;
  work.isByMark = false;
}

/** Takes a target that stands `at` in the work's phrase, unless one was found before. */
export function tellTarget(work: Work, mention: Mention | null, at: number): void {
  if (mention !== null) work.mention ??= moved(mention, at);
}

/** The same mention in a text that has `by` more characters in front of it. */
export const moved = (mention: Mention, by: number): Mention => ({
  ...mention,
  from: mention.from + by,
  to: mention.to + by,
});

export function cut(work: Work, length: number): boolean {
  work.to -= length;
  return true;
}
