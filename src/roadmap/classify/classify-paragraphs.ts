import type { Block, Paragraph, SectionBlock } from '../markdown/blocks.ts';
import { signalLeavingOut } from './classify-headings.ts';
import type { Pointing } from './classify.ts';
import type { Signal } from './reasons.ts';
import type { Phrase } from '../markdown/phrase.ts';
import { isFieldLabel, leadingLabel } from './field-words.ts';
import { isBareAddress, isField, isRemark } from './signals.ts';
import { countWords, squeeze } from '../words.ts';

/** Which paragraphs of a section stand as entries of their own: a run of bold leads, or of lines that each have a reference. */
export function paragraphEntries(
  content: readonly (Block | SectionBlock)[],
  hasReferences: Pointing,
): Map<Paragraph, Signal> {
  const paragraphs = content.filter((part): part is Paragraph => part.type === 'paragraph');
  const entries = new Map<Paragraph, Signal>();
  const led = paragraphs.filter((paragraph) => hasBoldLead(paragraph.phrase));
  if (led.length >= 2) for (const paragraph of led) entries.set(paragraph, 'bold-lead-entry');
  const lines = paragraphs.filter((paragraph) => isReferenceLine(paragraph, hasReferences));
  if (lines.length >= 2 && lines.length >= paragraphs.length / 2) {
    for (const paragraph of lines) entries.set(paragraph, 'reference-line');
  }
  return entries;
}

function hasBoldLead(phrase: Phrase): boolean {
  const first = phrase.pieces.find((piece) => piece.text.trim() !== '');
  if (first === undefined || !first.strong || first.at > 2) return false;
  const lead = squeeze(first.text);
  if (
    lead.length < 4 ||
    phrase.inCard === true ||
    isFieldLabel(leadingLabel(lead)) ||
    signalLeavingOut(lead) !== null ||
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
  if (text.length > 320 || isRemark(text) || isField(paragraph.phrase) || !hasReferences(paragraph.phrase))
    return false;
  return (
    !isBareAddress(paragraph.phrase) &&
    /(?:#\d+|\/\d+|\d\))[)\].]*$/.test(text) &&
    paragraph.phrase.newlines.length <= 1
  );
}
