import type { EditKind } from '../edit-kind.ts';
import { isWork, withParts, workOf } from '../document.ts';
import type { EditDocument, Work } from '../document.ts';
import { quoted, refuse } from '../edit.ts';
import type { Change, Edit, Proposal } from '../edit.ts';
import { inertHtml, inertText } from '../inert.ts';
import { targetKey } from '../intended.ts';
import { insertion, writtenAt } from '../reference-places.ts';
import { isNear, mostUsed, unique } from '../reference-style.ts';
import { hidesSomething, shown } from '../shown.ts';
import { fillCell, isHtmlTable, rowSourceAt } from '../table-source.ts';
import { frameOf } from '../target-frames.ts';
import type { Target } from '../../model.ts';
import { horizonOf, targetOfCell } from '../../target/target.ts';
import type { Mention } from '../../target/target.ts';
import { squeeze } from '../../words.ts';

type SetTarget = Extract<Edit, { kind: 'set-target' }>;

/** In the item's own timeline cell, tag or line; behind its words where the file's other items have a target there. */
export const setTarget: EditKind<SetTarget> = {
  propose(document, edit) {
    const work = workOf(document, edit.item);
    if (!isWork(work)) return work;
    const mention = mentionOf(work, edit.target);
    if (mention === null) return unreadable(edit.target);
    if (isSaid(work, edit.target)) return [{ replacements: [] }];
    const changes = [
      ...inPlace(document, work, edit.target),
      ...inColumn(document, work, mention, edit.target),
      ...asTag(document, work, edit.target),
    ];
    return changes.length > 0 ? unique(changes) : noPlace(work);
  },
  intend(intended, edit, document, index) {
    const work = workOf(document, edit.item);
    const mention = isWork(work) ? mentionOf(work, edit.target) : null;
    if (!isWork(work) || mention === null) return;
    const old = targetKey(work.item.target);
    const targets = targetsMeant(work, mention);
    const below = new Set(withParts(document, work).map((part) => part.index));
    for (const item of intended.items) {
      if (item.key === work.index) {
        item.edits.add(index);
        item.targets = targets;
        item.mayDiffer = [...item.mayDiffer, edit.target, work.item.target?.text ?? ''];
      } else if (below.has(item.key) && item.targets.includes(old)) {
        // Its parts have their target from it.
        item.edits.add(index);
        item.targets = [...targets, ...(hasOwnTarget(document.works[item.key]) ? item.targets : [])];
      }
    }
  },
};

function mentionOf(work: Work, target: string): Mention | null {
  const mention = targetOfCell(target, work.scope.anchor) ?? horizonOf(target);
  const isWhole = mention !== null && squeeze(target).length <= 60 && !hidesSomething(target);
  return isWhole ? mention : null;
}

function unreadable(target: string): ReturnType<typeof refuse> {
  return refuse(
    'unusable-value',
    `${shown(target)} was given as a target; a release (1.8.0), a time (Q3 2027, March 2027) or a horizon (Later) was expected.`,
  );
}

function isSaid(work: Work, target: string): boolean {
  return hasOwnTarget(work) && squeeze(work.item.target?.text ?? '') === squeeze(target);
}

export function hasOwnTarget(work: Work | undefined): boolean {
  return work !== undefined && (work.parts.statedTarget?.mention ?? work.parts.wording.mention) != null;
}

/** What the reader may make of it: by itself, or as the time that goes with the release beside it. */
function targetsMeant(work: Work, mention: Mention): string[] {
  const { target } = work.item;
  const milestone = work.scope.milestone;
  const meant = (text: string, kind: Target['kind'], start: string | null, end: string | null): string =>
    targetKey({ text, kind, start, end, milestone, range: work.item.range });
  const own = meant(mention.text, mention.kind, mention.start, mention.end);
  const mayPair = hasOwnTarget(work) && target?.kind === 'release' && mention.kind === 'timeframe';
  const beside = mayPair ? [meant(target.text, 'release', mention.start, mention.end)] : [];
  const keeps = hasOwnTarget(work) && mention.kind === 'release' && mention.start === null && target?.start != null;
  return [own, ...beside, ...(keeps ? [meant(mention.text, 'release', target.start, target.end)] : [])];
}

/** The words that say it now. */
function inPlace(document: EditDocument, work: Work, target: string): Change[] {
  const { source } = document;
  const range = work.item.target?.range;
  if (!hasOwnTarget(work) || range === undefined) return [];
  const text = textFor(document, work, target);
  if (text === null) return [];
  const { form } = work;
  const made = { startOffset: range.startOffset, endOffset: range.endOffset, text };
  const words: Change = { replacements: writtenAt(document, work, made) };
  if (form.kind === 'row' && !isHtmlTable(source, form.table)) {
    const line = rowSourceAt(source, form.row.start);
    const column = line.cells.findIndex((cell) => cell.start <= range.startOffset && range.endOffset <= cell.end);
    const cell = line.cells[column];
    if (cell !== undefined) {
      const whole: Change = { replacements: fillCell(source, form.table, form.row, column, text) };
      return goesOn(work, source.text.slice(range.endOffset, cell.end)) ? [whole, words] : [words, whole];
    }
  }
  return [words, ...wholeStatement(work, text)];
}

/** Whether more of the same kind follows, which the new target would leave standing: `4.x, 5.x`. */
function goesOn(work: Work, rest: string): boolean {
  const next = /^\s*(?:[,/&+]|and\b)\s*(\S.*)$/s.exec(rest)?.[1];
  return next !== undefined && targetOfCell(next.trim(), work.scope.anchor)?.kind === work.item.target?.kind;
}

/** All that the line or cell says of it, where the words alone would leave half of the old target. */
function wholeStatement(work: Work, text: string): Change[] {
  const stated = work.parts.statedTarget;
  if (stated?.mention == null) return [];
  return [{ replacements: [{ startOffset: stated.phrase.start, endOffset: stated.phrase.end, text }] }];
}

function textFor(document: EditDocument, work: Work, target: string): string | null {
  const isHtml = 'table' in work.form && isHtmlTable(document.source, work.form.table);
  return isHtml ? inertHtml(target) : inertText(target);
}

/** A release or timeline column that says nothing yet, or something else. */
function inColumn(document: EditDocument, work: Work, mention: Mention, target: string): Change[] {
  const { form } = work;
  const text = textFor(document, work, target);
  if (form.kind !== 'row' || text === null) return [];
  const order = mention.kind === 'release' ? (['release', 'timeline'] as const) : (['timeline', 'release'] as const);
  return order.flatMap((role): Change[] => {
    const column = form.roles.indexOf(role);
    if (column === -1) return [];
    if (!isHtmlTable(document.source, form.table))
      return [{ replacements: fillCell(document.source, form.table, form.row, column, text) }];
    const cell = form.row.cells[column];
    return cell === undefined ? [] : [{ replacements: [{ startOffset: cell.start, endOffset: cell.end, text }] }];
  });
}

/** Behind its words, as others of its kind have it: ` (Q3 2021)`, ` - Q3 2021`; where none has, only at an item without any target. */
function asTag(document: EditDocument, work: Work, target: string): Change[] {
  const text = textFor(document, work, target);
  if (text === null || hasOwnTarget(work)) return [];
  const frames = mostUsed(
    document.works
      .filter((other) => other !== work && isNear(other, work))
      .flatMap((other) => frameOf(document, other)),
  );
  // Where nothing says another target, the usual form is plain to every reader.
  const usual: [string, string][] = work.item.target === null && work.form.kind !== 'row' ? [[' (', ')']] : [];
  return unique([...frames.slice(0, 3), ...usual]).map(([before, after]): Change => ({
    replacements: [insertion(work.parts.phrase.end, before + text + after)],
  }));
}

function noPlace(work: Work): Proposal {
  const { item } = work;
  const from =
    item.target === null
      ? 'says no target'
      : `has its target, ${shown(item.target.text)}, from the section that it stands in`;
  return refuse(
    'no-way-to-say',
    `${quoted(item)} ${from}, and no item of its kind in the file has one of its own. Move it to another section, or write a target behind one of its neighbours, such as “(Q3 2027)”.`,
    item.line,
  );
}
