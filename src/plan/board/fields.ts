/** The fields of the board that Milepost keeps, found by the names that the Policy gives them. */
import type { Policy } from '../../policy/policy.ts';
import type { CardFacet } from '../model.ts';
import type { ObservedBoard, ObservedField } from '../observation.ts';

export type FoundBoard = Extract<ObservedBoard, { state: 'found' }>;

/** `missing`: none of that name; `unfit`: there is one, and its type can not say this. */
export type FieldLookup =
  | { state: 'found'; facet: CardFacet; field: ObservedField }
  | { state: 'missing'; facet: CardFacet; key: FieldKey; name: string }
  | { state: 'unfit'; facet: CardFacet; key: FieldKey; field: ObservedField };

export type FieldKey = 'status_field' | 'target_field' | 'date_field' | 'lane_field';

interface Kept {
  facet: CardFacet;
  key: FieldKey;
  types: readonly ObservedField['type'][];
}

const KEPT: readonly Kept[] = [
  { facet: 'status', key: 'status_field', types: ['single-select'] },
  { facet: 'target', key: 'target_field', types: ['single-select', 'iteration', 'text'] },
  { facet: 'date', key: 'date_field', types: ['date'] },
  { facet: 'lane', key: 'lane_field', types: ['single-select', 'text'] },
];

/** Types that a field may have to say each thing, as messages name them. */
export const typesFor = (facet: CardFacet): readonly ObservedField['type'][] =>
  KEPT.find((kept) => kept.facet === facet)?.types ?? [];

/** One entry for each field that the Policy names, in a fixed order. */
export function boardFields(board: FoundBoard, policy: Policy['board']): FieldLookup[] {
  return KEPT.flatMap(({ facet, key, types }): FieldLookup[] => {
    const name = policy[key];
    if (name === null) return [];
    const field = fieldNamed(board.fields, name);
    if (field === null) return [{ state: 'missing', facet, key, name }];
    return [types.includes(field.type) ? { state: 'found', facet, field } : { state: 'unfit', facet, key, field }];
  });
}

/** In any case, as cards are asked for: a looser match would find a field of which no card's value was read. */
const fieldNamed = (fields: readonly ObservedField[], name: string): ObservedField | null =>
  fields.find((field) => field.name === name) ??
  fields.find((field) => field.name.toLowerCase() === name.toLowerCase()) ??
  null;
