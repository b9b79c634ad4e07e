import { foldWords } from '../words.ts';
import { remembered } from '../remembered.ts';

/** Words before a heading's own that add nothing: "Our vision", "The roadmap", "Explicit non-goals". */
const BEFORE: ReadonlySet<string> = new Set(
  (
    'our the this your its project projects explicit explicitly deliberate recommended some a an ' +
    'unsere unser der die das notre nos le la les el los las nuestra nuestro nuestros nosso nossa nossos o os as il lo gli i ' +
    'onze ons de het наши наш наша'
  ).split(' '),
);

/**
 * The words of a heading for looking them up: folded, without emoji, punctuation and
 * numbering. `## 3. 🎯 Our Vision & Mission:` gives `our vision and mission`; '' where no word is left.
 */
export function headingKey(title: string): string {
  const plain = foldWords(title)
    .replaceAll(/['’`*_]/g, '')
    .replaceAll(/\s[&+]\s/g, ' and ')
    .replace(/^[^\p{L}\p{N}]+/u, '')
    .replace(/^(?:\d{1,3}(?:\.\d{1,3}){0,4}|[a-z]|[ivx]{1,5})[.)]?\s+(?=\S)/, (number) =>
      /[\d.)]/.test(number) ? '' : number,
    );
  return plain
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')
    .join(' ');
}

/** The spellings under which a heading is looked up: as it is, without what stands in brackets, without `BEFORE`. */
export const headingKeys = remembered(spellKeys);

function spellKeys(title: string): readonly string[] {
  const bare = title.replaceAll(/[([（【][^()[\]（）【】]{0,200}[)\]）】]/g, ' ');
  const keys = [headingKey(title), headingKey(bare)];
  return [...new Set([...keys, ...keys.map(withoutBefore)])].filter((key) => key !== '');
}

function withoutBefore(key: string): string {
  const words = key.split(' ');
  while (words.length > 1 && BEFORE.has(words[0] ?? '')) words.shift();
  return words.join(' ').replace(BEFORE_UNSPACED, '');
}

/** The same where words have no space between them: "現在のブロッカー", "我们的原则". */
const BEFORE_UNSPACED =
  /^(?:現在の|主な|私たちの|本?プロジェクトの|我们的?|我們的?|当前的?|目前的?|主要的?|本项目的?)(?=\p{L}{2})/u;
