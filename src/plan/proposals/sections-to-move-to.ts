/** Sections that would say something of an item that stood in them: where it is moved to when it cannot say it itself. */
import type { Edit } from '../../roadmap/edit/edit.ts';
import type { Item, Section, Status } from '../../roadmap/model.ts';
import { foldName } from '../board/names.ts';
import { isSameTargetName } from '../board/target-names.ts';

/** More ways than these are tried by nobody. */
const MOST = 3;

/** The sections whose heading says the status, the nearest first. */
export const moveToStatus = (item: Item, status: Status, sections: readonly Section[]): Edit[] =>
  movesTo(item, nearest(item, sections, (section) => section.status === status).slice(0, MOST));

/** The sections whose heading names the target, the nearest first. */
export const moveToTarget = (item: Item, target: string, sections: readonly Section[]): Edit[] =>
  movesTo(
    item,
    nearest(
      item,
      sections,
      (section) => section.target !== null && isSameTargetName(section.target.text, target),
    ).slice(0, MOST),
  );

/** The section of that name; none where several are as near, since only people know which is meant. */
export function moveToLane(item: Item, lane: string, sections: readonly Section[]): Edit[] {
  const [first, second] = nearest(item, sections, ({ title }) => foldName(title) === foldName(lane));
  if (first === undefined) return [];
  const isClear = second === undefined || closeness(item, first) > closeness(item, second);
  return isClear ? movesTo(item, [first]) : [];
}

/** Without those that the item stands in. */
function nearest(item: Item, sections: readonly Section[], isMeant: (section: Section) => boolean): Section[] {
  return sections
    .filter((section) => isMeant(section) && closeness(item, section) <= section.path.length)
    .toSorted((one, other) => closeness(item, other) - closeness(item, one));
}

/** How many of the headings around both are the same, from the outermost. */
function closeness(item: Item, section: Section): number {
  const path = pathOf(section);
  const end = path.findIndex((title, index) => title !== item.path[index]);
  return end === -1 ? path.length : end;
}

const pathOf = ({ path, title }: Section): string[] => [...path, title];

const movesTo = (item: Item, sections: readonly Section[]): Edit[] =>
  sections.map((section) => ({ kind: 'move-item', item: item.id, to: pathOf(section) }));
