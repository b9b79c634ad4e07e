/** A roadmap, its issues and its board, which people change and syncs bring together: values only. */
import { nextBase } from '../../../src/plan/base.ts';
import type { Base, LedgerRecord, Operation, Plan } from '../../../src/plan/model.ts';
import type { Observation } from '../../../src/plan/observation.ts';
import { reconcile, type ReconcileInput } from '../../../src/plan/reconcile.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import type { Status } from '../../../src/roadmap/model.ts';
import {
  board,
  card,
  closed,
  found,
  item,
  milestone,
  NOW,
  observation,
  policy,
  roadmap,
  section,
} from '../builders.ts';

export const COLUMNS = ['Todo', 'In Progress', 'Done', 'At risk', 'Dropped', 'Blocked'] as const;
export const TARGETS = ['1.7.0', '1.8.0', 'Later'] as const;
export const LANES = ['Storage', 'Search'] as const;

export interface Work {
  status: Status;
  target: string | null;
  lane: string;
  issue: 'open' | 'done' | 'dropped';
  /** By field, lower-cased; null: the issue is not on the board. */
  card: Record<string, string> | null;
  milestone: number | null;
}

export interface World {
  works: Work[];
  base: Base | null;
  ledger: Map<string, LedgerRecord>;
  /** Writes to cards and issues so far. */
  writes: number;
}

const options = (names: readonly string[]) => names.map((name) => ({ id: `O_${name}`, name }));
export const BOARD = board({
  fields: [
    { id: 'F_status', name: 'Status', type: 'single-select', options: options(COLUMNS) },
    { id: 'F_target', name: 'Release', type: 'iteration', options: options(TARGETS) },
    { id: 'F_lane', name: 'Area', type: 'single-select', options: options(LANES) },
  ],
});

export const POLICY: Policy = policy({
  board: { ...policy().board, target_field: 'Release', lane_field: 'Area' },
  slips: { comment: false, grace_days: 0 },
});

const MILESTONES = [milestone(1, '1.7.0'), milestone(2, '1.8.0')];

export function observe(works: readonly Work[]): Observation {
  const references = works.map((work, index) => {
    const name = `#${index + 1}`;
    const shown = {
      nodeId: `I_${index + 1}`,
      card: work.card && card({ ...work.card }, { id: `C_${index + 1}` }),
      milestone: MILESTONES.find(({ number }) => number === work.milestone) ?? null,
    };
    if (work.issue === 'open') return [name, found(name, shown)] as const;
    return [
      name,
      closed(name, { ...shown, stateReason: work.issue === 'done' ? 'completed' : 'not-planned' }),
    ] as const;
  });
  return observation({ board: BOARD, milestones: MILESTONES, references: Object.fromEntries(references) });
}

export function inputOf({ works, base, ledger }: World, rest: Partial<ReconcileInput> = {}): ReconcileInput {
  const items = works.map(({ status, target, lane }, index) =>
    item(`Work ${index + 1}`, 10 + index, { status, target, path: [lane], references: [`#${index + 1}`] }),
  );
  return {
    desired: roadmap(items, { sections: LANES.map((lane, index) => section(lane, 1 + index, 900)) }),
    observed: observe(works),
    base,
    ledger,
    approvals: { fingerprint: null },
    policy: POLICY,
    now: NOW,
    ...rest,
  };
}

/** One sync; `killedAfter`: the process dies after so many writes, and remembers nothing but the Ledger. */
export function sync(world: World, killedAfter = Infinity): { world: World; plan: Plan } {
  const input = inputOf(world);
  const plan = reconcile(input);
  const next: World = { ...world, works: world.works.map((work) => ({ ...work })), ledger: new Map(world.ledger) };
  const operations = plan.operations.filter(({ hold }) => hold === null);
  for (const operation of operations.slice(0, killedAfter)) carryOut(operation, next);
  if (operations.length > killedAfter) return { world: next, plan };
  next.base = nextBase({ ...input, ledger: next.ledger });
  return { world: next, plan };
}

function carryOut(operation: Operation, world: World): void {
  const { key, kind } = operation;
  if (world.ledger.get(key)?.state === 'done') throw new Error(`${key} is done already.`);
  const result = { number: null as number | null, commentId: null, url: null, missedKey: null };
  const work = 'issue' in operation ? world.works[operation.issue.number - 1] : undefined;
  if (work === undefined) throw new Error(`Nothing here is ${key}.`);
  if (operation.kind === 'set-milestone') {
    work.milestone = operation.milestone;
    result.number = operation.milestone;
  } else if (operation.kind === 'add-card' || operation.kind === 'update-card') {
    work.card = {
      ...work.card,
      ...Object.fromEntries(operation.fields.map(({ fieldName, shown }) => [fieldName.toLowerCase(), shown])),
    };
  }
  world.writes += 1;
  world.ledger.set(key, { key, kind, state: 'done', result });
}

/** The roadmap after people merged what was proposed of statuses, targets and sections. */
export function merge(world: World, plan: Plan): World {
  const works = world.works.map((work, index) => {
    const merged = { ...work };
    for (const { item: about, edits } of plan.proposals) {
      const edit = edits[0];
      if (about?.title !== `Work ${index + 1}` || edit === undefined) continue;
      if (edit.kind === 'set-status') merged.status = edit.status;
      if (edit.kind === 'set-target') merged.target = edit.target;
      if (edit.kind === 'move-item') merged.lane = edit.to[0] ?? merged.lane;
    }
    return merged;
  });
  return { ...world, works };
}
