import { judgeLabel } from '../classify/classify-labels.ts';
import { judgeList } from '../classify/classify-lists.ts';
import type { Signal } from '../classify/reasons.ts';
import type { Block, SectionBlock, Table } from '../markdown/blocks.ts';
import { withoutNumber } from '../markdown/numbering.ts';
import { readProperties } from '../tables/tables.ts';
import { targetOfHeading, targetOfTag } from '../target/target.ts';
import { readWording } from '../wording/wording.ts';
import { readFields } from './fields.ts';
import { phrasesOf, readList } from './lists.ts';
import type { Place } from './place.ts';
import { addItem } from './reading.ts';
import { isRelease } from './scope.ts';
import type { Scope } from './scope.ts';
import type { GroupWords } from './section-reading.ts';
import type { Walk } from './sections.ts';

/** A heading, or a bold lead, that is one piece of work with what is below it. */
export function readHeadingWork(walk: Walk, section: SectionBlock, place: Place, signal: Signal): void {
  const { into } = walk;
  const wording = readWording(section.phrase, {
    legend: into.legend,
    anchor: place.scope.anchor,
    inRelease: isRelease(place.scope),
    numbered: section.numbered,
  });
  const parts = flatParts(section, false);
  const works = parts.filter((part) => part.isWork).map((part) => part.block);
  const described = parts.filter((part) => !part.isWork).map((part) => part.block);
  const phrases = phrasesOf(described);
  const table = described.find((block): block is Table => block.type === 'table');
  const properties = table === undefined ? null : readProperties(into, table, place.scope);
  const own = headingTarget(section, wording.mention, place.scope);
  const fields = readFields(phrases, into.source, place.scope.anchor);
  const index = addItem(
    into,
    {
      shape: 'heading',
      wording: { ...wording, mention: own },
      phrase: section.phrase,
      details: phrasesOf(described.filter((block) => block !== table)),
      referring: [section.phrase, ...phrases],
      issuePlaces: [...fields.issues, ...(properties?.issuePlaces ?? [])],
      checked: null,
      statedStatus: properties?.statedStatus ?? fields.status,
      statedTarget: properties?.statedTarget ?? fields.target ?? timeAlone(described, place.scope),
      areas: properties?.areas ?? [],
      start: section.start,
      headEnd: section.headingEnd,
      end: endOf(section),
      parent: place.parent,
      form: { kind: 'heading', section },
    },
    place.scope,
    signal,
  );
  const item = into.items[index];
  const said = { target: item?.target ?? null, status: item?.status ?? null, statusLine: item?.line ?? null };
  const scope = { ...place.scope, ...said };
  for (const part of works) if (part.type === 'list') readList(into, part, { ...place, scope, parent: index });
}

/** A paragraph that is nothing but a time or a release: what the heading above it is planned for. */
function timeAlone(blocks: readonly Block[], scope: Scope): ReturnType<typeof readFields>['target'] {
  for (const block of blocks) {
    if (block.type !== 'paragraph' || block.phrase.text.length > 40) continue;
    const mention = targetOfTag(block.phrase.text, scope.anchor);
    if (mention !== null) return { mention, phrase: block.phrase };
  }
  return null;
}

/** The blocks of a section, those of its labels (`Tracking issues:`) among them, and which are lists of works. */
function flatParts(section: SectionBlock, isDetail: boolean): { block: Block; isWork: boolean }[] {
  return section.content.flatMap((part) => {
    if (part.type !== 'section')
      return [{ block: part, isWork: !isDetail && part.type === 'list' && judgeList(part, false).role === 'group' }];
    const label: Block = { type: 'paragraph', phrase: part.phrase, start: part.start, end: part.headingEnd };
    return [{ block: label, isWork: false }, ...flatParts(part, isDetail || judgeLabel(part).role !== 'group')];
  });
}

function endOf(section: SectionBlock): number {
  const last = section.content[section.content.length - 1];
  return Math.max(section.headingEnd, last?.end ?? 0);
}

/** A heading's own target: in its tags, or a release that it begins or ends with. */
function headingTarget(section: SectionBlock, tagged: GroupWords['mention'], scope: Scope): GroupWords['mention'] {
  if (tagged !== null) return tagged;
  const text = section.numbered ? withoutNumber(section.phrase.text) : section.phrase.text;
  const mention = targetOfHeading(text, scope.anchor);
  return mention === null || mention.kind === 'horizon' ? null : mention;
}
