import type { EditKind } from '../edit-kind.ts';
import { beginBullet, bulletShape, reindented, setOff } from '../bullet-shape.ts';
import { isWork, withParts, workOf } from '../document.ts';
import type { EditDocument, Work } from '../document.ts';
import { isRefusal, quoted, refuse } from '../edit.ts';
import type { Change, Edit, Proposal } from '../edit.ts';
import { headingLines } from '../heading-shape.ts';
import type { IntendedItem } from '../intended.ts';
import { targetKey } from '../intended.ts';
import { insertBelow } from '../lines.ts';
import { clash } from '../replacements.ts';
import { cellsElsewhere, rowLines } from '../row-shape.ts';
import { sayPath } from '../section-path.ts';
import { isSpot, spotAt } from '../spots.ts';
import type { Spot } from '../spots.ts';
import { intendAbsence, removalOf } from './remove-item.ts';
import { hasOwnTarget } from './set-target.ts';
import { targetOfCell } from '../../target/target.ts';
import type { Target } from '../../model.ts';

type MoveItem = Extract<Edit, { kind: 'move-item' }>;

/** The item's own lines, its sub-items among them, behind the last item of the section, with the beginnings that are usual there. */
export const moveItem: EditKind<MoveItem> = {
  propose(document, edit) {
    const work = workOf(document, edit.item);
    if (!isWork(work)) return work;
    if (work.item.parent === null && work.item.path.join('\n') === edit.to.join('\n')) return [{ replacements: [] }];
    const spot = spotAt(document, edit.to, work);
    if (!isSpot(spot)) return spot;
    const removal = removalOf(document, work);
    if (isRefusal(removal)) return removal;
    const taken = removal[0]?.replacements ?? [];
    const written = linesAt(document, work, spot);
    if (written.length === 0) return misfit(work, spot);
    const changes = written.map((lines): Change => ({
      replacements: [...taken, insertBelow(document.source, spot.below, lines)],
    }));
    const isApart = changes.every(
      ({ replacements: [one, other] }) => one !== undefined && other !== undefined && !clash(one, other),
    );
    return isApart ? changes : misfit(work, spot);
  },
  intend(intended, edit, document, index) {
    const work = workOf(document, edit.item);
    const spot = isWork(work) ? spotAt(document, edit.to, work) : null;
    if (!isWork(work) || spot === null || !isSpot(spot)) return;
    const moved = new Map(withParts(document, work).map((part) => [part.index, part]));
    const items = intended.items.filter((item) => moved.has(item.key));
    const frame = { sections: intended.sections, pointers: intended.pointers };
    intendAbsence(intended, document, work);
    // Sections inside an item that is moved stand at its new place: this is not told apart, so that such an item stays.
    if (frame.sections.length !== intended.sections.length) Object.assign(intended, frame);
    for (const item of items) intendMoved(item, moved.get(item.key), work, spot, index);
    intended.items.push(...items);
  },
};

function linesAt(document: EditDocument, work: Work, spot: Spot): string[][] {
  if (work.form.kind !== spot.sample.form.kind) return [];
  if (work.form.kind === 'bullet') return bulletAt(document, work, spot);
  if (work.form.kind === 'row') {
    const cells = cellsElsewhere(document, work, spot);
    const lines = cells === null ? null : rowLines(document, spot, cells);
    return lines === null
      ? []
      : [spot.isEmpty && spot.emptyTable === null ? setOff(document, spot.below, lines.slice(1), true) : lines];
  }
  const lines = headingLines(document, work, spot);
  return lines === null ? [] : [setOff(document, spot.below, lines, true)];
}

function bulletAt(document: EditDocument, work: Work, spot: Spot): string[][] {
  const shape = bulletShape(document, spot);
  if (shape === null || work.form.kind !== 'bullet') return [];
  const isBoxed = work.form.entry.checked !== null;
  const box = `[${work.item.status === 'done' ? shape.tick : ' '}] `;
  const boxes = shape.hasBox && !isBoxed ? [box, null] : [null];
  return boxes.flatMap((given) => {
    const lines = reindented(document, work, shape, given);
    if (lines === null || !lines[0]?.startsWith(beginBullet(shape, given))) return [];
    return [setOff(document, spot.below, lines, spot.isEmpty || shape.isLoose)];
  });
}

function misfit(work: Work, spot: Spot): Proposal {
  const words = {
    bullet: 'bullets',
    row: 'rows of a table',
    heading: 'headings',
    paragraph: 'paragraphs',
    cell: 'cells of a table',
  };
  const where = sayPath(spot.path);
  const isSame = work.form.kind === spot.sample.form.kind;
  return refuse(
    'shape',
    isSame
      ? `${quoted(work.item)} and the items of ${where} are both ${words[work.form.kind]}, but not of one shape (other columns, or none of their own lines). Move it by hand.`
      : `The items of ${where} are ${words[spot.sample.form.kind]}, and ${quoted(work.item)} is one of the ${words[work.form.kind]}; a section of the same shape was expected. Move it by hand.`,
    work.item.line,
  );
}

/** What the section says of its items holds for those that say nothing themselves. */
function intendMoved(item: IntendedItem, part: Work | undefined, work: Work, spot: Spot, index: number): void {
  if (part === undefined) return;
  item.edits.add(index);
  item.isFloating = true;
  item.path = [...spot.path, ...item.path.slice(work.item.path.length)];
  if (part === work) item.parent = null;
  item.statuses = [...item.statuses, spot.scope.status ?? 'planned'];
  item.targets = targetsThere(part, work, spot);
}

function targetsThere(part: Work, work: Work, spot: Spot): string[] {
  const saying = [part, work].find((one) => hasOwnTarget(one));
  const target = saying?.item.target ?? null;
  if (target === null) {
    const isOpen = part.parts.statedTarget !== null || work.parts.statedTarget !== null;
    return isOpen ? ['none'] : [targetKey(spot.scope.target)];
  }
  const bound: Target = { ...target, milestone: spot.scope.milestone };
  const read = targetOfCell(target.text, spot.scope.anchor);
  return [targetKey(bound), ...(read === null ? [] : [targetKey({ ...bound, start: read.start, end: read.end })])];
}
