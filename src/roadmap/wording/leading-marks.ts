import { pieceAt } from '../markdown/phrase.ts';
import { statusOfLeadWord } from '../status/lead-words.ts';
import { statusOfBox, statusOfTag } from '../status/status.ts';
import { horizonOf, targetOfTag } from '../target/target.ts';
import { drop, takeMark, tellStatus, tellTarget } from './wording-parts.ts';
import type { Work } from './wording-parts.ts';
import { squeeze } from '../words.ts';

const SHORTCODE = /^:[a-z][\w+-]{1,40}:/i;

const PICTOGRAPH =
  /^(?:\p{Extended_Pictographic}(?:[\uFE0E\uFE0F]|\p{Emoji_Modifier})*(?:\u200D\p{Extended_Pictographic}\uFE0F?)*|[✓✔☐☑→➡►▶•●])+/u;

const NUMBERING =
  /^(?:\d{1,3}(?:\.\d{1,3})*[.)](?=\s|$)|[A-Z][.)](?=\s)|\((?:\d{1,2}|[a-z])\)\s|[A-Z]\.\d{1,2}(?:\.\d{1,2})?\s)/;

const DOTTED_NUMBERING = /^\d{1,3}(?:\.\d{1,3})+:?\s/;

export function takeLeading(work: Work): boolean {
  const text = work.phrase.text.slice(work.from, work.to);
  const space = /^[\s:–—-]+/.exec(text);
  if (space !== null && space[0].length < text.length && (work.from > 0 || /^\s+$/.test(space[0])))
    return drop(work, space[0].length);
  const reference = leadingReference(work, text);
  if (reference > 0) return drop(work, reference);
  const mark = (SHORTCODE.exec(text) ?? PICTOGRAPH.exec(text))?.[0];
  if (mark !== undefined && mark.length < text.length) return takeMark(work, mark, () => drop(work, mark.length));
  const number = (NUMBERING.exec(text) ?? (work.context.numbered ? DOTTED_NUMBERING.exec(text) : null))?.[0];
  if (number !== undefined && number.length < text.length) return drop(work, number.length);
  return (
    takeBracket(work, text) ||
    takeLeadWord(work, text) ||
    takeBoldWord(work, text) ||
    takeLeadHorizon(work, text) ||
    takeLeadTarget(work, text)
  );
}

/** `**Active:** the parser`, `**Later** – the printer`: a bold status or horizon that is set off from the name. */
function takeBoldWord(work: Work, text: string): boolean {
  const first = pieceAt(work.phrase, work.from);
  if (first === undefined || !first.strong || first.link !== null || first.at !== work.from) return false;
  const match = /^(\p{L}[\p{L} -]{0,22}\p{L}|\p{L})(?:\s?[:：]\s*|\s(?:[–—]|-{1,2})\s+)(?=\S)/u.exec(text);
  const word = match?.[1];
  if (match === null || word === undefined || !/[\p{L}\p{N}]/u.test(text.slice(match[0].length))) return false;
  const { length } = first.text
    .trimEnd()
    .replace(/[:：]$/, '')
    .trimEnd();
  const status = length === word.length ? statusOfLeadWord(word) : undefined;
  if (status === undefined) return false;
  if (status === null) tellTarget(work, horizonOf(word), work.from);
  tellStatus(work, status);
  return drop(work, match[0].length);
}

/** `[~]`, `[Done]`, `[CLI]` at the start: a box, a status, an area. A link's label is none of these. */
function takeBracket(work: Work, text: string): boolean {
  const match = /^\[([^\][]{0,40})\](?!\()\s*/.exec(text);
  const inner = match?.[1];
  if (match === null || inner === undefined || match[0].length >= text.length) return false;
  if (pieceAt(work.phrase, work.from)?.link) return false;
  const box = statusOfBox(inner);
  if (box !== null) {
    work.status ??= box;
    work.boxed = true;
    return drop(work, match[0].length);
  }
  const status = statusOfTag(inner);
  if (status !== null) tellStatus(work, status);
  else if (/\p{L}/u.test(inner) && !/^https?:/i.test(inner)) work.areas.push(squeeze(inner));
  else return false;
  return drop(work, match[0].length);
}

/** `DONE: …`, `TODO: …`, `In progress - …`: the vocabulary of roadmaps. */
function takeLeadWord(work: Work, text: string): boolean {
  const match =
    /^((?:done|active|on-?going|wip|in[ -]progress|completed?|shipped|todo|planned|dropped|deferred|postponed|cancel{1,2}ed)\s*(?::|[–—]|-(?=\s)))\s*/i.exec(
      text,
    );
  if (match === null || match[0].length >= text.length) return false;
  tellStatus(work, /^active/i.test(text) ? 'in-progress' : statusOfTag(match[0]));
  return drop(work, match[0].length);
}

/** `Next: …`, `Later – …`: a horizon before the name. */
function takeLeadHorizon(work: Work, text: string): boolean {
  const match =
    /^((?:now|next(?: up)?|up next|later|soon|future|someday|backlog|(?:short|near|mid|medium|long)[ -]term)\s?)(?:[:：]|[–—]|-(?=\s))\s*(?=[^\s–—-])/i.exec(
      text,
    );
  if (match?.[1] === undefined) return false;
  tellTarget(work, horizonOf(match[1]), work.from);
  return drop(work, match[0].length);
}

/** Length of a `#12`, `owner/repo#12` or `[12](…)` that stands before the name; 0 without one. */
function leadingReference(work: Work, text: string): number {
  const literal = /^(?:(?:[\w.-]{1,100}\/)?[\w.-]{0,100}#\d{1,9}|GH-\d{1,9})(?=[\s:,–—-])/i.exec(text)?.[0] ?? '';
  if (literal !== '') return literal.length;
  const first = pieceAt(work.phrase, work.from);
  const isLabel = first?.link != null && first.at === work.from && /^#?\d{1,9}$/.test(first.text.trim());
  return isLabel && first.text.length < text.trimEnd().length ? first.text.length : 0;
}

/** `Jan – Mar 2026: …`, `v0.1 (released): …`, and the same before a dash that is set off. */
const LEAD_TARGETS = [
  /^([^:：()[\]]{2,40}?)(?:\s?[([]([^()[\]]{2,40})[)\]])?\s?[:：]\s+(?=\S)/,
  /^([^:：()[\]–—]{2,32}?)(?:\s?[([]([^()[\]]{2,40})[)\]])?\s[–—-]{1,2}\s+(?=\S)/,
];

/** The release or the time that a work begins with, set off from its name: `**Q1 2026**: Parser`, `v0.2 – Printer`. */
function takeLeadTarget(work: Work, text: string): boolean {
  if (work.mention !== null || !/^[^:：]{0,40}\d/.test(text)) return false;
  for (const pattern of LEAD_TARGETS) {
    const match = pattern.exec(text);
    const mention = match?.[1] === undefined ? null : targetOfTag(match[1], work.context.anchor);
    if (match === null || mention === null || !isTagOrNothing(work, match[2])) continue;
    if (match[2] !== undefined) tellStatus(work, statusOfTag(match[2]));
    tellTarget(work, mention, work.from);
    return drop(work, match[0].length);
  }
  return takeBoldTarget(work);
}

function isTagOrNothing(work: Work, bracket: string | undefined): boolean {
  return bracket === undefined || statusOfTag(bracket) !== null || targetOfTag(bracket, work.context.anchor) !== null;
}

/** `**March 2026** Release`: bold letters set the time off. */
function takeBoldTarget(work: Work): boolean {
  const first = pieceAt(work.phrase, work.from);
  if (first === undefined || !first.strong || first.at !== work.from || first.text.length > 40) return false;
  const end = first.at + first.text.length;
  if (!/^\s+[\p{L}]/u.test(work.phrase.text.slice(end, work.to))) return false;
  const mention = targetOfTag(first.text, work.context.anchor);
  if (mention === null) return false;
  tellTarget(work, mention, work.from);
  return drop(work, first.text.length);
}
