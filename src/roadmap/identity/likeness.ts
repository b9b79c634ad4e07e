import { editDistance } from '../words.ts';
import type { Subject } from './subject.ts';
import { titleWords } from './title-words.ts';
import type { TitleWord } from './title-words.ts';

/** The words of a text, ready to be compared. */
export interface Wording {
  words: readonly TitleWord[];
  known: ReadonlySet<string>;
  /** Weight of all words. */
  weight: number;
}

export function wordingOf(words: readonly TitleWord[]): Wording {
  return { words, known: new Set(words.map(({ word }) => word)), weight: sum(words) };
}

/** In how many titles a word may stand before it says less. */
const RARE = 2;
/** One letter makes another word of a shorter one: `block`, `clock`. */
const LONG_ENOUGH_TO_MISSPELL = 6;
/** No word is longer than this, and comparing letters takes the square of it. */
const TOO_LONG_TO_MISSPELL = 30;
/** A title that differs in more words was not merely misspelt. */
const MOST_MISSPELT = 4;

/**
 * The words of every title in two readings, weighed. A word that many titles have tells them apart less: `Ceph` in a
 * roadmap of Ceph. Numbers keep their weight.
 */
export function titleWordings(before: readonly Subject[], after: readonly Subject[]): Map<Subject, Wording> {
  const words = new Map<Subject, TitleWord[]>();
  const [inBefore, inAfter] = [before, after].map((side) => {
    const counts = new Map<string, number>();
    for (const subject of side) {
      const said = titleWords(subject.item.title);
      words.set(subject, said);
      for (const { word } of said) counts.set(word, (counts.get(word) ?? 0) + 1);
    }
    return counts;
  });
  const weigh = (said: TitleWord): TitleWord => {
    const titles = Math.max(inBefore?.get(said.word) ?? 0, inAfter?.get(said.word) ?? 0);
    if (said.isNumber || titles <= RARE) return said;
    return { ...said, weight: Math.ceil(said.weight * Math.sqrt(RARE / titles)) };
  };
  return new Map([...words].map(([subject, said]) => [subject, wordingOf(said.map(weigh))]));
}

export interface Likeness {
  /** Weight of the shared words over that of all, 0–1000. */
  points: number;
  /** Each names a number that the other does not: `Kubernetes 1.22` and `1.23`. */
  numbersDiffer: boolean;
  /** Weight of the words that both begin with, numbers left out. */
  beginning: number;
}

export function likenessOf(one: Wording, other: Wording): Likeness {
  const all = one.weight + other.weight;
  if (all === 0) return { points: 0, numbersDiffer: false, beginning: 0 };
  const [restOfOne, restOfOther] = [rest(one, other), rest(other, one)];
  const different = sum(otherWords(restOfOne, restOfOther)) + sum(otherWords(restOfOther, restOfOne));
  const numbersDiffer = [restOfOne, restOfOther].every((words) => words.some(({ isNumber }) => isNumber));
  const points = Math.floor((1000 * (all - different)) / all);
  return { points, numbersDiffer, beginning: sum(beginningOf(one.words, other.words)) };
}

const rest = ({ words }: Wording, { known }: Wording): TitleWord[] => words.filter(({ word }) => !known.has(word));

function beginningOf(one: readonly TitleWord[], other: readonly TitleWord[]): TitleWord[] {
  const end = one.findIndex(({ word }, at) => word !== other[at]?.word);
  return (end === -1 ? one : one.slice(0, end)).filter(({ isNumber }) => !isNumber);
}

const sum = (words: readonly TitleWord[]): number => words.reduce((total, { weight }) => total + weight, 0);

/** The words that are not merely the other side's, spelt a little differently. */
function otherWords(words: readonly TitleWord[], others: readonly TitleWord[]): TitleWord[] {
  if (Math.max(words.length, others.length) > MOST_MISSPELT) return [...words];
  return words.filter((said) => !canBeMisspelt(said) || !others.some((other) => isSpelling(said, other)));
}

const canBeMisspelt = ({ word }: TitleWord): boolean =>
  word.length >= LONG_ENOUGH_TO_MISSPELL && word.length <= TOO_LONG_TO_MISSPELL && !/\d/.test(word);

/** Hardly anybody mistypes the first letter; asking for it spares most comparisons. */
function isSpelling({ word: one }: TitleWord, other: TitleWord): boolean {
  const { word } = other;
  const limit = Math.min(one.length, word.length) >= 9 ? 2 : 1;
  if (one[0] !== word[0] || Math.abs(one.length - word.length) > limit) return false;
  return canBeMisspelt(other) && editDistance(one, word, limit) <= limit;
}
