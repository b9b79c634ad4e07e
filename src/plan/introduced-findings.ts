/** Which Findings a change brings: those that the reading before it does not have as well. */
import type { ItemChange } from './changed-items.ts';
import type { Finding } from './model.ts';
import { referenceKey } from './observation.ts';

export interface ComparedFindings {
  /** Of the reading after the change, in file order. */
  introduced: Finding[];
  /** Of the reading before, settled by the change. */
  settled: Finding[];
  /** How many were there before and still are: they are not repeated. */
  standing: number;
}

export interface FindingsInput {
  before: readonly Finding[];
  after: readonly Finding[];
  changes: readonly ItemChange[];
  /** Lines of the new text that the old one does not have. */
  changedLines: ReadonlySet<number>;
}

/**
 * Both sides were planned from one Observation, so that what differs was caused by the change. A finding is the same when
 * rule, item and message are, whatever lines the message names; of an item that was only reworded or moved, when the rule
 * is. Of several that are alike those on changed lines count as the new ones.
 */
export function compareFindings({ before, after, changes, changedLines }: FindingsInput): ComparedFindings {
  const left = new Map<string, Finding[]>();
  for (const finding of before) addTo(left, exactKey(finding), finding);
  const isChanged = ({ range }: Finding): boolean => changedLines.has(range.line);
  const standing = new Set<Finding>();
  // What stands on lines that were not touched takes its partner first.
  for (const finding of [...after.filter((one) => !isChanged(one)), ...after.filter(isChanged)]) {
    if (takeFrom(left, exactKey(finding)) !== null) standing.add(finding);
  }
  const sameWork = sameWorkIds(changes);
  const rest = new Map<string, Finding[]>();
  for (const finding of [...left.values()].flat()) addTo(rest, ruleKey(finding), finding);
  for (const finding of after) {
    if (standing.has(finding) || finding.item === null || !sameWork.has(finding.item)) continue;
    if (takeFrom(rest, ruleKey(finding)) !== null) standing.add(finding);
  }
  const unpaired = new Set([...rest.values()].flat());
  return {
    introduced: after.filter((finding) => !standing.has(finding)),
    settled: before.filter((finding) => unpaired.has(finding)),
    standing: standing.size,
  };
}

/** Items that say the same of the same work in other words or at another place: a message may quote the words. */
function sameWorkIds(changes: readonly ItemChange[]): Set<string> {
  const same = changes.flatMap(({ before, after, changes: kinds }) => {
    if (before === null || after === null) return [];
    const isSame = kinds.every((kind) => kind === 'reworded' || kind === 'moved');
    return isSame && keysOf(before) === keysOf(after) ? [after.id] : [];
  });
  return new Set(same);
}

const keysOf = ({ references }: NonNullable<ItemChange['after']>): string =>
  references.map(referenceKey).toSorted().join(' ');

const exactKey = ({ rule, item, message }: Finding): string =>
  JSON.stringify([rule, item, message.replace(/(?<!\p{L})(lines?) \d+/gu, '$1')]);

const ruleKey = ({ rule, item }: Finding): string => JSON.stringify([rule, item]);

function addTo(groups: Map<string, Finding[]>, key: string, finding: Finding): void {
  const group = groups.get(key);
  if (group === undefined) groups.set(key, [finding]);
  else group.push(finding);
}

const takeFrom = (groups: ReadonlyMap<string, Finding[]>, key: string): Finding | null =>
  groups.get(key)?.shift() ?? null;
