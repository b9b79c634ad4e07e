import type { Reference, Status, Target } from '../model.ts';
import { offsetsOf } from '../markdown/phrase.ts';
import { withoutNumber } from '../markdown/numbering.ts';
import type { Phrase } from '../markdown/phrase.ts';
import type { Reading } from './reading.ts';
import { findReferences } from '../references/references.ts';
import type { Scope } from './scope.ts';
import { rangeAt } from '../markdown/source.ts';
import { isOnlyStatus, statusOfMark, statusOfSection, statusOfTag } from '../status/status.ts';
import { targetOfHeading, toTarget } from '../target/target.ts';
import type { Mention } from '../target/target.ts';
import { statusOfLead } from '../status/lead-status.ts';
import { squeeze } from '../words.ts';

/** What the words of a heading, bold lead or grouping bullet say about everything under it. */
export interface GroupWords {
  /** Plain, without its colon. */
  title: string;
  target: Target | null;
  mention: Mention | null;
  milestone: Reference | null;
  status: Status | null;
  /** Nothing but the status, and perhaps a target: `In progress`, `✅ Done in v1.2`. */
  isOnlyStatus: boolean;
}

/** Reads a heading as a group: its target, the milestone it is linked to, its status. `numbered`: it begins with an outline's number. */
export function groupWords(into: Reading, phrase: Phrase, scope: Scope, numbered = false): GroupWords {
  const mention = targetOfHeading(numbered ? withoutNumber(withoutCode(phrase)) : withoutCode(phrase), scope.anchor);
  const milestone = milestoneOf(into, phrase);
  const title = squeeze(phrase.text).replace(/[:：]$/, '');
  const range = rangeAt(into.source, phrase.start, phrase.end);
  const target =
    mention === null ? bound(title, milestone, scope, range) : placed(into, phrase, mention, milestone ?? null);
  const status = statusOfGroup(into, phrase);
  const isOnly = status !== null && isOnlyStatus(mention === null ? title : title.replace(mention.text, ' '));
  return { title, target, mention, milestone, status, isOnlyStatus: isOnly };
}

/** A bare number or a path in code is no time: a year there may be anything. `[Planned: Q3]` in code is a badge. */
const CODE_WITHOUT_TIME = /^\d+$|[/\\_=]/;

/** The text of a heading, with such code as a word that says nothing. */
function withoutCode(phrase: Phrase): string {
  return phrase.pieces
    .filter((piece) => piece.code && CODE_WITHOUT_TIME.test(piece.text))
    .reduce(
      (text, { at, text: code }) => text.slice(0, at) + 'x'.repeat(code.length) + text.slice(at + code.length),
      phrase.text,
    );
}

function placed(into: Reading, phrase: Phrase, mention: Mention, milestone: Reference | null): Target {
  const [start, end] = offsetsOf(phrase, mention.from, mention.to, into.source);
  return toTarget(mention, rangeAt(into.source, start, end), milestone);
}

/** A heading linked to a milestone without naming a release or a time: the target around it, or the heading's words, so bound. */
function bound(title: string, milestone: Reference | null, scope: Scope, range: Target['range']): Target | null {
  if (milestone === null) return null;
  if (scope.target !== null) return { ...scope.target, milestone };
  return { text: title, kind: 'horizon', start: null, end: null, milestone, range };
}

function milestoneOf(into: Reading, phrase: Phrase): Reference | null {
  return findReferences(phrase, into.source, into.reading).find((reference) => reference.kind === 'milestone') ?? null;
}

/** By its words, by a tag at its end (`[Complete]`, `(in progress)`), by a mark at either end. */
function statusOfGroup(into: Reading, phrase: Phrase): Status | null {
  const title = squeeze(phrase.text);
  const tags = [
    ...title.matchAll(/[([（【]([^()[\]（）【】]{2,60})[)\]）】]|\s[-–—:]\s*([^-–—:]{2,60})(?=$|\s[-–—:]\s)/g),
  ];
  for (const tag of tags) {
    const status = statusOfTag(tag[1] ?? tag[2] ?? '');
    if (status !== null) return status;
  }
  const words = statusOfSection(title);
  if (words !== null) return words;
  const lead = statusOfLead(title);
  if (lead !== null) return lead;
  const mark = /(?:^|\s)(✅|☑️?|✔️?|🚧|❌|⏸️?|:white_check_mark:|:construction:|:x:)(?=\s|$)/u.exec(title)?.[1];
  if (mark !== undefined) return statusOfMark(mark, into.legend);
  // A heading linked to the page of its release: it is out.
  return phrase.links.some((link) => /\/releases\/tag\//.test(link.url)) ? 'done' : null;
}
