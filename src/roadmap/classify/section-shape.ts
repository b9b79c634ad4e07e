import type { Block, Paragraph, SectionBlock } from '../markdown/blocks.ts';
import { isPropertyTable } from '../tables/property-table.ts';
import { signalLeavingOut } from './classify-headings.ts';
import { judgeLabel } from './classify-labels.ts';
import { judgeList } from './classify-lists.ts';
import { paragraphEntries } from './classify-paragraphs.ts';
import type { Pointing } from './classify.ts';
import { isDetailLabel, isFieldLabel, labelKey } from './field-words.ts';
import type { Signal } from './reasons.ts';
import { isField } from './signals.ts';

export type Shape = 'parent' | 'works' | 'mixed' | 'led' | 'prose' | 'fields' | 'code' | 'entries' | 'others' | 'empty';

/**
 * What a section consists of: sub-sections ('parent'), works alone, prose and then works ('mixed'), prose that leads in to
 * works with a colon ('led'), prose or fields about one thing, only code or markup for a program, paragraphs
 * that are entries, lists of anything else than plans ('others'), or nothing.
 */
export function shapeOf(section: SectionBlock, hasReferences: Pointing): Shape {
  // Asked for once to compare headings with their peers, and once to judge each of them.
  const known = shapes.get(section);
  if (known !== undefined) return known;
  const shape = findShape(section, hasReferences);
  shapes.set(section, shape);
  return shape;
}

const shapes = new WeakMap<SectionBlock, Shape>();

function findShape(section: SectionBlock, hasReferences: Pointing): Shape {
  const parts = section.content.filter((part) => part.type !== 'rule' && part.type !== 'html');
  if (parts.some((part) => part.type === 'section' && part.form !== 'label' && !isDetailSection(part))) return 'parent';
  if (paragraphEntries(section.content, hasReferences).size > 0) return 'entries';
  const works = parts.find((part) => holdsWorks(part));
  const prose = parts.some((part) => (part.type === 'paragraph' && !isMarkup(part)) || part.type === 'quote');
  if (works !== undefined) {
    if (works.type === 'table' || works.type === 'section' || works.type === 'paragraph') return 'works';
    if (works.type === 'list' && works.leadIn !== null && !isField(works.leadIn)) return 'led';
    return prose && parts.indexOf(works) > 0 ? 'mixed' : 'works';
  }
  if (holdsOthers(parts)) return 'others';
  if (prose) return 'prose';
  if (parts.length === 0) return 'empty';
  return parts.every((part) => part.type === 'code' || part.type === 'paragraph') ? 'code' : 'fields';
}

/** Words for a program: a directive (`::read-more{…}`) or a template (`{% for … %}`). */
function isMarkup({ phrase }: Paragraph): boolean {
  return /^\s*(?:::|\{[%{])/.test(phrase.text);
}

/** A part of a section that only tells more of the work above: `**Acceptance criteria**`, `#### Risks`, `### Goal` over prose. */
export function isDetailSection(section: SectionBlock): boolean {
  const title = section.phrase.text;
  const key = labelKey(title);
  if (isDetailLabel(key)) return true;
  const signal = signalLeavingOut(title);
  if (signal !== null) return ABOUT_A_WORK.has(signal);
  return (
    isFieldLabel(key) && !section.content.some(holdsWorks) && section.content.every((part) => part.type !== 'section')
  );
}

const ABOUT_A_WORK: ReadonlySet<Signal> = new Set<Signal>(['success-criteria', 'problems-heading', 'names-exclusions']);

/** Lists of anything else than plans, and no words but what leads in to them. */
function holdsOthers(parts: readonly (Block | SectionBlock)[]): boolean {
  const isLed = parts.every((part) => part.type !== 'paragraph' || /[:：]\s*$/.test(part.phrase.text));
  const holders = parts.filter((part) => part.type !== 'paragraph');
  return isLed && holders.length > 0 && holders.every(isOther);
}

function isOther(part: Block | SectionBlock): boolean {
  if (part.type === 'section') return part.form === 'label' && judgeLabel(part).signal === 'other-list';
  return part.type === 'list' && OTHER_LISTS.has(judgeList(part, false).signal);
}

const OTHER_LISTS: ReadonlySet<Signal> = new Set<Signal>([
  'other-list',
  'definitions-list',
  'roadmaps-list',
  'legend-list',
  'questions-list',
]);

export function holdsWorks(part: Block | SectionBlock): boolean {
  if (part.type === 'table') return !isPropertyTable(part);
  if (part.type === 'section')
    return !isDetailSection(part) && judgeLabel(part).role === 'group' && part.content.some(holdsWorks);
  if (part.type === 'list') return judgeList(part, false).role === 'group';
  return false;
}

export function hasCheckboxes(section: SectionBlock): boolean {
  return section.content.some((part) => part.type === 'list' && part.entries.some((entry) => entry.checked !== null));
}
