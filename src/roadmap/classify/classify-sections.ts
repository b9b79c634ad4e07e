import type { Block, Paragraph, SectionBlock } from '../markdown/blocks.ts';
import { headingWords, namesNoWork, signalLeavingOut } from './classify-headings.ts';
import { hasBoxes, isMarked } from './evidence.ts';
import { judgeList } from './classify-lists.ts';
import { isDetailLabel, isFieldLabel, labelKey } from './field-words.ts';
import { lineStarts } from './field-lines.ts';
import { paragraphEntries } from './classify-paragraphs.ts';
import type { Pointing } from './classify.ts';
import { verdict } from './reasons.ts';
import type { Signal, Verdict } from './reasons.ts';
import { LEADS_TO_REFERENCES, leadsToOthers } from './section-words.ts';
import { allEntries, beginsWithVerb, isField, pointsElsewhere } from './signals.ts';
import { statusOfSection } from '../status/status.ts';
import { isPropertyTable } from '../tables/table-columns.ts';
import { isStage } from './stages.ts';
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
      if (child.type !== 'section' || signalLeavingOut(child.phrase.text) !== null) continue;
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

type Shape = 'parent' | 'works' | 'mixed' | 'led' | 'prose' | 'fields' | 'code' | 'entries' | 'others' | 'empty';

/**
 * What a section consists of: sub-sections ('parent'), works alone, prose and then works ('mixed'), prose that leads in to
 * works with a colon ('led'), prose or fields about one thing, only code or markup for a program, paragraphs
 * that are entries, lists of anything else than plans ('others'), or nothing.
 */
function shapeOf(section: SectionBlock, hasReferences: Pointing): Shape {
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

function holdsWorks(part: Block | SectionBlock): boolean {
  if (part.type === 'table') return !isPropertyTable(part);
  if (part.type === 'section')
    return !isDetailSection(part) && judgeLabel(part).role === 'group' && part.content.some(holdsWorks);
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

/** `#### Steps to migrate`: how one work is done. */
const STEPS =
  /^[^\p{L}]{0,6}(?:steps?|(?:implementation|technical|migration) steps|implementation plan|(?:technische |nächste )?schritte|étapes|pasos|passos|passi|stappen|шаги|этапы работ|кроки|kroki|kroky|实施步骤|实现步骤|步骤|手順|단계|adımlar)(?!\p{L})/iu;

/** A card over its own bold leads (`**Steps**`): a `Status: …` line or an `Issue: #12` line, and no name of a stage or a time. */
function isWorkWithStatus(section: SectionBlock, title: string, hasReferences: Pointing): boolean {
  if (section.form !== 'heading' || isStage(title) || namesNoWork(title)) return false;
  if (!statesIssue(section, hasReferences)) {
    const stated = statedStatus(section);
    if (stated === null || isOverDeliverables(section, stated)) return false;
  }
  return section.content.every(
    (part) =>
      part.type !== 'table' &&
      !(part.type === 'list' && hasBoxes(part)) &&
      (part.type !== 'section' || part.form !== 'heading' || isDetailSection(part) || STEPS.test(part.phrase.text)),
  );
}

/** Labels of lists that are the works of the section around. */
const DELIVERABLES: ReadonlySet<string> = new Set(
  (
    'deliverable|deliverables|key deliverables|tasks|features|key features|planned features|work items|' +
    'lieferobjekte|liefergegenstande|aufgaben|livrables|taches|entregables|tareas|entregaveis|tarefas|attivita|opleveringen|taken|' +
    'задачи|результаты|завдання|zadania|交付物|任务|任務|成果物|タスク|작업|산출물|gorevler'
  ).split('|'),
);

/** The status is of a group: it counts tasks, and there are any, or a list of deliverables or with checkboxes stands below a label. */
function isOverDeliverables(section: SectionBlock, stated: string): boolean {
  const countsTasks = /\d\s?(?:\/|\sof\s)\s?\d/.test(stated);
  return section.content.some((part) => {
    if (part.type === 'list')
      return (
        judgeList(part, false).role === 'group' &&
        (countsTasks || (part.leadIn !== null && DELIVERABLES.has(labelKey(part.leadIn.text))))
      );
    if (part.type !== 'section' || part.form === 'heading' || judgeLabel(part).role !== 'group') return false;
    const isNamed = DELIVERABLES.has(labelKey(part.phrase.text));
    return part.content.some((inner) => inner.type === 'list' && (isNamed || hasBoxes(inner)));
  });
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

/** The words that lead in to the first list of works. */
function leadOf(section: SectionBlock): string {
  const list = section.content.find((part) => part.type === 'list' && holdsWorks(part));
  return list?.type === 'list' && list.leadIn !== null ? squeeze(list.leadIn.text) : '';
}

/** `… allows the following use cases:`, `The most notable problems:`: the list tells more of the work above. */
function explains(lead: string): boolean {
  return /(?<!\p{L})(?:use[ -]cases|scenarios|benefits|advantages|reasons|motivations?|questions|criteria|challenges|drawbacks|trade-?offs|considerations|problems|pain points)\s?[:：]$/iu.test(
    lead,
  );
}

/** An English sentence that speaks of nothing to be done, as `We will add:` and `The following features are missing:` do. */
function tellsMore(lead: string): boolean {
  return (
    /\b(?:the|a|an|of|is|are|was|has|and|to|in|on|for|with|it|our)\b/i.test(lead) && !ANNOUNCES.test(lead.slice(-120))
  );
}

const ANNOUNCES =
  /\b(?:will|shall|should|must|need(?:s|ed)?|have to|has to|to be|plan(?:s|ned|ning)?|want|going to|aims?|goals?|includ(?:e|es|ed|ing)|add(?:s|ed|ing)?|support(?:s|ed|ing)?|features?|improvements?|enhancements?|changes?|tasks?|items?|works?|working|milestones?|deliverables?|priorit\w{1,5}|focus\w{0,4}|following|these|steps?|ideas?|areas?|topics?|initiatives?)\b/i;

/** Prose, and below it one label over a plain list that speaks of nothing to be done: `Systems:`. */
function isProseWithLabel({ content }: SectionBlock): boolean {
  const labels = content.filter((part) => part.type === 'section');
  const [label] = labels;
  if (label === undefined || labels.length > 1 || content[0]?.type !== 'paragraph') return false;
  const words = squeeze(label.phrase.text);
  if (label.form !== 'label' || !/^[\x20-\x7E’]+$/.test(words)) return false;
  return !ANNOUNCES.test(words) && !isStage(words) && !namesNoWork(words.replace(/:$/, '')) && !hasCheckboxes(label);
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

const STATED_STATUS =
  /^\s*(?:status|state|stand|estado|statut|état|stato|статус|stan|stav|状态|狀態|状態|ステータス|상태|durum)\s*[:：]\s*([^\n]{1,80})/i;

/** A `Status: …` line of the section's own, as the text after the colon; null without one. */
export function statedStatus(section: SectionBlock): string | null {
  for (const part of section.content) {
    // Behind a line across the page the file as a whole may say how it stands.
    if (part.type === 'rule') break;
    if (part.type !== 'paragraph') continue;
    for (const at of [0, ...lineStarts(part.phrase)]) {
      const match = STATED_STATUS.exec(part.phrase.text.slice(at, at + 120));
      if (match?.[1] !== undefined) return match[1].trim();
    }
  }
  return null;
}

/** An `Issue: #12` line of the section's own, before anything else than prose. */
function statesIssue(section: SectionBlock, hasReferences: Pointing): boolean {
  const end = section.content.findIndex((part) => part.type !== 'paragraph');
  return section.content
    .slice(0, end === -1 ? undefined : end)
    .some(
      (part) =>
        part.type === 'paragraph' &&
        /^\s*(?:(?:tracking|github|main|epic) )?(?:issue|ticket|epic)\s*[:：]/i.test(part.phrase.text) &&
        hasReferences(part.phrase),
    );
}

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
