/** What merging a change of one roadmap file comes to: pure, from the readings and the Plans before and after it. */
import type { Policy } from '../policy/policy.ts';
import type { Roadmap } from '../roadmap/model.ts';
import { changedItems, type ItemChange } from './changed-items.ts';
import { changedLines } from './changed-lines.ts';
import { compareFindings } from './introduced-findings.ts';
import { fingerprintOf } from './fingerprint.ts';
import type { Base, Finding, Operation, Plan } from './model.ts';
import type { Proposal } from './proposal.ts';
import { scopeTo } from './scope.ts';

/** One roadmap file at one commit, planned as if it stood on the default branch. */
export interface PlannedReading {
  desired: Roadmap;
  /** null for a file that is no text that can be read. */
  text: string | null;
  plan: Plan;
}

export interface IntroducedInput {
  /** null: the change adds the file. */
  before: PlannedReading | null;
  /** null: the change takes the file out. */
  after: PlannedReading | null;
  /** What the store remembers of the roadmap; null for one that was never read. */
  base: Base | null;
  policy: Pick<Policy, 'sections'>;
}

/** What a change does to one roadmap. */
export interface RoadmapChange {
  /** Where the file is after the change; of a removed one, where it was. */
  file: string;
  /** Where it was before; null for an added one. */
  previousFile: string | null;
  state: 'added' | 'removed' | 'changed';
  /** Whether it can be told what became of the items: not where one of the two texts could not be read. */
  isCompared: boolean;
  /** How many items there are after the change. */
  items: number;
  changes: ItemChange[];
  /** Findings that the change brings, on the lines of the new file. */
  findings: Finding[];
  /** How many it settles, and how many were there before and stay. */
  settled: number;
  standing: number;
  /** What merging writes because of this change, and what it no longer writes. */
  introduced: Operation[];
  withdrawn: Operation[];
  /** What any sync would write, with this change or without it. */
  due: Operation[];
  /** Edits of the file that would be proposed because of this change. */
  proposals: Proposal[];
  /** Of all that merging writes; Operations of which not everybody may know are not among it. */
  fingerprint: string;
}

export function introducedBy({ before, after, base, policy }: IntroducedInput): RoadmapChange {
  const isCompared = [before, after].every((reading) => reading === null || isReadable(reading));
  const itemsOf = (reading: PlannedReading | null): Roadmap['items'] =>
    reading === null ? [] : scopeTo(reading.desired, policy.sections).items;
  const changes = isCompared ? changedItems(itemsOf(before), itemsOf(after), base) : [];
  const findings = compareFindings({
    before: before?.plan.findings ?? [],
    after: after?.plan.findings ?? [],
    changes,
    changedLines: changedLines(before?.text ?? null, after?.text ?? ''),
  });
  const file = after?.desired.file ?? before?.desired.file ?? '';
  const previousFile = before?.desired.file ?? null;
  const operations = compareOperations(toldOf(before), toldOf(after), (key) =>
    previousFile === null ? key : key.replace(`:${previousFile}:`, `:${file}:`),
  );
  const proposed = new Set((before?.plan.proposals ?? []).map(({ key }) => key));
  return {
    file,
    previousFile,
    state: before === null ? 'added' : after === null ? 'removed' : 'changed',
    isCompared,
    items: itemsOf(after).length,
    changes,
    findings: findings.introduced,
    settled: findings.settled.length,
    standing: findings.standing,
    ...operations,
    proposals: (after?.plan.proposals ?? []).filter(({ key }) => !proposed.has(key)),
    fingerprint: fingerprintOf(toldOf(after)),
  };
}

const isReadable = ({ desired }: PlannedReading): boolean =>
  !desired.problems.some(({ rule }) => rule === 'unreadable-file');

/** What concerns issues or boards that not everybody who reads the roadmap can read is done and not told. */
const toldOf = (reading: PlannedReading | null): Operation[] =>
  (reading?.plan.operations ?? []).filter(
    (operation) =>
      !('privateIssue' in operation && operation.privateIssue) &&
      !('privateBoard' in operation && operation.privateBoard),
  );

function compareOperations(
  before: readonly Operation[],
  after: readonly Operation[],
  currentKey: (key: string) => string,
): Pick<RoadmapChange, 'introduced' | 'withdrawn' | 'due'> {
  const effectByKey = new Map(before.map((operation) => [currentKey(operation.key), effectOf(operation)]));
  const keys = new Set(after.map(({ key }) => key));
  const isDue = (operation: Operation): boolean => effectByKey.get(operation.key) === effectOf(operation);
  return {
    introduced: after.filter((operation) => !isDue(operation)),
    withdrawn: before.filter(({ key, hold }) => hold === null && !keys.has(currentKey(key))),
    due: after.filter(isDue),
  };
}

/** What it writes, apart from the words of the item and what holds it back. */
const effectOf = ({ key: _key, item: _item, hold: _hold, ...effect }: Operation): string => JSON.stringify(effect);
