/** Who moved, and who follows: the one table by which every field of a card is decided. Plain values, no GitHub. */

/** What is known of one field of one card. */
export interface Standing {
  /** The card's value and the roadmap's word were seen side by side before, undisputed: there is a Base for this field. */
  isKnown: boolean;
  /** What the card is to show is another than at the Base: the roadmap was edited, or the issue closed or reopened. */
  wordChanged: boolean;
  /** The card shows another value than at the Base: somebody moved it. */
  cardChanged: boolean;
  /** `unclear`: a value of which nobody can tell what it stands for, such as a column called Blocked. */
  card: 'empty' | 'same' | 'other' | 'unclear';
  /** The roadmap (or the issue) says something that belongs into this field. */
  isSaid: boolean;
  /** The board can say it: there is an option of that name. */
  isWritable: boolean;
  /** The state says that what the card shows is wrong. */
  isContradicted: boolean;
}

/**
 * - `settled`: nobody disputes anything; the values as they are become the Base.
 * - `kept`: nothing to do, and the Base stays as it is.
 * - `write`: the card follows.
 * - `follow`: the roadmap follows the card, if people agree.
 * - `mismatch`: they differ, and nobody knows who is right: it is said.
 * - `against-issue`: the card was moved to what its issue denies: it is said.
 * - `conflict`: both were changed, differently: it is said.
 */
export type Verdict = 'settled' | 'kept' | 'write' | 'follow' | 'mismatch' | 'against-issue' | 'conflict';

/** Nothing is ever written over a person's move, nor over a value that was there before Milepost came. */
export function judge(standing: Standing): Verdict {
  if (!standing.isSaid) return withoutWord(standing);
  switch (standing.card) {
    case 'same':
      return 'settled';
    case 'empty':
      return intoEmpty(standing);
    case 'unclear':
      return overUnclear(standing);
    default:
      return overOther(standing);
  }
}

/** A roadmap that says nothing contradicts nobody, unless it has only just stopped saying it. */
function withoutWord({ isKnown, wordChanged, cardChanged, card }: Standing): Verdict {
  if (!isKnown || !cardChanged || card !== 'other') return 'settled';
  return wordChanged ? 'conflict' : 'follow';
}

/** What a person cleared stays so until there is something new to say. */
function intoEmpty({ isKnown, wordChanged, cardChanged, isWritable }: Standing): Verdict {
  if (isKnown && cardChanged) return wordChanged ? 'conflict' : 'settled';
  if (isKnown && !wordChanged) return 'settled';
  return isWritable ? 'write' : 'kept';
}

function overUnclear({ isKnown, wordChanged, cardChanged, isWritable }: Standing): Verdict {
  if (!isKnown || !wordChanged) return 'settled';
  if (cardChanged) return 'conflict';
  return isWritable ? 'write' : 'kept';
}

function overOther({ isKnown, wordChanged, cardChanged, isWritable, isContradicted }: Standing): Verdict {
  if (!isKnown) return 'mismatch';
  if (cardChanged && wordChanged) return 'conflict';
  if (cardChanged) return isContradicted ? 'against-issue' : 'follow';
  if (!wordChanged) return 'mismatch';
  return isWritable ? 'write' : 'kept';
}
