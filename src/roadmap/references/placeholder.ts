import { remembered } from '../remembered.ts';

/** A stretch of a text that says that a reference is still to come. */
export interface Blank {
  from: number;
  to: number;
}

/** The vocabulary of roadmaps for what is still to come: "tbd" and "todo" are what people write there. */
const TO_COME =
  '(?:coming soon|to (?:be )?(?:come|follow|created|added|opened|filed|determined|defined|done)|tbd|tba|tbc|todo|(?:pending|needed|missing)(?=\\s*(?:$|[)\\].,;:|]))|not (?:yet )?(?:created|opened|filed)|will be (?:created|opened|filed))';

/** Wherever they stand, these speak of an issue that does not exist yet. */
const ANYWHERE = new RegExp(
  [
    `\\b(?:tracking |github )?(?:issue|ticket|epic|pr|pull request)(?:\\(s\\)|s)?\\s*(?:[:=-]\\s*|is |are )?${TO_COME}(?![\\p{L}\\p{N}])`,
    `\\bno (?:tracking |github )?(?:issue|ticket) yet\\b`,
    `\\b(?:create|open|file|add|needs?) (?:an? |the )?(?:tracking |github )?(?:issue|ticket)(?: (?:here|later|for this))?(?=\\s*(?:[)\\].]|$))`,
    `(?<![\\p{L}\\p{N}])#(?:todo|tbd|tba|tbc|xxx+|nnn+|\\?{1,3}|_{2,4})(?![\\p{L}\\p{N}])`,
  ].join('|'),
  'iu',
);

/** One of these is in all that `ANYWHERE` finds. Most texts have none, and asking is much cheaper than searching. */
const MAY_BE_BLANK = /issue|ticket|epic|\bpr|pull r|#[txn?_]/iu;

/** In an issue column, or behind `Issue:`, less will do. */
const IN_PLACE = new RegExp(
  `^(?:${TO_COME}|coming|soon|\\?{1,5}|#\\??|#?(?:xxx+|nnn+)|none yet|not yet|create issue|open issue|未定)$`,
  'iu',
);

/** Where prose about an item says that its issue is still to come; null when it does not. */
export const findBlank = remembered(searchBlank);

function searchBlank(text: string): Blank | null {
  if (!MAY_BE_BLANK.test(text)) return null;
  const match = ANYWHERE.exec(text);
  return match === null ? null : { from: match.index, to: match.index + match[0].length };
}

/** Where a cell of an issue column, or the value of an `Issue:` line, says so. */
export function findBlankInPlace(text: string): Blank | null {
  const from = text.length - text.trimStart().length;
  const to = text.trimEnd().length;
  const bare = text
    .slice(from, to)
    .replaceAll(/[()[\]*_`.]/g, '')
    .trim();
  if (IN_PLACE.test(bare)) return { from, to };
  return findBlank(text);
}
