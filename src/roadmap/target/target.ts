import type { Reference, SourceRange, Target } from '../model.ts';
import { FOREIGN_HORIZON } from './foreign-horizons.ts';
import { fold } from '../folding.ts';
import { countedTime, timeAhead } from './relative-time.ts';
import { findReleases } from './release.ts';
import { findTimeframes } from './timeframe.ts';
import type { TimeAnchor, Timeframe } from './timeframe.ts';
import { countWords } from '../words.ts';
import { remembered, rememberedAt } from '../remembered.ts';

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
export const horizonOf = remembered(searchHorizon);

function searchHorizon(text: string): Mention | null {
  const words = text.trim();
  const match = HORIZON.exec(words) ?? HORIZON_ANYWHERE.exec(words);
  const lead = text.length - text.trimStart().length;
  if (match === null) return foreignHorizon(words, lead);
  const from = lead + match.index;
  const to = from + match[0].length;
  return horizonAt(text.slice(from, to), from);
}

function horizonAt(text: string, from: number): Mention {
  return { kind: 'horizon', text, from, to: from + text.length, start: null, end: null, year: null };
}

function foreignHorizon(words: string, lead: number): Mention | null {
  if (words.length > 80 || countWords(words) > 4) return null;
  const said = FOREIGN_HORIZON.exec(fold(words).replace(/^[^\p{L}]+/u, ''))?.[0];
  if (said === undefined) return null;
  // Where words are not set apart by spaces more may follow, as in 長期記憶, a long-term memory.
  const from = DENSE.test(said) ? words.indexOf(said) : -1;
  return from === -1 ? horizonAt(words, lead) : horizonAt(said, lead + from);
}

const DENSE = /^[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

/** Words that may stand beside a release in a heading that is about nothing else. */
const AROUND_RELEASE =
  /\b(?:release[ds]?|version|milestone|roadmap|plans?|planning|initial|for|of|the|in|to|be|on|delivered|shipped|planned|target(?:ed)?|scheduled|around|ga|rc|stable|lts|items|features|goals|upcoming|current|next|spec|road|general|availability|launch|(?:phase|stage|step|sprint|part|track)\s?\d{1,2})\b/gi;

/**
 * What a heading, a bold lead or a grouping bullet is planned for: a release (with the timeframe beside it), a timeframe, or
 * a horizon. A version number in the middle of other words (`KServe 1.0 documentation`) is no target.
 */
export const targetOfHeading = rememberedAt(judgeHeading);

function judgeHeading(title: string, anchor: TimeAnchor): Mention | null {
  const timeframes = findTimeframes(title, anchor).filter(
    (timeframe) => !isDateOfMeeting(title, timeframe) && (!timeframe.bareYear || yearStandsOut(title, timeframe)),
  );
  const release = releaseOfHeading(title, timeframes);
  const timeframe =
    timeframes.find(
      (candidate) => !candidate.open && (!candidate.bareYear || release === null || isBracketed(title, candidate)),
    ) ?? null;
  if (release !== null) return withTimeframe(release, timeframe);
  if (timeframe !== null && !timeframes.some((candidate) => candidate.open)) return mentionOf(timeframe);
  const open = timeframes.find((candidate) => candidate.open);
  if (open !== undefined) return openEnded(title, open);
  const behind = behindRelease(title);
  if (behind !== null) return behind;
  return relativeTimeframe(title, anchor.tellsDurations === true) ?? monthOfYear(title, anchor) ?? horizonOf(title);
}

/** `2027+` is a time that has no last day; what is for `2026 and beyond` may come in any year. */
function openEnded(title: string, open: Timeframe): Mention {
  const isPlus = title.charAt(open.to) === '+';
  const to = isPlus ? open.to + 1 : open.to;
  const kind = isPlus ? 'timeframe' : 'horizon';
  return { kind, text: title.slice(open.from, to), from: open.from, to, start: open.start, end: null, year: null };
}

/** `Beyond v1.0`, `After 2.0`, `Post-1.0`: later than a release, nobody says when. */
function behindRelease(title: string): Mention | null {
  if (!/\d/.test(title)) return null;
  const [release] = findReleases(title.replaceAll(/(?<=\bpost)-(?=v?\d)/gi, ' '), true);
  if (release === undefined) return null;
  const before = BEHIND.exec(title.slice(0, release.from));
  return before === null ? null : horizonAt(title.slice(before.index, release.to), before.index);
}

const BEHIND =
  /(?<![\p{L}\p{N}])(?:beyond|after|post|past|following|nach|après|tras|después de|depois d[ao]|após|dopo|после|після|po)(?:[\s-]+(?:the|la|el|der|die|das|release|version))?[\s-]*$/iu;

/** A heading that is nothing but a month in another language, under a year: `Janvier`, `Enero – Marzo`. */
function monthOfYear(title: string, anchor: TimeAnchor): Mention | null {
  if (anchor.year === null) return null;
  const bare = /^[^\p{L}\p{N}]*([\p{L}][\p{L}\s–—-]{1,30}\p{L})[^\p{L}\p{N}]*$/u.exec(title)?.[1];
  if (bare === undefined) return null;
  const [time] = findTimeframes(`${bare} ${anchor.year}`, anchor);
  if (time === undefined || time.bareYear || time.from !== 0 || time.to < bare.length) return null;
  const from = title.indexOf(bare);
  return { ...mentionOf(time), text: bare, from, to: from + bare.length };
}

/** Days on which people meet are no targets: `Community call, March 15`. */
const MEETING =
  /\b(?:meetings?|calls?|minutes|agenda|stand-?ups?|office hours|webinars?|meetups?|workshops?|conferences?|every|weekly|biweekly|monthly)\b/i;

function isDateOfMeeting(title: string, timeframe: Timeframe): boolean {
  return timeframe.start === timeframe.end && MEETING.test(title);
}

/** Words beside a year that a heading is for: `Goals for 2026`, `2026 priorities`. */
const BEFORE_YEAR =
  /(?:^|[^\p{L}\p{N}\s/]|[^\p{L}](?:in|for|of|by|until|to|through|during|early|mid|late|end|year|fy|roadmaps?|road map|plans?|goals?|im|für|bis|jahr|en|de|pour|para|do|da|em|até|per|nel|voor|на|в|до|к|план|na|do|w)|^(?:roadmaps?|plans?|goals?|план|plan|year|in|for))\s*$/iu;
const AFTER_YEAR =
  /^\s*(?:$|[^\p{L}\p{N}\s]|(?:roadmaps?|road map|plans?|planning|goals?|priorities|objectives?|okrs?|milestones?|releases?|targets?|focus|themes?|features?|work|items|and|or|to|outlook|vision|год[ау]?|рік|yılı)(?![\p{L}])|[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}])/iu;

/** A bare year between other words is part of a name (`the 2030 debate`); at an end, set off, or among such words it is a time. */
function yearStandsOut(title: string, { from, to }: Found): boolean {
  return BEFORE_YEAR.test(title.slice(Math.max(0, from - 40), from)) || AFTER_YEAR.test(title.slice(to, to + 40));
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
  const release = releases.find((candidate) => standsOut(title, candidate, timeframes)) ?? null;
  return release === null || BEHIND.test(title.slice(0, release.from)) ? null : throughTo(title, release, releases);
}

/** `v0.1.0 ~ v0.1.4`: from one release to another. */
function throughTo(text: string, first: Found, releases: readonly Found[]): Found {
  const last = releases.find(
    (other) =>
      other.from > first.to &&
      /^\s*(?:[~〜–—-]|to|through|until|bis|à|до|至|到)\s*$/u.test(text.slice(first.to, other.from)),
  );
  return last === undefined ? first : { text: text.slice(first.from, last.to), from: first.from, to: last.to };
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
  const endsThere = /^\s*(?:$|[([{:,;–—（【｛：，；、。｜-]|(?:release|ga|roadmap|milestone)\b)/i.test(after);
  if (endsThere && /\b(?:in|for|release|version|milestone|delivered|shipped)\s*$/i.test(before) && beforeWords <= 3)
    return true;
  if (endsThere && beforeWords <= 2 && !/\b(?:to|from|with|support|upgrade)\s*$/i.test(before)) return true;
  if (endsThere && /[–—:：｜&|-]\s*$/.test(before) && release.text.includes('.')) return true;
  return beforeWords === 0 && (endsThere || /^\s+\p{L}/u.test(after));
}

/** Words that lead to a release or time in brackets: `Now (up to v1.3)`, `(targeted for Q3 2026)`. */
const IN_BRACKETS =
  /[([（【](?:\s{0,2}(?:up to|until|till|through|by|before|from|for|in|on|since|due|eta|target(?:t?ed|s|ing)?|planned|scheduled|expected|estimated|tentative(?:ly)?|release|version|milestone|bis|für|jusqu['’]?à|hasta|até|fino a|до|к)(?![\p{L}])[:：]?){0,3}\s{0,2}$/iu;

function isBracketed(title: string, { from, to }: Found): boolean {
  return (
    IN_BRACKETS.test(title.slice(Math.max(0, from - 60), from)) &&
    /^\s{0,3}\+?\s{0,3}(?:[)\]）】]|[~〜–—-]\s*v?\d)/i.test(title.slice(to))
  );
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
export const targetOfLeadIn = remembered(judgeLeadIn);

function judgeLeadIn(text: string): Mention | null {
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

/** A time counted from a beginning that the file does not give. `isEffort`: the text may say how long a work takes instead. */
function relativeTimeframe(text: string, isEffort = false): Mention | null {
  const time = countedTime(text) ?? (isEffort ? null : timeAhead(text));
  return time === null ? null : { kind: 'timeframe', ...time, start: null, end: null, year: null };
}

/**
 * What a timeline or release cell says, or a tag in brackets: the whole text is about the target, so that any release or
 * timeframe in it counts. null when it names none.
 */
export const targetOfCell = rememberedAt(judgeCell);

function judgeCell(text: string, anchor: TimeAnchor): Mention | null {
  return targetIn(text, anchor, false);
}

function targetIn(text: string, anchor: TimeAnchor, isEffort: boolean): Mention | null {
  const timeframes = findTimeframes(text, anchor);
  const release = findReleases(text, true).find((found) => !timeframes.some((time) => overlaps(found, time)));
  const timeframe = timeframes.find((found) => !found.open) ?? null;
  if (release !== undefined) return withTimeframe(release, timeframe);
  if (timeframe !== null) return mentionOf(timeframe);
  return relativeTimeframe(text, isEffort) ?? horizonOf(text);
}

/** Words that may stand in a tag beside its release or timeframe: `(target: Q3 2021)`, `(available in 1.14.0)`. */
const TAG_WORDS =
  /\b(?:target(?:ed|ing)?|planned|eta|due|by|in|for|release[ds]?|version|milestone|shipped|delivered|done|completed|available|since|expected|scheduled|estimated|around|approx(?:imately)?|roughly|before|during|from|between|until|till|through|at|on|end|tentative(?:ly)?|likely|possibly|hopefully|ver|v|ga|lts|stable|as|of|the|was|to|be)\b/gi;

/** The same in other languages. */
const FOREIGN_TAG_WORDS =
  /(?<![\p{L}])(?:geplant|voraussichtlich|erwartet|fällig|bis|für|ab|seit|ziel|fertig|erledigt|veröffentlicht|prévue?|pour|avant|depuis|livrée?|terminée?|previst[oa]|planead[oa]|para|hasta|desde|complet[oa]d[oa]|hecho|lançad[oa]|até|concluíd[oa]|prevista|entro|per|gepland|voor|план|планируется|срок|до|к|в|с|готово|выпущено|na|do|od)(?![\p{L}])|予定日?|目標|期限|完了|リリース|计划|预计|目标|截止|发布|完成|예정|목표|출시/giu;

/** A release or timeframe that fills a tag at an item, such as a trailing `(Q3 2021)`; null when the tag says more. */
export const targetOfTag = rememberedAt(judgeTag);

function judgeTag(text: string, anchor: TimeAnchor): Mention | null {
  // "(2-3 weeks)" at an item says how long it takes.
  const mention = targetIn(text, anchor, true);
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
