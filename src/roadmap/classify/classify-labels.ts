import type { SectionBlock } from '../markdown/blocks.ts';
import { squeeze } from '../words.ts';
import { signalLeavingOut } from './classify-headings.ts';
import { isDetailLabel, labelKey } from './field-words.ts';
import { verdict } from './reasons.ts';
import type { Verdict } from './reasons.ts';
import { LEADS_TO_REFERENCES, leadsToOthers } from './section-words.ts';

/** A line that ends with a colon, over a list. */
export function judgeLabel(section: SectionBlock): Verdict {
  const title = squeeze(section.phrase.text);
  const leftOut = signalLeavingOut(title.replace(/[:：]$/, ''));
  if (leftOut !== null) return verdict(leftOut);
  if (isDetailLabel(labelKey(title))) return verdict('details-list');
  if (LEADS_TO_REFERENCES.test(title)) return verdict('references-list');
  if (leadsToOthers(title)) return verdict('other-list');
  return verdict('label-over-list');
}
