import { isWholly } from '../markdown/phrase.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { findReleases } from '../target/release.ts';
import { isDetailLabel, isFieldLabel, leadingLabel } from './field-words.ts';
import { findTimeframes } from '../target/timeframe.ts';
import { countWords, squeeze } from '../words.ts';

/**
 * Whether a paragraph works as a heading: 'bold' for `**Lifecycle Management**` or `_0.1_ - Completed - 2018/04/20`, which
 * head all that follows; 'label' for `Delivered in 0.23.11:` or `Tasks`, which head the list or table right after them.
 * `next` is the kind of Markdown node after the paragraph, null at the end.
 */
export function leadForm(phrase: Phrase, next: string | null): 'bold' | 'label' | null {
  const text = squeeze(phrase.text);
  if (text === '' || text.length > 160) return null;
  // `Status: alpha`, `**Documents:**`: about the work above, not the name of what follows.
  const headsList = next === 'list' || next === 'table';
  const label = leadingLabel(text);
  if (isFieldLabel(label) && !/^(?:goals?|tasks?)$/i.test(text))
    return headsList && isDetailLabel(label) && isAlone(text) ? 'label' : null;
  if (isBoldLead(phrase, text)) return 'bold';
  if (!headsList) return isMilestoneLine(phrase, text, next) ? 'bold' : null;
  if (isMilestoneLine(phrase, text, next)) return 'bold';
  const words = countWords(text);
  if (
    /[:：]$/.test(text) &&
    words <= 6 &&
    !/^(?:and|or|as part|to do so|that means|this means|things like|what else)\b/i.test(text)
  )
    return 'label';
  return words <= 3 && /^\p{Lu}[\p{L} -]*$/u.test(text) ? 'label' : null;
}

/** A label without a value behind it. */
function isAlone(text: string): boolean {
  return !/[:：]\s*\S/.test(text);
}

function isBoldLead(phrase: Phrase, text: string): boolean {
  if (!isWholly(phrase, (piece) => piece.strong)) return false;
  return !/[.!?;,。]$/.test(text) && countWords(text) <= 14;
}

/** A short line led by an emphasised release or time: `_1.0-rc1_ - Completed - 2019/09/19`, `_Future_`. */
function isMilestoneLine(phrase: Phrase, text: string, next: string | null): boolean {
  const first = phrase.pieces.find((piece) => piece.text.trim() !== '');
  if (first === undefined || !(first.emphasis || first.strong) || countWords(text) > 8) return false;
  if (isWholly(phrase, (piece) => piece.emphasis)) {
    return next === 'list' && !/[.!?;,。]$/.test(text) && !/^last updated/i.test(text);
  }
  if (/^last updated|^updated/i.test(text) || /[.!?]$/.test(text)) return false;
  const rest = text.slice(squeeze(first.text).length);
  const aside = /^\s*[-–—|(]/.test(rest);
  return (
    aside &&
    (findReleases(text, true).length > 0 || findTimeframes(text, { notBefore: '2000-01-01', year: null }).length > 0)
  );
}
