import type { Block, Paragraph, SectionBlock } from '../markdown/blocks.ts';
import { headingWords, namesNoWork, reasonLeftOut } from './classify-headings.ts';
import { judgeList } from './classify-lists.ts';
import { paragraphEntries } from './classify-paragraphs.ts';
import { fields, group, item, none } from './classify.ts';
import type { Pointing, Verdict } from './classify.ts';
import { LEADS_TO_OTHERS, LEADS_TO_REFERENCES } from './section-words.ts';
import { isField, pointsElsewhere } from './signals.ts';
import { isPropertyTable } from '../tables/table-columns.ts';
import { countWords, squeeze } from '../words.ts';

/** How the leaf headings of one level are written, counted over the file: people write like things alike. */
export interface Peers {
  /** Followed by prose or by fields. */
  prose: number;
  /** Followed by lists or tables of works. */
  works: number;
  /** Followed by nothing. */
  empty: number;
}

const NO_PEERS: Peers = { prose: 0, works: 0, empty: 0 };

/** Counts, for each heading level, how the leaf headings that could be items are written. */
export function peersOf(root: SectionBlock, hasReferences: Pointing): Map<number, Peers> {
  const peersByLevel = new Map<number, Peers>();
  const visit = (section: SectionBlock): void => {
    for (const child of section.content) {
      if (child.type !== 'section' || reasonLeftOut(child.phrase.text) !== null) continue;
      const shape = shapeOf(child, hasReferences);
      if (shape !== 'parent' && !namesNoWork(headingWords(child))) {
        const peers = { ...(peersByLevel.get(child.level) ?? NO_PEERS) };
        if (shape === 'prose' || shape === 'fields') peers.prose += 1;
        else if (shape === 'empty') peers.empty += 1;
        // Prose and bullets both: says nothing about what its peers are.
        else if (shape !== 'mixed') peers.works += 1;
        peersByLevel.set(child.level, peers);
      }
      visit(child);
    }
  };
  visit(root);
  return peersByLevel;
}

type Shape = 'parent' | 'works' | 'mixed' | 'led' | 'prose' | 'fields' | 'empty';

/**
 * What a section consists of: sub-sections ('parent'), works alone, prose and then works ('mixed'), prose that leads in to
 * works with a colon ('led'), prose or fields about one thing, or nothing.
 */
function shapeOf(section: SectionBlock, hasReferences: Pointing): Shape {
  const parts = section.content.filter((part) => part.type !== 'rule' && part.type !== 'html');
  if (parts.some((part) => part.type === 'section' && part.form !== 'label')) return 'parent';
  if (paragraphEntries(section.content, hasReferences).size > 0) return 'works';
  const works = parts.find((part) => holdsWorks(part));
  const prose = parts.some((part) => part.type === 'paragraph' || part.type === 'quote' || part.type === 'code');
  if (works !== undefined) {
    if (works.type === 'table' || works.type === 'section' || works.type === 'paragraph') return 'works';
    if (works.type === 'list' && works.leadIn !== null && !isField(works.leadIn)) return 'led';
    return prose && parts.indexOf(works) > 0 ? 'mixed' : 'works';
  }
  if (prose) return 'prose';
  return parts.length > 0 ? 'fields' : 'empty';
}

function holdsWorks(part: Block | SectionBlock): boolean {
  if (part.type === 'table') return !isPropertyTable(part);
  if (part.type === 'section') return judgeLabel(part).role === 'group' && part.content.some(holdsWorks);
  if (part.type === 'list') return judgeList(part, false).role === 'group';
  return false;
}

/** A heading or bold lead. `isTitle`: the heading that names the document. */
export function judgeSection(
  section: SectionBlock,
  peersByLevel: ReadonlyMap<number, Peers>,
  isTitle: boolean,
  hasReferences: Pointing,
): Verdict {
  const title = squeeze(headingWords(section));
  if (isTitle) return group('the title of the document');
  const leftOut = reasonLeftOut(title);
  if (leftOut !== null) return none(`the section ${leftOut}`);
  if (section.form === 'label') return judgeLabel(section);
  const shape = shapeOf(section, hasReferences);
  if (shape === 'parent') return group('a heading over other headings');
  if (namesNoWork(title)) return group('names a release, a time or a list, not a work');
  const peers = peersByLevel.get(section.level) ?? NO_PEERS;
  return section.form === 'bold' ? judgeBold(shape, peers) : judgeLeaf(section, shape, peers, hasReferences);
}

function judgeBold(shape: Shape, peers: Peers): Verdict {
  if (shape === 'prose' && peers.prose >= 2) return item('a bold lead followed by prose, one of several');
  return group('a bold lead over what follows');
}

function judgeLeaf(section: SectionBlock, shape: Shape, peers: Peers, hasReferences: Pointing): Verdict {
  if (isNumberedGoal(section)) return item('a numbered goal that says what is to be done');
  const mostlyProse = peers.prose > peers.works;
  switch (shape) {
    case 'prose':
      return opensWithRemark(section)
        ? none('only points elsewhere')
        : item('a heading followed by prose about one work');
    case 'fields':
      return item('a heading followed by its fields');
    case 'empty':
      if (hasReferences(section.phrase)) return item('a heading with a reference of its own');
      return peers.works === 0 && peers.empty + peers.prose >= 2
        ? item('a bare heading among headings that are works')
        : none('a heading with nothing under it');
    case 'led':
      return mostlyProse && paragraphsOf(section) >= 4
        ? item('a heading with much prose about it, as its peers have')
        : group('a heading whose prose leads in to a list of works');
    case 'works':
      if (section.content.some((part) => part.type === 'table')) return group('a heading over a table');
      return mostlyProse && hasBullets(section) && !hasCheckboxes(section)
        ? item('a heading explained by its bullets, as its peers are by prose')
        : group('a heading over a list');
    case 'mixed':
      if (statedStatus(section) !== null) return item('a heading with a status of its own');
      return mostlyProse
        ? item('a heading explained by prose and bullets, as its peers are')
        : group('a heading over a list');
    default:
      return group('a heading over other headings');
  }
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

function hasCheckboxes(section: SectionBlock): boolean {
  return section.content.some((part) => part.type === 'list' && part.entries.some((entry) => entry.checked !== null));
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

/** A `Status: …` line of the section's own, as the text after the colon; null without one. */
export function statedStatus(section: SectionBlock): string | null {
  for (const part of section.content) {
    if (part.type !== 'paragraph') continue;
    const match = /^(?:status|state)\s*[:：]\s*(.{1,80})/i.exec(part.phrase.text.trim());
    if (match?.[1] !== undefined) return match[1];
  }
  return null;
}

/** A line that ends with a colon, over a list. */
export function judgeLabel(section: SectionBlock): Verdict {
  const title = squeeze(section.phrase.text);
  const leftOut = reasonLeftOut(title.replace(/[:：]$/, ''));
  if (leftOut !== null) return none(`the list ${leftOut}`);
  if (LEADS_TO_REFERENCES.test(title)) return fields('a list of references for the work above');
  if (LEADS_TO_OTHERS.test(title)) return none('a list of something else than plans');
  return group('a line that heads a list');
}
