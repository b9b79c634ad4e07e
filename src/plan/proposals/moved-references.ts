/** References that lead elsewhere by now, written as the place where they lead. */
import type { Edit } from '../../roadmap/edit/edit.ts';
import type { Item, Reference } from '../../roadmap/model.ts';
import { mayTell } from '../choices.ts';
import { factOf } from '../facts.ts';
import type { FoundReference } from '../observation.ts';
import { referenceKey } from '../observation.ts';
import { movedText } from '../moved-text.ts';
import type { Planning } from '../planning.ts';
import type { Proposal } from '../proposal.ts';
import { allReferences, nameOf } from '../references.ts';

const RULE = 'moved-reference';

/** A renamed repository may move hundreds; each costs a reading of the file, and a reviewer's look. The others follow. */
const MOST = 10;

/**
 * What the rule `moved-reference` suggests, in document order, at most ten at a time. None where the rule is off or nobody
 * wants to hear of it, nor where only the author knows what of the words stays. `refused`, by their keys, count for none of the ten.
 */
export function movedReferenceEdits(planning: Planning): Proposal[] {
  if (planning.policy.rules[RULE] === 'off') return [];
  const refused = new Set(planning.conversation.refused);
  const places = new Map<string, number>();
  const proposals: Proposal[] = [];
  let open = 0;
  for (const { reference, item } of allReferences(planning.desired)) {
    const proposal = open < MOST ? followed(reference, item, places, planning) : null;
    if (proposal === null) continue;
    proposals.push(proposal);
    if (!refused.has(proposal.key)) open += 1;
  }
  return proposals;
}

/** `places`: how often each key was given; a reference may stand in several places outside of items. */
function followed(
  reference: Reference,
  item: Item | null,
  places: Map<string, number>,
  planning: Planning,
): Proposal | null {
  const fact = factOf(reference, planning.observed);
  if (fact.state !== 'found' || !fact.found.moved) return null;
  if (!mayTell({ rule: RULE, item: item?.id ?? null }, planning)) return null;
  const edit = editOf(reference, fact.found, planning.text);
  if (edit === null) return null;
  const key = `${RULE}:${item?.id ?? 'file'}:${referenceKey(reference)}:${referenceKey(fact.found)}`;
  const place = (places.get(key) ?? 0) + 1;
  places.set(key, place);
  return {
    key: place === 1 ? key : `${key}:${place}`,
    edits: [edit],
    item: item === null ? null : { id: item.id, title: item.title, line: reference.line },
    summary: `Write ${nameOf(fact.found)} for ${nameOf(reference)}`,
    reason: item === null ? 'it has moved there' : `it has moved there; “${item.title}” refers to it`,
    source: { kind: 'github' },
  };
}

/** null where no whole replacement is known, or the file's own words are not at hand. */
function editOf({ range, ...reference }: Reference, found: FoundReference, text: string | null): Edit | null {
  const suggestion = movedText({ range, ...reference }, found);
  if (suggestion === null || text === null) return null;
  const { startOffset, endOffset } = range;
  return {
    kind: 'take-suggestion',
    at: { startOffset, endOffset, text: text.slice(startOffset, endOffset) },
    suggestion,
  };
}
