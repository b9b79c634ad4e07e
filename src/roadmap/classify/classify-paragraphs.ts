import type { Block, Paragraph, SectionBlock } from '../markdown/blocks.ts';
import { reasonLeftOut } from './classify-headings.ts';
import type { Pointing } from './classify.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { FIELD } from './section-words.ts';
import { isBareAddress, isRemark } from './signals.ts';
import { countWords, squeeze } from '../words.ts';

/** Which paragraphs of a section stand as entries of their own: a run of bold leads, or of lines that each have a reference. */
export function paragraphEntries(
  content: readonly (Block | SectionBlock)[],
  hasReferences: Pointing,
): Map<Paragraph, string> {
  const paragraphs = content.filter((part): part is Paragraph => part.type === 'paragraph');
  const entries = new Map<Paragraph, string>();
  const led = paragraphs.filter((paragraph) => hasBoldLead(paragraph.phrase));
  if (led.length >= 2)
    for (const paragraph of led) entries.set(paragraph, 'a paragraph with a bold lead, in a run of such');
  const lines = paragraphs.filter((paragraph) => isReferenceLine(paragraph, hasReferences));
  if (lines.length >= 2 && lines.length >= paragraphs.length / 2) {
    for (const paragraph of lines) entries.set(paragraph, 'a line with a reference, in a run of such');
  }
  return entries;
}

function hasBoldLead(phrase: Phrase): boolean {
  const first = phrase.pieces.find((piece) => piece.text.trim() !== '');
  if (first === undefined || !first.strong || first.at > 2) return false;
  const lead = squeeze(first.text);
  if (
    lead.length < 4 ||
    FIELD.test(lead.endsWith(':') ? lead : `${lead}:`) ||
    reasonLeftOut(lead) !== null ||
    isRemark(lead)
  )
    return false;
  return (
    /[.:,]$/.test(lead) ||
    /^\s*(?:[:.,–—(-])/.test(phrase.text.slice(first.at + first.text.length)) ||
    countWords(lead) >= 3
  );
}

function isReferenceLine(paragraph: Paragraph, hasReferences: Pointing): boolean {
  const text = squeeze(paragraph.phrase.text);
  if (text.length > 320 || isRemark(text) || FIELD.test(text) || !hasReferences(paragraph.phrase)) return false;
  return (
    !isBareAddress(paragraph.phrase) &&
    /(?:#\d+|\/\d+|\d\))[)\].]*$/.test(text) &&
    paragraph.phrase.newlines.length <= 1
  );
}
