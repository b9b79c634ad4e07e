import type { Status } from '../model.ts';
import { FOREIGN_STATUS_WORDS } from './foreign-status-words.ts';
import { statusOfShare } from './share.ts';
import { BOXES, MARKS, STATUS_WORDS } from './status-words.ts';
import { fold } from '../folding.ts';
import { countWords } from '../words.ts';
import { remembered } from '../remembered.ts';

/** What the file's own legend says of a mark, by the mark as `normalizeMark` spells it; null for one that tells no status. */
export type Legend = ReadonlyMap<string, Status | null>;

/**
 * What a whole status cell, `Status:` line or legend entry says, in words or as a share (`40%`); null when no word of it is
 * a status.
 */
export const statusOfCell = remembered(judgeCell);

function judgeCell(text: string): Status | null {
  const said = STATUS_WORDS.find(([, pattern]) => pattern.test(text))?.[0] ?? foreignStatus(text)?.status ?? null;
  return withShare(said, text);
}

/** `0/24 tasks complete`, `60% done`: the share decides what "done" is said of. */
function withShare(said: Status | null, text: string): Status | null {
  return said === null || said === 'done' ? (statusOfShare(text) ?? said) : said;
}

/** The same where a share alone is no status: a size or a goal may be told in a tag or a heading, `Coverage (80%)`. */
function unlessPart(said: Status | null, text: string): Status | null {
  return said === 'done' ? (statusOfShare(text) ?? said) : said;
}

/** A status said in another language than English: where in the folded text, and how much of it. */
interface ForeignStatus {
  status: Status;
  isFirst: boolean;
  isLast: boolean;
}

/** Characters of a text that may be told by the table of other languages. */
const LONGEST_STATUS = 80;

const foreignStatus = remembered(findForeign);

function findForeign(text: string): ForeignStatus | null {
  // A status is a word or two; prose is not searched for them.
  if (text.length > LONGEST_STATUS || !/\p{L}{2}/u.test(text)) return null;
  const folded = fold(text).replaceAll(/[*_`]/g, '').trim();
  for (const [status, pattern] of FOREIGN_STATUS_WORDS) {
    const match = pattern.exec(folded);
    if (match === null) continue;
    const before = folded.slice(0, match.index);
    const after = folded.slice(match.index + match[0].length);
    return { status, isFirst: !/[\p{L}\p{N}]/u.test(before), isLast: !/[\p{L}\p{N}]/u.test(after) };
  }
  return null;
}

/**
 * Words that say a status wherever they stand alone as a tag: `(Completed)`, `[In-progress]`, `- DONE`. Fewer than a status
 * cell may hold: `(beta)` and `(open source)` at a title describe the work, not how far it is.
 */
const TAGS: readonly [Status, RegExp][] = [
  [
    'dropped',
    /^(?:won['’]?t (?:do|fix|be|implement)|cancel{1,2}ed|dropped|abandoned|rejected|declined|removed|not planned|no longer planned|not currently planned|out[- ]of[- ]scope)\b/i,
  ],
  [
    'slipped',
    /^(?:slip(?:s|ped|ping)?|likely to slip|postponed?|deferred|delay(?:ed)?|on[ -]hold|pushed (?:back|out|to)|moved to|rescheduled)\b/i,
  ],
  [
    'planned',
    /^(?:not (?:yet )?(?:started|begun|done)|yet to (?:start|begin)|to be (?:released|done|started|delivered)|planned|proposed|to ?do|upcoming)(?![\p{L}])/iu,
  ],
  [
    'in-progress',
    /^(?:currently )?(?:in[ -]?progress|work[ -]?in[ -]?progress|wip|on-?going|under ?way|under (?:active )?development|in (?:active )?development|being (?:worked on|developed|implemented)|in flight|active development|in design|in review|started)(?![\p{L}])/iu,
  ],
  [
    'done',
    /^(?:(?:mostly|now|already|recently|fully) )?(?:done|completed?|finished|shipped|delivered|released|implemented|merged|landed|launched|achieved|available (?:in|since|as of|now))(?![\p{L}])/iu,
  ],
];

/** What a tag says: text that stands alone in brackets, or behind a dash; null when it is about something else. */
export const statusOfTag = remembered(judgeTag);

function judgeTag(text: string): Status | null {
  const words = text.trim().replace(/^(?:status|state|outcome)\s*[:=]\s*/i, '');
  for (const [status, pattern] of TAGS) if (pattern.test(words)) return unlessPart(status, words);
  if (/^\d.{0,20}%?\s(?:completed?|done|finished)$/i.test(words)) return statusOfShare(words);
  const foreign = foreignStatus(words);
  return foreign !== null && (foreign.isFirst || foreign.isLast) && countWords(words) <= (foreign.isFirst ? 6 : 3)
    ? unlessPart(foreign.status, words)
    : null;
}

/** What a text says that is nothing but a tag: `Done`, `Fully implemented`, `готово`; null when it has other words. */
export const statusOfWholeTag = remembered(judgeWholeTag);

function judgeWholeTag(text: string): Status | null {
  const words = text.trim();
  for (const [status, pattern] of TAGS) {
    const match = pattern.exec(words);
    if (match !== null) return match[0].length === words.length ? status : null;
  }
  const foreign = foreignStatus(words);
  return foreign !== null && foreign.isFirst && foreign.isLast ? foreign.status : null;
}

/** Headings whose whole section is told by a word at their start, their end or anywhere. */
const SECTIONS: readonly [Status, RegExp][] = [
  [
    'dropped',
    /\b(?:won['’]?t (?:do|fix|implement)|cancel{1,2}ed|dropped|abandoned|rejected|declined|discarded)\b|\bnot (?:currently |being )?planned\b|^(?:things )?(?:we )?(?:will not|won['’]?t)\b|^removed\b|won['’]?t be able/i,
  ],
  ['slipped', /\b(?:slip(?:ped|ping|s)?|postponed|deferred|delayed|on hold)\b/i],
  [
    'planned',
    /\b(?:not (?:yet )?(?:started|begun|done|completed)|yet to (?:start|begin)|to be (?:released|done|started|delivered))\b|^(?:planned|planning|proposed|up ?next|next|upcoming|future|backlog|later|to ?do|ideas)\b|\b(?:planned|proposed|backlog)$/i,
  ],
  [
    'in-progress',
    /\b(?:in[ -]progress|work[ -]in[ -]progress|wip|under (?:active )?development|in (?:active )?development|in flight|under ?way|being worked on|currently working on|active development)\b|^(?:on-?going|doing|working on|started)\b|\bon-?going$/i,
  ],
  [
    'done',
    /^(?:recently |previously |already |what (?:we|we've|has been) )?(?:completed?|done|finished|shipped|delivered|released|implemented|accomplished|achieved|past|previous)\b|^(?:history|historical|archived?)$|\b(?:completed|done|finished|shipped|delivered|released|implemented)$|\((?:mostly )?(?:completed?|done|shipped|released)\b|\[(?:completed?|done)\]|^current features|^(?:what|everything|things?|features?) (?:already |currently )?(?:works?(?: (?:now|today|already|so far))?$|works? (?:now|today|already|so far)\b)|\b(?:built|works|working|available|shipping) (?:today|already)\b|\b(?:already|have|has|we've) (?:been |already |recently |now )?(?:built|done|shipped|delivered|finished|completed|implemented|released|accomplished|achieved)\b/i,
  ],
];

/** What a heading, or a grouping bullet, says about everything under it; null when nothing. */
export const statusOfSection = remembered(judgeSection);

function judgeSection(title: string): Status | null {
  const words = title.replaceAll(/[*_`]/g, '').trim();
  for (const [status, pattern] of SECTIONS) if (pattern.test(words)) return unlessPart(status, words);
  const foreign = foreignStatus(words);
  return foreign !== null && (foreign.isFirst || foreign.isLast) && countWords(words) <= 6
    ? unlessPart(foreign.status, words)
    : null;
}

/** Words that may stand beside a status in a heading that is about nothing else: `Features in progress`, `Currently on hold`. */
const BESIDE_STATUS =
  /(?<![\p{L}\p{N}])(?:the|our|what|we|we've|has|have|been|be|is|are|already|recently|previously|currently|current|now|still|not|yet|being|actively|all|items?|tasks?|features?|works?|things|issues|goals?|milestones?|projects?|releases?|status|section|list|and|aufgaben|punkte|funktionen|taches|fonctionnalites|tareas|tarefas|metas|funcionalidades|funcionalidade|objetivos|attivita|taken|задачи|функции|zadania|任务|功能|タスク|機能|작업|기능)(?![\p{L}\p{N}])/gu;

/** Whether a heading is nothing but a status. Its target must be taken out before. */
export const isOnlyStatus = remembered(judgeWhole);

function judgeWhole(title: string): boolean {
  const bare = fold(title.replaceAll(/[*_`()[\]]/g, ' '))
    .replaceAll(BESIDE_STATUS, ' ')
    .trim();
  if (countWords(bare) > 4) return false;
  for (const [, pattern] of [...SECTIONS, ...TAGS, ...FOREIGN_STATUS_WORDS]) {
    const match = pattern.exec(bare);
    if (match !== null && match[0] !== '' && countWords(bare.replace(match[0], ' ')) === 0) return true;
  }
  return false;
}

/** What a checkbox holds, by the text between its brackets; null when that is no checkbox. */
export function statusOfBox(text: string): Status | null {
  return BOXES.get(text) ?? null;
}

/** `✔️` and `✔`, `:x:` and `x` are one mark each. */
export function normalizeMark(mark: string): string {
  return mark
    .replaceAll(/[\uFE0E\uFE0F]/g, '')
    .replace(/^:([\w+-]+):$/, '$1')
    .trim();
}

/** What a mark says: by the file's legend if it has the mark, else by common use. */
export function statusOfMark(mark: string, legend: Legend): Status | null {
  const name = normalizeMark(mark);
  const told = legend.get(name);
  return told === undefined ? (MARKS.get(name) ?? null) : told;
}

/** Prose at an item that says how far it is, in a sentence of its own: only phrases that hardly mean anything else. */
const PROSE: readonly [Status, RegExp][] = [
  [
    'in-progress',
    /\b(?:(?:a lot of|much|some) work has (?:already )?been done|(?:we|i) continue (?:the |our )work on|work (?:is|has been|on this is) (?:currently )?(?:on-?going|under ?way|in progress|started)|(?:is|are) (?:currently|actively|now) being (?!used)\w+|(?:is|are) (?:currently )?(?:in progress|under ?way|under development)|(?:we are|we're|we’re) (?:currently |actively |now )?working on|(?:we are|we're|we’re) (?:currently|actively) (?:developing|building|implementing))\b/i,
  ],
  ['slipped', /\b(?:has|have|was|were) (?:been )?(?:postponed|deferred|delayed|moved to (?:a later|the next|v?\d))\b/i],
  ['dropped', /\b(?:has|have|was|were) (?:been )?(?:cancel{1,2}ed|dropped|abandoned)\b/i],
];

/** What the first sentences of an item's prose say; null when nothing. */
export function statusOfProse(text: string): Status | null {
  const opening = text.slice(0, 400);
  for (const [status, pattern] of PROSE) if (pattern.test(opening)) return status;
  return null;
}

/** What a legend says of a mark: `done`, `The feature is complete and shipped in a preview`. The first plain word decides. */
export function statusOfMeaning(text: string): Status | null {
  const words = text
    .trim()
    .replace(
      /^(?:(?:the|an?|this|these|feature|item|work|task|is|are|was|has|been|currently|already|now|not yet started:)\s+)+/i,
      '',
    );
  return statusOfTag(words) ?? statusOfCell(words);
}
