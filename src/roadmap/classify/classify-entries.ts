import type { Entry, List } from '../markdown/blocks.ts';
import { namesNoWork } from './classify-headings.ts';
import { judgeList } from './classify-lists.ts';
import { ANY_DAY } from './classify.ts';
import type { Pointing } from './classify.ts';
import { isMarked } from './evidence.ts';
import { verdict } from './reasons.ts';
import type { Verdict } from './reasons.ts';
import { isWholly } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import {
  addressesReader,
  beginsWithVerb,
  isBareAddress,
  isBold,
  isField,
  isFieldName,
  isPointer,
  isRemark,
  isShortName,
  listsUnder,
} from './signals.ts';
import { isOnlyStatus, statusOfCell, statusOfTag } from '../status/status.ts';
import { targetOfHeading } from '../target/target.ts';
import { countWords, squeeze } from '../words.ts';

/** What is known of an entry's neighbours. */
export interface EntryContext {
  /** Some neighbours in its list are groups over nested lists. */
  amongGroups: boolean;
  /** At least as many as are works. */
  amongManyGroups: boolean;
  /** Most of its neighbours are works, so that a short name over a list is one too. */
  amongWorks: boolean;
  /** Some neighbours are bold names with nothing below them: then such a name is a work also where its steps stand below. */
  amongBoldLeaves: boolean;
  /** It begins with a number that carries on that of the heading above: `1.2 Runtime` is a work, and 1.2 no release. */
  outlined: boolean;
}

/** A bullet or numbered entry. `hasReferences` tells whether a phrase points to GitHub. */
export function judgeEntry(entry: Entry, context: EntryContext, hasReferences: Pointing): Verdict {
  const text = squeeze(entry.phrase.text);
  const nested = listsUnder(entry.blocks);
  const hasNested = nested.some(
    (list) => judgeList(list, false).role === 'group' && list.entries.some((child) => !isAside(child)),
  );
  if (text === '') return hasNested ? verdict('only-nested-list') : verdict('empty-bullet');
  if (/^[\p{P}\p{S}\s]*$/u.test(text) && !hasReferences(entry.phrase)) return verdict('empty-bullet');
  if (isBareAddress(entry.phrase) && !hasReferences(entry.phrase)) return verdict('only-address');
  if (
    entry.checked === null &&
    (isField(entry.phrase) ||
      isLabelledCode(entry.phrase) ||
      isPointer(entry.phrase) ||
      (nested.length > 0 && !context.outlined && isFieldName(entry.phrase)))
  )
    return verdict('field-or-remark');
  if (isLegendEntry(text)) return verdict('legend-entry');
  if (entry.checked === null && isRemark(text) && (addressesReader(text) || !hasReferences(entry.phrase)))
    return verdict('talks-to-reader');
  if (hasNested) return judgeParent(entry, text, nested, context, hasReferences);
  if (entry.checked !== null) return verdict('checkbox');
  if (
    context.amongGroups &&
    !context.amongBoldLeaves &&
    countWords(text) <= (context.amongManyGroups ? 2 : 1) &&
    !/[.。]$/.test(text) &&
    !isMarked(text) &&
    !hasReferences(entry.phrase) &&
    !beginsWithVerb(text)
  ) {
    return verdict('name-among-groups');
  }
  if (!context.outlined && namesOnlyTime(text, 0)) return verdict('only-time');
  return verdict('names-work');
}

/** A field or a remark: nothing that makes the bullet above it a group. */
export function isAside(entry: Entry): boolean {
  return (
    entry.checked === null && (isField(entry.phrase) || isRemark(entry.phrase.text) || isBareAddress(entry.phrase))
  );
}

/** `Run: \`lantern serve\``: a label, and behind it nothing but code. */
function isLabelledCode(phrase: Phrase): boolean {
  const label = /^\s*(\p{L}[^:：`]{1,24})[:：]\s/u.exec(phrase.text)?.[1];
  if (label === undefined || countWords(label) > 2 || !beginsWithCommand(label)) return false;
  return phrase.pieces.some((piece) => piece.code);
}

function beginsWithCommand(label: string): boolean {
  return /^(?:run|start|launch|execute|install|try|command|usage|build|test)\b/i.test(label);
}

/** `:check: - Working`: a mark explained by a status word and nothing else. */
function isLegendEntry(text: string): boolean {
  const match = /^(?::[a-z][\w+-]*:|\p{Extended_Pictographic}\uFE0F?)\s*[-–—:=]\s*(\p{L}[\p{L} -]{2,24})$/iu.exec(text);
  return match?.[1] !== undefined && statusOfCell(match[1]) !== null && countWords(match[1]) <= 2;
}

const LONGEST_TIME = 80;
const MOST_TIME_WORDS = 14;

/** `M1: Nov 2015`, `v1.2 (Q3 2021)`, `Q3 2021`, `M13: In progress`: nothing but when, or how far. */
function namesOnlyTime(text: string, nameWords: number): boolean {
  // The longest time that people write, with its tag, is shorter: `between early January 2025 and the end of March 2026 (planned)`.
  if (text.length > LONGEST_TIME && countWords(text) > MOST_TIME_WORDS) return false;
  const mention = targetOfHeading(text, ANY_DAY);
  const bare = mention === null ? text : text.slice(0, mention.from) + text.slice(mention.to);
  const tail = tailOf(bare);
  const stated = statusOfTag(tail) !== null;
  // A tag is not the name: "Undo [DONE]" names a work.
  const words = squeeze(text.replaceAll(/[([][^()[\]]*[)\]]/g, ' '));
  if (mention === null && !stated) return countWords(words) <= 2 && (isOnlyStatus(words) || explainsStatus(words));
  return countWords(stated ? bare.replace(tail, '') : bare) <= nameWords;
}

/** `features/planned → Planned`: an arrow that leads to a status. */
function explainsStatus(words: string): boolean {
  const meaning = /(?:→|⇒|->)\s*(.{2,40})$/u.exec(words)?.[1];
  return meaning !== undefined && isOnlyStatus(meaning.replace(/^[^\p{L}]{1,8}/u, ''));
}

/** What stands behind the last colon; where there is none, behind the first dash or bracket. */
function tailOf(text: string): string {
  const colon = text.lastIndexOf(':');
  const at = colon === -1 ? text.search(/[–—(-]/) : colon;
  return at === -1
    ? ''
    : text
        .slice(at + 1)
        .trimStart()
        .replace(/\)$/, '');
}

/** Wholly a link to a board, a milestone or a label, which gather works themselves. */
function isBoardLink(phrase: Phrase): boolean {
  return (
    phrase.links.length === 1 &&
    /\/(?:projects|milestones?)\/\d+\/?$|\/labels\/[^/]+\/?$/.test(phrase.links[0]?.url ?? '') &&
    isWholly(phrase, (piece) => piece.link !== null)
  );
}

/** `Integration with the harbour`, `Migration to glass`: a noun for something that is done, and to what. */
function beginsWithDeed(text: string): boolean {
  return /^(?:integration|migration|deprecation|addition|removal|implementation|creation|introduction|adoption|replacement|conversion|transition|expansion|redesign|refactoring) (?:with|of|for|to|from|into)\b/i.test(
    text,
  );
}

/** `Editor features:`, `Smaller things, like:`: a word for works in general and a colon, over the works themselves. */
function announcesWorks(text: string): boolean {
  return /(?:(?<!\p{L})(?:features|improvements|enhancements|items|tasks|things|changes|fixes|additions|options|areas|topics|projects|ideas)|(?<!\p{L})(?:like|such as|including))\s?[:：]$/iu.test(
    text,
  );
}

/** A bullet over other bullets: a group of works, or a work with its parts. The first signal that speaks decides. */
function judgeParent(
  entry: Entry,
  text: string,
  nested: List[],
  context: EntryContext,
  hasReferences: Pointing,
): Verdict {
  const below = nested.flatMap((list) => list.entries);
  if (entry.checked !== null) return verdict('checkbox-over-parts');
  if (isBoardLink(entry.phrase)) return verdict('linked-board-over-list');
  if (hasReferences(entry.phrase)) return verdict('reference-over-parts');
  if (context.outlined) return verdict('numbered-over-parts');
  if (namesOnlyTime(text, 1) || namesNoWork(text.replace(/[:：]$/, ''))) return verdict('time-over-parts');
  if (isBold(entry.phrase) && !beginsWithVerb(text))
    return context.amongBoldLeaves ? verdict('bold-name-among-leaves') : verdict('bold-name-over-list');
  if (announcesWorks(text)) return verdict('announces-works');
  if (/[.。]$/.test(text)) return verdict('sentence-over-parts');
  if (beginsWithVerb(text) || beginsWithDeed(text)) return verdict('verb-over-parts');
  const trackedBelow = below.some((child) => child.checked !== null || hasReferences(child.phrase));
  if (isShortName(text))
    return context.amongWorks && countWords(text) >= 2
      ? verdict('short-name-among-works')
      : verdict('short-name-over-list');
  if (trackedBelow && countWords(text) <= 7) return verdict('name-over-tracked');
  if (isWholly(entry.phrase, (piece) => piece.link !== null)) return verdict('linked-over-parts');
  return verdict('words-over-parts');
}
