/** The words of a title and how much each says about which work it is, as whole numbers so that sums never round. */

/** Words that titles of different works share: they say little. Stems, as `stem` gives them. */
const BOILERPLATE = new Set(
  'support add improv improvement enabl implement implementation allow provid introduc mak creat updat new better initial full us more featur ability abl additional further continu enhanc enhancement work basic'.split(
    ' ',
  ),
);
/** Words that say next to nothing; kept so that a title made only of them still has words. */
const PARTICLES = new Set(
  'a an the of for to and or in on with by as at from is are be been that it its this via into when which so all any we our'.split(
    ' ',
  ),
);

const WEIGHT = { word: 100, boilerplate: 30, particle: 8, number: 250, pair: 60 } as const;
/** What comes later, or in brackets, is detail. */
const FULL_WEIGHT_WORDS = 8;
/** No title needs more to be known; a hostile one may have thousands. */
const MOST_WORDS = 40;

const DENSE = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}\p{Script=Hangul}]/u;
const NUMBER = /^v?\d+(?:\.\d+)*$/;

export interface TitleWord {
  word: string;
  weight: number;
  isNumber: boolean;
}

/**
 * The words of a title, each once, in order: stems in lower case, `VolumeSnapshot` as two words, `v1.2` as the number
 * `1.2`, pairs of characters where a script puts no spaces.
 */
export function titleWords(title: string): TitleWord[] {
  const found = new Map<string, TitleWord>();
  let depth = 0;
  let full = 0;
  for (const [token] of separateWords(title).matchAll(/[()[\]（）]|[\p{L}\p{M}\p{N}.]+/gu)) {
    if (/[([（]/.test(token)) depth += 1;
    else if (/[)\]）]/.test(token)) depth = Math.max(0, depth - 1);
    else {
      const isDetail = depth > 0 || full >= FULL_WEIGHT_WORDS;
      for (const said of wordsIn(token)) {
        if (found.has(said.word)) continue;
        if (said.weight >= WEIGHT.pair) full += 1;
        found.set(said.word, isDetail ? { ...said, weight: Math.ceil(said.weight / 2) } : said);
      }
      if (found.size >= MOST_WORDS) break;
    }
  }
  return [...found.values()];
}

/** `VolumeSnapshot` is two words; `gRPC`, `KServe` and `OSDs` are one. */
const separateWords = (title: string): string =>
  title
    .slice(0, 4000)
    .normalize('NFKC')
    .replaceAll(/(\p{Ll}{2})(\p{Lu})/gu, '$1 $2')
    .toLowerCase();

/** A dot belongs to a number, `1.2`, and parts words: `site.example`. */
function wordsIn(token: string): TitleWord[] {
  const bare = token.replace(/\.$/, '');
  if (NUMBER.test(bare)) return [numberOf(bare)];
  return bare
    .split('.')
    .filter((part) => part !== '')
    .flatMap(wordsOfPart);
}

function wordsOfPart(part: string): TitleWord[] {
  if (NUMBER.test(part)) return [numberOf(part)];
  if (DENSE.test(part)) return pairsIn(part);
  const word = stem(part);
  return [{ word, weight: weightOf(word), isNumber: false }];
}

const numberOf = (said: string): TitleWord => ({
  word: said.replace(/^v/, ''),
  weight: WEIGHT.number,
  isNumber: true,
});

function weightOf(word: string): number {
  if (PARTICLES.has(word)) return WEIGHT.particle;
  return BOILERPLATE.has(word) ? WEIGHT.boilerplate : WEIGHT.word;
}

function pairsIn(token: string): TitleWord[] {
  const characters = Array.from(token);
  const pairs = characters.slice(1).map((character, at) => `${characters[at] ?? ''}${character}`);
  return (pairs.length === 0 ? [token] : pairs).map((word) => ({ word, weight: WEIGHT.pair, isNumber: false }));
}

/** English endings off, so that `upgrade`, `upgrades`, `upgraded` and `upgrading` are one word. Other words stay mostly as they are. */
function stem(word: string): string {
  if (word.length < 4 || !/^[a-z]+$/.test(word)) return word;
  const singular = word.endsWith('ss') ? word : word.replace(/ies$/, 'y').replace(/s$/, '');
  const bare = singular.replace(/(?<=[a-z]{3})(?:ing|ed)$/, '');
  return bare.length > 3 ? bare.replace(/e$/, '') : bare;
}
