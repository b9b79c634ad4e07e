import type { Reference, SourceRange, Target } from '../model.ts';
import { FOREIGN_HORIZON } from './foreign-horizons.ts';
import { fold } from '../folding.ts';
import { findReleases } from './release.ts';
import { findTimeframes } from './timeframe.ts';
import type { TimeAnchor, Timeframe } from './timeframe.ts';
import { countWords } from '../words.ts';

/** A target found in a text, before it has a place in the file: `text.slice(from, to)` says it. */
export interface Mention {
  kind: Target['kind'];
  text: string;
  from: number;
  to: number;
  start: string | null;
  end: string | null;
  /** Set when the text names a year and nothing finer: what is inside may name the quarter. */
  year: number | null;
}

/** Names of a time without days. Whole titles; `some day` and `TBD` in a timeline column are told by `isUndecided`. */
const HORIZON =
  /^(?:the )?(?:now|next|later|soon|future|backlog|someday|eventually|up ?next|near(?:er)?[ -]?term|short(?:er)?[ -]?term|mid(?:dle)?[ -]?term|medium[ -]?term|long(?:er)?[ -]?term|upcoming|and then(?:\.{3}|…)?|v?\.?next|unscheduled|icebox|wish ?list|beyond|ideas|current(?:ly)?$|this release|next release|in flight|as needed|scheduled as needed)(?=\s*(?:$|[^\p{L}\p{N}\s]|(?:roadmap|releases?|items?|milestones?|versions?|steps|features?|work|plans?|goals|priorities|improvements?|considerations?|ideas|and|or|to)\b))/iu;
const HORIZON_ANYWHERE =
  /\b(?:future (?:considerations?|improvements?|ideas|plans?|work|priorities|releases?|major releases?|enhancements?|features?|development)|long[ -]?term|medium[ -]?term|mid[ -]?term|near[ -]?term|short[ -]?term|scheduled as needed|without a committed timeline|backlog|not yet scheduled|unprioriti[sz]ed)\b/i;
const UNDECIDED =
  /^(?:tbd|tba|tbc|t\.b\.d\.?|to be (?:determined|decided|announced|confirmed|defined)|unknown|undecided|n\/?a|none|no date|open|not scheduled|\?+|-+|–|—|未定)$/i;

/** Whether a timeline cell says that nothing is said: then nothing is inherited either. */
export function isUndecided(text: string): boolean {
  return UNDECIDED.test(text.replaceAll(/[*_`()[\]]/g, '').trim());
}

/** The horizon that a heading or a cell names (`Later`, `Future improvements`, `Long-term`), null when none. */
export function horizonOf(text: string): Mention | null {
  const words = text.trim();
  const match = HORIZON.exec(words) ?? HORIZON_ANYWHERE.exec(words);
  const lead = text.length - text.trimStart().length;
  if (match === null) return isForeignHorizon(words) ? horizonAt(words, lead) : null;
  const from = lead + match.index;
  const to = from + match[0].length;
  return horizonAt(text.slice(from, to), from);
}

function horizonAt(text: string, from: number): Mention {
  return { kind: 'horizon', text, from, to: from + text.length, start: null, end: null, year: null };
}

function isForeignHorizon(words: string): boolean {
  return words.length <= 80 && countWords(words) <= 4 && FOREIGN_HORIZON.test(fold(words).replace(/^[^\p{L}]+/u, ''));
}

/** Words that may stand beside a release in a heading that is about nothing else. */
const AROUND_RELEASE =
  /\b(?:release[ds]?|version|milestone|roadmap|plans?|planning|initial|for|of|the|in|to|be|on|delivered|shipped|planned|target(?:ed)?|scheduled|around|ga|rc|stable|lts|items|features|goals|upcoming|current|next|spec|road)\b/gi;

/**
 * What a heading, a bold lead or a grouping bullet is planned for: a release (with the timeframe beside it), a timeframe, or
 * a horizon. A version number in the middle of other words (`KServe 1.0 documentation`) is no target.
 */
export function targetOfHeading(title: string, anchor: TimeAnchor): Mention | null {
  const timeframes = findTimeframes(title, anchor).filter((timeframe) => !isDateOfMeeting(title, timeframe));
  const release = releaseOfHeading(title, timeframes);
  const timeframe =
    timeframes.find(
      (candidate) => !candidate.open && (!candidate.bareYear || release === null || isBracketed(title, candidate)),
    ) ?? null;
  if (release !== null) return withTimeframe(release, timeframe);
  if (timeframe !== null && !timeframes.some((candidate) => candidate.open)) return mentionOf(timeframe);
  const open = timeframes.find((candidate) => candidate.open);
  if (open !== undefined) return { ...mentionOf(open), kind: 'horizon', start: open.start, end: null, year: null };
  return relativeTimeframe(title) ?? horizonOf(title);
}

/** Days on which people meet are no targets: `Community call, March 15`. */
const MEETING =
  /\b(?:meetings?|calls?|minutes|agenda|stand-?ups?|office hours|webinars?|meetups?|workshops?|conferences?|every|weekly|biweekly|monthly)\b/i;

function isDateOfMeeting(title: string, timeframe: Timeframe): boolean {
  return timeframe.start === timeframe.end && MEETING.test(title);
}

interface Found {
  text: string;
  from: number;
  to: number;
}

function releaseOfHeading(title: string, timeframes: readonly Found[]): Found | null {
  const releases = findReleases(title, true).filter((release) => !timeframes.some((time) => overlaps(release, time)));
  const first = releases[0];
  if (first === undefined) return null;
  return releases.find((release) => standsOut(title, release, timeframes)) ?? null;
}

function overlaps(one: Found, other: Found): boolean {
  return one.from < other.to && one.to > other.from;
}

/** At the title's start, before or after punctuation, at the end after a short name, or with nothing else that matters. */
function standsOut(title: string, release: Found, timeframes: readonly Found[]): boolean {
  const before = title.slice(0, release.from);
  const after = title.slice(release.to);
  const around = wordsIn(strip(`${before} ${after}`, timeframes));
  if (around <= 1) return true;
  if (isBracketed(title, release)) return true;
  const beforeWords = wordsIn(before);
  const endsThere = /^\s*(?:$|[([{:,;–—-]|(?:release|ga|roadmap|milestone)\b)/i.test(after);
  if (endsThere && /\b(?:in|for|release|version|milestone|delivered|shipped)\s*$/i.test(before) && beforeWords <= 3)
    return true;
  if (endsThere && beforeWords <= 2 && !/\b(?:to|from|with|support|upgrade)\s*$/i.test(before)) return true;
  if (endsThere && /[–—:&|-]\s*$/.test(before) && release.text.includes('.')) return true;
  return beforeWords === 0 && (endsThere || /^\s+\p{L}/u.test(after));
}

function isBracketed(title: string, { from, to }: Found): boolean {
  return /[([]\s*$/.test(title.slice(0, from)) && /^\s*[)\]]/.test(title.slice(to));
}

function strip(text: string, timeframes: readonly Found[]): string {
  let rest = text;
  for (const timeframe of timeframes) rest = rest.replace(timeframe.text, ' ');
  return rest;
}

function wordsIn(text: string): number {
  return countWords(text.replaceAll(AROUND_RELEASE, ' '));
}

function withTimeframe(release: Found, timeframe: Timeframe | null): Mention {
  const { text, from, to } = release;
  return { kind: 'release', text, from, to, start: timeframe?.start ?? null, end: timeframe?.end ?? null, year: null };
}

function mentionOf(timeframe: Timeframe): Mention {
  const { text, from, to, start, end } = timeframe;
  const year = timeframe.bareYear && start.slice(0, 4) === end.slice(0, 4) ? Number(start.slice(0, 4)) : null;
  return { kind: 'timeframe', text, from, to, start, end, year };
}

/** The release that a sentence leading in to a list says it is for: `… mechanisms for a 3.0 release. This includes:`. */
export function targetOfLeadIn(text: string): Mention | null {
  const releases = findReleases(text).filter((release) => {
    const before = /\b(?:for|in|to|into|with)\s+(?:(?:an?|the|our|version|release)\s+){0,2}$/i.test(
      text.slice(0, release.from),
    );
    const named =
      /\b(?:version|release)\s+$/i.test(text.slice(0, release.from)) ||
      /^\s+(?:release|milestone|version)\b/i.test(text.slice(release.to));
    return before && named;
  });
  const [only, second] = releases;
  return only === undefined || second !== undefined ? null : withTimeframe(only, null);
}

/** `Months 9–16`: a time counted from a beginning that the file does not give. */
function relativeTimeframe(title: string): Mention | null {
  const match = /\b(?:months?|weeks?)\s+\d{1,3}(?:\s*(?:-|–|—|to)\s*\d{1,3})?(?![\p{L}\p{N}])/iu.exec(title);
  if (match === null) return null;
  const [text] = match;
  return {
    kind: 'timeframe',
    text,
    from: match.index,
    to: match.index + text.length,
    start: null,
    end: null,
    year: null,
  };
}

/**
 * What a timeline or release cell says, or a tag in brackets: the whole text is about the target, so that any release or
 * timeframe in it counts. null when it names none.
 */
export function targetOfCell(text: string, anchor: TimeAnchor): Mention | null {
  const timeframes = findTimeframes(text, anchor);
  const release = findReleases(text, true).find((found) => !timeframes.some((time) => overlaps(found, time)));
  const timeframe = timeframes.find((found) => !found.open) ?? null;
  if (release !== undefined) return withTimeframe(release, timeframe);
  if (timeframe !== null) return mentionOf(timeframe);
  return relativeTimeframe(text) ?? horizonOf(text);
}

/** Words that may stand in a tag beside its release or timeframe: `(target: Q3 2021)`, `(available in 1.14.0)`. */
const TAG_WORDS =
  /\b(?:target(?:ed|ing)?|planned|eta|due|by|in|for|release[ds]?|version|milestone|shipped|delivered|done|completed|available|since|expected|scheduled|estimated|around|approx(?:imately)?|roughly|before|during|from|between|until|till|through|at|on|end|tentative(?:ly)?|likely|possibly|hopefully|ver|v|ga|lts|stable|as|of|the|was|to|be)\b/gi;

/** The same in other languages. */
const FOREIGN_TAG_WORDS =
  /(?<![\p{L}])(?:geplant|voraussichtlich|erwartet|fällig|bis|für|ab|seit|ziel|fertig|erledigt|veröffentlicht|prévue?|pour|avant|depuis|livrée?|terminée?|previst[oa]|planead[oa]|para|hasta|desde|complet[oa]d[oa]|hecho|lançad[oa]|até|concluíd[oa]|prevista|entro|per|gepland|voor|план|планируется|срок|до|к|в|с|готово|выпущено|na|do|od)(?![\p{L}])|予定日?|目標|期限|完了|リリース|计划|预计|目标|截止|发布|完成|예정|목표|출시/giu;

/** A release or timeframe that fills a tag at an item, such as a trailing `(Q3 2021)`; null when the tag says more. */
export function targetOfTag(text: string, anchor: TimeAnchor): Mention | null {
  const mention = targetOfCell(text, anchor);
  if (mention === null || mention.kind === 'horizon') return null;
  const times = findTimeframes(text, anchor);
  const beside = text.slice(0, mention.from) + text.slice(mention.to);
  const rest = strip(beside, [...times, ...findReleases(beside)])
    .replaceAll(TAG_WORDS, ' ')
    .replaceAll(FOREIGN_TAG_WORDS, ' ');
  return /[\p{L}\p{N}]/u.test(rest) ? null : mention;
}

/** The Target of the model, at its place in the file. */
export function toTarget(mention: Mention, range: SourceRange, milestone: Reference | null): Target {
  return { text: mention.text, kind: mention.kind, start: mention.start, end: mention.end, milestone, range };
}
