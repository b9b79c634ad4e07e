/** What roadmap and card say in each field of the card, brought into one form, and what follows from it. */
import type { Policy } from '../../policy/policy.ts';
import type { Item } from '../../roadmap/model.ts';
import { isColumnOf, columnFor, statusesOfColumn } from '../board/columns.ts';
import { foldName, named } from '../board/names.ts';
import { isSameTargetName } from '../board/target-names.ts';
import { isUndecided } from '../../roadmap/target/target.ts';
import { missedTargetKey } from '../keys.ts';
import { lastDayOf } from '../milestones.ts';
import type { Agreed, CardFacet, FieldWrite } from '../model.ts';
import type { Observation, ObservedField } from '../observation.ts';
import type { IssueSide } from './issue-state.ts';
import type { Standing, Verdict } from './judge.ts';
import { judge } from './judge.ts';
import type { ImpliedStatus } from './status.ts';
import { impliedAtBase, isFinal } from './status.ts';

export interface FacetInput {
  item: Item;
  field: ObservedField;
  /** What the card shows in the field; null for an empty one. */
  shown: string | null;
  /** What was agreed on for this very card; null for none. */
  agreed: Agreed | null;
  issue: IssueSide;
  implied: ImpliedStatus;
  observed: Observation;
  policy: Policy;
}

export interface FacetAgreement {
  facet: CardFacet;
  field: ObservedField;
  verdict: Verdict;
  /** What the card is to show, in the roadmap's words; null where the roadmap says nothing for it. */
  said: string | null;
  /** The same as the Base keeps it. */
  word: string | null;
  shown: string | null;
  /** What was agreed on before, and since which day; null on first contact. */
  base: { card: string | null; on: string } | null;
  /** The write that would bring the card there; null where the board has no way to say it. */
  write: FieldWrite | null;
}

type Sides = Pick<FacetAgreement, 'said' | 'word'> &
  Pick<Standing, 'wordChanged' | 'isContradicted'> & {
    base: FacetAgreement['base'];
    /** What stands in the field, where something does. */
    cardOf: (shown: string, changed: { card: boolean; word: boolean }) => 'same' | 'other' | 'unclear';
    to: { value: FieldWrite['value']; shown: string } | null;
  };

export function agreeOn(facet: CardFacet, input: FacetInput): FacetAgreement {
  const { field, shown } = input;
  const { base, said, word, cardOf, to, wordChanged, isContradicted } = SIDES[facet](input);
  const changed = { card: base !== null && base.card !== shown, word: base !== null && wordChanged };
  const verdict = judge({
    isKnown: base !== null,
    wordChanged: changed.word,
    cardChanged: changed.card,
    card: shown === null ? 'empty' : cardOf(shown, changed),
    isSaid: said !== null,
    isWritable: to !== null,
    isContradicted,
  });
  const write = to && { facet, fieldId: field.id, fieldName: field.name, ...to, before: shown };
  return { facet, field, verdict, said, word, shown, base, write };
}

const SIDES: Record<CardFacet, (input: FacetInput) => Sides> = {
  status: statusSides,
  target: targetSides,
  date: dateSides,
  lane: laneSides,
};

function statusSides({ field, shown, agreed, issue, implied, policy }: FacetInput): Sides {
  const { status } = implied;
  const before = agreed?.status;
  const column = columnFor(status, field, policy.board, shown);
  const isOver = issue.state === 'done' || issue.state === 'dropped';
  return {
    said: status,
    word: status,
    base: before?.column === undefined ? null : { card: before.column, on: before.on },
    wordChanged: before !== undefined && impliedAtBase(before) !== status,
    isContradicted: isOver && isFinal(status),
    cardOf: (name) => {
      if (isColumnOf(name, status, field, policy.board)) return 'same';
      // GitHub's own workflow puts the card of every closed issue among what is done, whatever it was closed as.
      if (issue.state === 'dropped' && status === 'dropped' && isColumnOf(name, 'done', field, policy.board))
        return 'same';
      return statusesOfColumn(name, policy.board) === null ? 'unclear' : 'other';
    },
    to: column && { value: { optionId: column.id }, shown: column.name },
  };
}

function targetSides({ item, field, agreed }: FacetInput): Sides {
  const said = item.target?.text ?? null;
  const word = said === null ? null : missedTargetKey(said);
  const { base, wordChanged } = atBase(agreed?.target, word);
  return {
    said,
    word,
    base,
    wordChanged,
    isContradicted: false,
    cardOf: (name) =>
      said !== null && isSameTargetName(said, name) ? 'same' : isUndecided(name) ? 'unclear' : 'other',
    to: said === null ? null : targetValue(said, field),
  };
}

function targetValue(said: string, field: ObservedField): Sides['to'] {
  if (field.type === 'text') return { value: { text: said }, shown: said };
  const option = named(field.options, said) ?? field.options.find(({ name }) => isSameTargetName(said, name));
  if (option === undefined) return null;
  const value = field.type === 'iteration' ? { iterationId: option.id } : { optionId: option.id };
  return { value, shown: option.name };
}

function dateSides({ item, agreed, observed }: FacetInput): Sides {
  const day = lastDayOf(item.target, observed);
  const { base, wordChanged } = atBase(agreed?.date, day);
  const start = item.target?.start ?? day;
  return {
    said: day,
    word: day,
    base,
    wordChanged,
    isContradicted: false,
    // A day within the time that is planned is a finer word for it, unless the roadmap has just said another last day.
    cardOf: (shown, changed) => {
      if (shown === day) return 'same';
      const isWithin = start !== null && day !== null && start <= shown && shown <= day;
      return isWithin && (changed.card || !changed.word) ? 'same' : 'other';
    },
    to: day === null ? null : { value: { date: day }, shown: day },
  };
}

function laneSides({ item, field, agreed }: FacetInput): Sides {
  const said = laneOf(item, field);
  const word = said === null ? null : foldName(said);
  const { base, wordChanged } = atBase(agreed?.lane, word);
  return {
    said,
    word,
    base,
    wordChanged,
    isContradicted: false,
    cardOf: (name) => (item.path.some((title) => foldName(title) === foldName(name)) ? 'same' : 'other'),
    to: said === null ? null : laneValue(said, field),
  };
}

/**
 * The innermost heading that the field has an option for, else the innermost; null outside every section, and where that
 * names no more than the target: then nobody misses an option.
 */
function laneOf({ path, target }: Item, field: ObservedField): string | null {
  const innermost = path.at(-1) ?? null;
  if (field.type === 'text') return innermost;
  const known = path.findLast((title) => named(field.options, title) !== null);
  if (known !== undefined) return known;
  const isTarget = innermost !== null && target !== null && isSameTargetName(target.text, innermost);
  return isTarget ? null : innermost;
}

function laneValue(said: string, field: ObservedField): Sides['to'] {
  if (field.type === 'text') return { value: { text: said }, shown: said };
  const option = named(field.options, said);
  return option && { value: { optionId: option.id }, shown: option.name };
}

function atBase(
  before: { roadmap: string | null; card: string | null; on: string } | undefined,
  word: string | null,
): Pick<Sides, 'base' | 'wordChanged'> {
  if (before === undefined) return { base: null, wordChanged: false };
  return { base: { card: before.card, on: before.on }, wordChanged: before.roadmap !== word };
}
