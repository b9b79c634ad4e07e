import type { SectionBlock } from '../markdown/blocks.ts';
import { squeeze } from '../words.ts';
import { namesNoWork } from './classify-headings.ts';
import { hasCheckboxes, holdsWorks } from './section-shape.ts';
import { isStage } from './stages.ts';

/** The words that lead in to the first list of works. */
export function leadOf(section: SectionBlock): string {
  const list = section.content.find((part) => part.type === 'list' && holdsWorks(part));
  return list?.type === 'list' && list.leadIn !== null ? squeeze(list.leadIn.text) : '';
}

/** `… allows the following use cases:`, `The most notable problems:`: the list tells more of the work above. */
export function explains(lead: string): boolean {
  return /(?<!\p{L})(?:use[ -]cases|scenarios|benefits|advantages|reasons|motivations?|questions|criteria|challenges|drawbacks|trade-?offs|considerations|problems|pain points)\s?[:：]$/iu.test(
    lead,
  );
}

/** An English sentence that speaks of nothing to be done, as `We will add:` and `The following features are missing:` do. */
export function tellsMore(lead: string): boolean {
  return (
    /\b(?:the|a|an|of|is|are|was|has|and|to|in|on|for|with|it|our)\b/i.test(lead) && !ANNOUNCES.test(lead.slice(-120))
  );
}

const ANNOUNCES =
  /\b(?:will|shall|should|must|need(?:s|ed)?|have to|has to|to be|plan(?:s|ned|ning)?|want|going to|aims?|goals?|includ(?:e|es|ed|ing)|add(?:s|ed|ing)?|support(?:s|ed|ing)?|features?|improvements?|enhancements?|changes?|tasks?|items?|works?|working|milestones?|deliverables?|priorit\w{1,5}|focus\w{0,4}|following|these|steps?|ideas?|areas?|topics?|initiatives?)\b/i;

/** Prose, and below it one label over a plain list that speaks of nothing to be done: `Systems:`. */
export function isProseWithLabel({ content }: SectionBlock): boolean {
  const labels = content.filter((part) => part.type === 'section');
  const [label] = labels;
  if (label === undefined || labels.length > 1 || content[0]?.type !== 'paragraph') return false;
  const words = squeeze(label.phrase.text);
  if (label.form !== 'label' || !/^[\x20-\x7E’]+$/.test(words)) return false;
  return !ANNOUNCES.test(words) && !isStage(words) && !namesNoWork(words.replace(/:$/, '')) && !hasCheckboxes(label);
}
