import type { Paragraph, SectionBlock } from '../markdown/blocks.ts';
import { statusOfSection } from '../status/status.ts';
import { countWords, squeeze } from '../words.ts';
import { headingWords, namesNoWork, signalLeavingOut } from './classify-headings.ts';
import { judgeLabel } from './classify-labels.ts';
import type { Pointing } from './classify.ts';
import { isMarked } from './evidence.ts';
import { explains, isProseWithLabel, leadOf, tellsMore } from './explaining-leads.ts';
import { NO_PEERS } from './peers.ts';
import type { Peers } from './peers.ts';
import { verdict } from './reasons.ts';
import type { Verdict } from './reasons.ts';
import { hasCheckboxes, shapeOf } from './section-shape.ts';
import type { Shape } from './section-shape.ts';
import { allEntries, beginsWithVerb, pointsElsewhere } from './signals.ts';
import { isStage } from './stages.ts';
import { statedStatus } from './stated-lines.ts';
import { isOverDeliverables, isWorkWithStatus } from './work-with-status.ts';

/** A heading or bold lead. `isTitle`: the heading that names the document. */
export function judgeSection(
  section: SectionBlock,
  peersByLevel: ReadonlyMap<number, Peers>,
  isTitle: boolean,
  hasReferences: Pointing,
): Verdict {
  const title = squeeze(headingWords(section));
  if (isTitle) return verdict('document-title');
  const leftOut = signalLeavingOut(title);
  if (leftOut !== null && !(leftOut === 'links-heading' && holdsNoLinks(section))) return verdict(leftOut);
  if (section.form === 'label') return judgeLabel(section);
  const shape = shapeOf(section, hasReferences);
  if (isWorkWithStatus(section, title, hasReferences)) return verdict('heading-with-status');
  if (shape === 'parent') return verdict('over-headings');
  if (namesNoWork(title)) return verdict('names-no-work');
  const peers = peersByLevel.get(section.level) ?? NO_PEERS;
  return section.form === 'bold' ? judgeBold(shape, peers, title) : judgeLeaf(section, shape, peers, hasReferences);
}

/** Lists of what is to be done, without any link: "Documents" is then what the works are about. */
function holdsNoLinks(section: SectionBlock): boolean {
  const lists = section.content.filter((part) => part.type === 'list');
  const entries = lists.flatMap(allEntries);
  return (
    entries.length >= 2 &&
    lists.length === section.content.length &&
    entries.every(({ phrase }) => phrase.links.length === 0 && beginsWithVerb(phrase.text))
  );
}

function judgeBold(shape: Shape, peers: Peers, title: string): Verdict {
  if (shape === 'prose' && peers.prose >= 2) return verdict('bold-with-prose');
  // A mark before it says how far it is, and prose what it is: `<summary>⏳ Types that lie</summary>`.
  if ((shape === 'mixed' || shape === 'led') && isMarked(title) && !isStage(title) && statusOfSection(title) === null)
    return verdict('heading-with-status');
  return verdict('bold-over-parts');
}

function judgeLeaf(section: SectionBlock, shape: Shape, peers: Peers, hasReferences: Pointing): Verdict {
  if (isNumberedGoal(section)) return verdict('numbered-goal');
  const mostlyProse = peers.prose > peers.works;
  switch (shape) {
    case 'prose':
      return opensWithRemark(section) ? verdict('points-elsewhere') : verdict('prose-about-one-work');
    case 'fields':
      return verdict('heading-with-fields');
    case 'code':
      return verdict('only-code');
    case 'entries':
      return verdict('heading-over-list');
    case 'others':
      return verdict('other-list');
    case 'empty':
      if (hasReferences(section.phrase)) return verdict('heading-with-reference');
      return peers.works === 0 && peers.empty + peers.prose >= 2
        ? verdict('bare-among-works')
        : verdict('empty-heading');
    case 'led':
      if (explains(leadOf(section)) || (mostlyProse && tellsMore(leadOf(section)) && !hasCheckboxes(section)))
        return verdict('explained-by-both');
      return mostlyProse && paragraphsOf(section) >= 4 ? verdict('much-prose') : verdict('leads-in-to-works');
    case 'works':
      if (section.content.some((part) => part.type === 'table')) return verdict('heading-over-table');
      if (mostlyProse && isProseWithLabel(section)) return verdict('explained-by-both');
      return mostlyProse && hasBullets(section) && !hasCheckboxes(section) && !areAllToDo(section)
        ? verdict('explained-by-bullets')
        : verdict('heading-over-list');
    case 'mixed': {
      const stated = statedStatus(section);
      if (stated !== null && isOverDeliverables(section, stated)) return verdict('heading-over-list');
      if (stated !== null && !hasCheckboxes(section) && !isStage(section.phrase.text))
        return verdict('heading-with-status');
      return mostlyProse ? verdict('explained-by-both') : verdict('heading-over-list');
    }
    default:
      return verdict('over-headings');
  }
}

/** Each bullet begins with a verb: works themselves, not words about the one above. */
function areAllToDo(section: SectionBlock): boolean {
  const lists = section.content.filter((part) => part.type === 'list');
  return lists.every(
    ({ entries }) => entries.length >= 2 && entries.every(({ phrase }) => beginsWithVerb(phrase.text)),
  );
}

function paragraphsOf(section: SectionBlock): number {
  return section.content.filter((part) => part.type === 'paragraph').length;
}

/** `Phase 1 Goal 2: Develop a model together`: a sentence of what is to be done, not the name of a group. */
function isNumberedGoal(section: SectionBlock): boolean {
  const { text } = section.phrase;
  const match = /\b(?:goal|objective|task|deliverable|work item)\s*#?\d{1,2}\s*[:–—]/i.exec(text);
  return match !== null && countWords(text.slice(match.index + match[0].length)) >= 5;
}

function hasBullets(section: SectionBlock): boolean {
  return section.content.some((part) => part.type === 'list');
}

function opensWithRemark(section: SectionBlock): boolean {
  const first = section.content.find((part): part is Paragraph => part.type === 'paragraph');
  return (
    first !== undefined &&
    pointsElsewhere(first.phrase.text) &&
    section.content.filter((part) => part.type === 'paragraph').length === 1
  );
}
