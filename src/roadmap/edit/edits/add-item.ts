import type { EditKind } from '../edit-kind.ts';
import { refuse } from '../edit.ts';
import type { Change, Edit, NewItem, Proposal, Refusal } from '../edit.ts';
import { targetKey } from '../intended.ts';
import { insertBelow } from '../lines.ts';
import { linesFor } from '../new-lines.ts';
import { newWords } from '../new-words.ts';
import { isSound, unique } from '../reference-style.ts';
import { shown } from '../shown.ts';
import { isSpot, spotAt } from '../spots.ts';
import type { Spot } from '../spots.ts';
import { sayPath } from '../section-path.ts';
import { unsound } from './set-reference.ts';
import { noStatus } from './set-status.ts';
import { STATUSES } from '../../model.ts';
import { referenceKey } from '../../references/references.ts';
import { horizonOf, targetOfCell } from '../../target/target.ts';
import { squeeze } from '../../words.ts';

type AddItem = Extract<Edit, { kind: 'add-item' }>;

/** As many ways as are tried at most. */
const MOST_WAYS = 16;

/** Behind the last item of the section, in its shape: a bullet, a row with all columns, a heading, a paragraph. */
export const addItem: EditKind<AddItem> = {
  propose(document, edit) {
    const unusable = faultOf(edit.item);
    if (unusable !== null) return unusable;
    const spot = spotAt(document, edit.to, null);
    if (!isSpot(spot)) return spot;
    const unnamed = unnamedTheme(spot, edit.item);
    if (unnamed !== null) return unnamed;
    const words = newWords(document, spot, edit.item);
    if (words === null) return badText(edit.item);
    const written = unique(words.flatMap((one) => linesFor(document, spot, one, edit.item)));
    if (written.length === 0) return noShapeFor(edit.item, spot);
    return written
      .slice(0, MOST_WAYS)
      .map((lines): Change => ({ replacements: [insertBelow(document.source, spot.below, lines)] }));
  },
  intend(intended, edit, document, index) {
    const spot = spotAt(document, edit.to, null);
    if (!isSpot(spot)) return;
    const { item } = edit;
    const mention =
      item.target === undefined ? null : (targetOfCell(item.target, spot.scope.anchor) ?? horizonOf(item.target));
    const own =
      mention === null ? null : { ...mention, milestone: spot.scope.milestone, range: spot.sample.item.range };
    const scope = spot.scope.target;
    // A target that the section gives already is not written again.
    const isGiven = own !== null && scope !== null && squeeze(own.text) === squeeze(scope.text);
    intended.items.push({
      key: -1 - index,
      title: item.title.trim(),
      path: spot.path,
      parent: null,
      statuses: item.status === undefined ? [spot.scope.status ?? 'planned', 'planned'] : [item.status],
      targets: own === null ? [targetKey(scope)] : [targetKey(own), ...(isGiven ? [targetKey(scope)] : [])],
      references: item.reference === undefined ? [] : [referenceKey(item.reference)],
      placeholder: item.placeholder !== undefined,
      areas: item.area === undefined ? [] : [squeeze(item.area)],
      description: item.description ?? '',
      mayDiffer: [item.placeholder ?? '', item.reference === undefined ? '' : `#${item.reference.number}`],
      isFloating: true,
      edits: new Set([index]),
    });
  },
};

function faultOf(item: NewItem): Refusal | null {
  if (item.reference !== undefined && !isSound(item.reference)) return unsound(item.reference);
  if (item.reference !== undefined && item.placeholder !== undefined) {
    return refuse('unusable-value', 'A reference and a placeholder for one were given; one of the two was expected.');
  }
  if (item.status !== undefined && !STATUSES.includes(item.status)) return noStatus(item.status);
  return null;
}

/** A blank cell in a column that groups would put the item into the group above. */
function unnamedTheme({ sample, works }: Spot, item: NewItem): Refusal | null {
  if (sample.form.kind !== 'row' || item.area !== undefined) return null;
  const { roles, table, row, titled } = sample.form;
  const column = roles.findIndex((role, at) => role === 'theme' && row.cells[at] !== titled);
  if (column === -1) return null;
  const known = [...new Set(works.flatMap((work) => work.item.areas))].slice(0, 6);
  return refuse(
    'unusable-value',
    `The table groups its rows by ${shown(table.columns[column]?.text ?? '')}, and the new item names no area; one was expected${known.length === 0 ? '' : `, such as ${known.map((area) => shown(area)).join(', ')}`}.`,
    sample.item.line,
  );
}

function badText(item: NewItem): Refusal {
  return refuse(
    'unusable-value',
    `The new item ${shown(item.title)} has an empty text, or one with line ends or control characters; text on one line was expected.`,
  );
}

function noShapeFor(item: NewItem, spot: Spot): Proposal {
  const given = [
    ...(item.status === undefined ? [] : [`the status ${item.status}`]),
    ...(item.area === undefined ? [] : [`the area ${shown(item.area)}`]),
    ...(item.description === undefined ? [] : ['a description']),
    ...(item.target === undefined ? [] : [`the target ${shown(item.target)}`]),
  ];
  const what = given.length === 0 ? 'a title alone' : given.join(' and ');
  return refuse(
    'no-way-to-say',
    `${shown(item.title)} was given ${what}, and the items of ${sayPath(spot.path)} have no column, mark or words for that. Leave it out, or add the item by hand.`,
    spot.sample.item.line,
  );
}
