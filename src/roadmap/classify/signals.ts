import type { Block, Entry, List } from '../markdown/blocks.ts';
import { isWholly } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { isFieldLabel, leadingLabel } from './field-words.ts';
import { TO_READER, VERBS } from './section-words.ts';
import { countWords, squeeze } from '../words.ts';
import { remembered } from '../remembered.ts';

/** Small facts about pieces of a roadmap that the classifier weighs. Each is true or false for reasons a person can see. */

/** Only an address, with no word of its own: `https://github.com/example-org/lantern`. */
export function isBareAddress(phrase: Phrase): boolean {
  const text = phrase.text.trim();
  if (/^https?:\/\/\S+$/.test(text)) return true;
  return text !== '' && isWholly(phrase, (piece) => piece.link !== null && piece.link.url === piece.text);
}

/** Wholly one link into the same file: `[Goals](#goals)`. */
export function isAnchorLink(phrase: Phrase): boolean {
  return (
    phrase.links.length > 0 &&
    phrase.links.every((link) => link.url.startsWith('#')) &&
    isWholly(phrase, (piece) => piece.link !== null)
  );
}

/** A link whose label only says what kind of thing it leads to: `[Project Tracker](…)`, `[RFC](…)`. */
export function isPointer(phrase: Phrase): boolean {
  const isLink = phrase.links.length === 1 && isWholly(phrase, (piece) => piece.link !== null);
  if (isLink && BOARD.test(phrase.text.trim()) && /\/projects\/\d+/.test(phrase.links[0]?.url ?? '')) return true;
  return (
    isLink &&
    /^(?:(?:project|roadmap|release|tracking|github|current|full|see|the) )*(?:trackers?|boards?|issues?|milestones?|epics?|rfcs?|proposals?|designs?|design docs?|docs?|documentation|prs?|pull requests?|links?|here|details|more info|discussions?|projects?|list|view)$/i.test(
      phrase.text.trim(),
    )
  );
}

/** The name of a board, whatever board it is: `Lantern github board`. */
const BOARD = /\b(?:boards?|trackers?|kanban)$/i;

/** Wholly bold. */
export function isBold(phrase: Phrase): boolean {
  return isWholly(phrase, (piece) => piece.strong);
}

/** What a work hangs on, without a colon: `Depends on #12`. */
const HANGS_ON =
  /^\s*(?:depends on|blocked by|tracked (?:in|by)|hängt ab von|dépend de|depende de|зависит от|依赖于?)\s*[\p{L}#]/iu;

/** `Priority: High`, `Verify: …`: a field of the work above it, or a remark. The word alone (`Examples`) is none. */
export function isField(phrase: Phrase): boolean {
  if (phrase.inCard === true) return true;
  if (/[:：]/.test(phrase.text.slice(0, 60)) && isFieldLabel(leadingLabel(phrase.text))) return true;
  return HANGS_ON.test(phrase.text) && countWords(phrase.text) <= 8;
}

/** `Success Criteria`, `Source repositories`: the word alone, for what stands under it. */
export function isFieldName(phrase: Phrase): boolean {
  return isFieldLabel(leadingLabel(phrase.text));
}

/** Begins with a verb of `VERBS`, as the name of a piece of work does. */
export function beginsWithVerb(text: string): boolean {
  const word = /^[^\p{L}]*(\p{L}+)/u.exec(text)?.[1]?.toLowerCase();
  if (word === undefined) return false;
  return VERBS.has(word) || /^(?:支持|提供|增强|优化|新增|重构|升级|更新|改进|实现|添加|完善|提高)/.test(text.trim());
}

/** Talks to the reader, or about the document: `Please open an issue`, `If you need …`, `See the notes for details`. */
export const isRemark = remembered(judgeRemark);

function judgeRemark(text: string): boolean {
  const words = text.trim().replace(/^[\p{Extended_Pictographic}\uFE0F\s]+/u, '');
  return (
    /^(?:\.{2,}|…|please(?![\w-])|if you|if we|you can|you may|we (?:welcome|are|have|want|would|hope|expect|believe|also want)|see (?:also|the|our|\[|v?\d)|for (?:more|details|further|the latest)|join(?:ing)?\s+(?:us|our|the\s+(?:discussions?|conversation|community|chat|slack|mailing|meetings?|calls?))\b|already signed|have an? (?:idea|question)|thanks?(?:\s+(?:you|to|for|all))\b|note that|\(?optional\)?$|more details|details to be|at the time|to be determined|tbd$|n\/?a$|none$|estimated (?:project )?completion|\.{3}$|…$|and (?:more|many)|etc\.?$|forward facing|work in progress$|coming soon)/i.test(
      words,
    ) ||
    TO_READER.test(words) ||
    THANKS.test(words) ||
    asks(words)
  );
}

/** `thanks to @ada`, `thanks first-time contributor @ada!` */
const THANKS = /^\s*thanks?,? .{0,60}@/i;

/** Speaks to the reader outright, so that even a reference in it is no work: `Please tell us in #12`. */
export function addressesReader(text: string): boolean {
  if (TO_READER.test(text.trim()) || THANKS.test(text)) return true;
  return /^(?:please(?![\w-])|if you|you can|you may|join(?:ing)?\s+(?:us|our|the\s+(?:discussions?|conversation|community|chat|slack|mailing|meetings?|calls?))\b|thanks?(?:\s+(?:you|to|for|all))\b|have an? (?:idea|question)|we welcome)/i.test(
    text.trim(),
  );
}

/** A paragraph that sends the reader away, or speaks about the page: `See the board`, `This section lists …`. */
export function pointsElsewhere(text: string): boolean {
  const words = text.trim();
  return (
    addressesReader(words) ||
    /^(?:see|visit|refer to|check(?: out)?|for (?:more|details|further|the (?:latest|current))|this (?:section|page|document|list)|the following|below|(?:all|our|the) (?:issues|roadmap|milestones|items)\b.{0,40}\b(?:is|are|can be|live))\b/i.test(
      words,
    )
  );
}

/** A sentence that asks. A question mark alone is not enough: `wtf: what is the failure?` names a work. */
export function isQuestion(phrase: Phrase): boolean {
  return asks(phrase.text.trim());
}

/** Words that ask, where questions need not begin with them. */
const ASKING =
  /如何|什么|什麼|怎[么麼样樣]|谁|誰|哪|是否|多久|多少|为何|為何|吗[?？]|嗎[?？]|なぜ|どう|どの|何を|いつ|か[?？]|어떻게|무엇|왜|까[?？]|как|почему|зачем|какие|какой|нужно ли/iu;

function asks(words: string): boolean {
  if (!/[?？]$/.test(words)) return false;
  return (
    ASKING.test(words) ||
    /^(?:what|why|how|who|when|where|which|can|could|does|do|is|are|should|would|will)\b/i.test(words)
  );
}

/** The lists nested under an entry. */
export function listsUnder(blocks: readonly Block[]): List[] {
  return blocks.filter((block): block is List => block.type === 'list');
}

/** Every entry of a list, nested ones too, in order. */
export function allEntries(list: List): Entry[] {
  const entries: Entry[] = [];
  const visit = (part: List): void => {
    for (const entry of part.entries) {
      entries.push(entry);
      for (const block of entry.blocks) if (block.type === 'list') visit(block);
    }
  };
  visit(list);
  return entries;
}

/** Short enough to be a name and no more. */
export function isShortName(text: string): boolean {
  return countWords(text) <= 4 && !/[.!?。]$/.test(squeeze(text));
}
