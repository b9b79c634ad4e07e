/** Lantern, an invented project, as values: its roadmap, what GitHub says of it, and reports of syncs. */
import type { Base, LedgerRecord, Operation, Plan } from '../../src/plan/model.ts';
import { referenceKey } from '../../src/plan/observation.ts';
import type { Observation, ObservedReference } from '../../src/plan/observation.ts';
import { reconcile } from '../../src/plan/reconcile.ts';
import type { OperationOutcome, RoadmapReport, SyncReport } from '../../src/plan/report.ts';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Item, Reference, Roadmap, SourceRange, Target } from '../../src/roadmap/model.ts';

export const OWNER = 'lanternhq';
export const NAME = 'lantern';
export const REPO = `${OWNER}/${NAME}`;
export const REPOSITORY_ID = 4711;
export const HEAD = '5f0c2a9be1d34786a0c5d2e8f71b3694ad80c217';
export const NOW = '2026-04-02T09:00:00Z';

const rangeOf = (line: number, endLine = line): SourceRange => ({
  line,
  column: 1,
  endLine,
  endColumn: 60,
  startOffset: line * 100,
  endOffset: endLine * 100 + 59,
});

export const timeframe = (text: string, start: string, end: string): Target => ({
  text,
  kind: 'timeframe',
  start,
  end,
  milestone: null,
  range: rangeOf(1),
});

export const release = (text: string): Target => ({
  text,
  kind: 'release',
  start: null,
  end: null,
  milestone: null,
  range: rangeOf(1),
});

export const reference = (number: number, owner = OWNER, repo = NAME): Reference => ({
  kind: 'issue',
  owner,
  repo,
  number,
  line: 1,
  text: owner === OWNER && repo === NAME ? `#${number}` : `${owner}/${repo}#${number}`,
  range: rangeOf(1),
});

export function item(line: number, title: string, fields: Partial<Item> = {}): Item {
  return {
    id: line.toString(16).padStart(10, '0'),
    line,
    endLine: line,
    title,
    description: '',
    path: ['Roadmap'],
    parent: null,
    status: 'planned',
    target: null,
    areas: [],
    placeholder: false,
    untracked: false,
    range: rangeOf(line),
    placeholderRange: fields.placeholder === true ? rangeOf(line) : null,
    ...fields,
    references: (fields.references ?? []).map((to) => ({ ...to, line, range: rangeOf(line) })),
  };
}

export const roadmapOf = (items: Item[], fields: Partial<Roadmap> = {}): Roadmap => ({
  file: 'ROADMAP.md',
  repo: REPO,
  title: 'Roadmap',
  lastUpdated: null,
  sections: [],
  items,
  problems: [],
  pointers: [],
  ...fields,
});

export const openIssue = (number: number, title: string, fields: object = {}): ObservedReference => ({
  state: 'found',
  kind: 'issue',
  owner: OWNER,
  repo: NAME,
  number,
  moved: false,
  title,
  url: `https://github.com/${REPO}/issues/${number}`,
  open: true,
  stateReason: null,
  createdAt: '2025-01-10T08:00:00Z',
  closedAt: null,
  milestone: null,
  ownIssue: false,
  ...fields,
});

export const closedIssue = (number: number, title: string): ObservedReference =>
  openIssue(number, title, { open: false, stateReason: 'completed', closedAt: '2026-03-01T08:00:00Z' });

/** Every reference of the roadmap is an open issue unless `answers` says otherwise, by `referenceKey`. */
export function observationOf(roadmap: Roadmap, answers: Record<string, ObservedReference> = {}): Observation {
  const repository = {
    id: REPOSITORY_ID,
    owner: OWNER,
    name: NAME,
    visibility: 'public' as const,
    archived: false,
    issuesEnabled: true,
    writable: true,
  };
  const references = roadmap.items.flatMap((one) =>
    one.references.map((to) => [referenceKey(to), openIssue(to.number, one.title)] as const),
  );
  return {
    repository,
    references: { ...Object.fromEntries(references), ...answers },
    repositories: { [REPO]: repository },
    milestones: [],
    releases: [{ tagName: 'v2.3.0', name: null, publishedAt: '2026-03-20T10:00:00Z', draft: false, prerelease: false }],
    markedIssues: [],
    markedComments: [],
  };
}

/** The last reading knew every item as it is now, before anything was missed, unless `changes` says otherwise, by item id. */
export const baseOf = (roadmap: Roadmap, changes: Record<string, Partial<Base['items'][number]>> = {}): Base => ({
  items: roadmap.items.map((one) => ({
    id: one.id,
    title: one.title,
    path: one.path,
    line: one.line,
    target: one.target,
    status: one.status,
    missedBefore: [],
    issue: null,
    earlierTargets: [],
    ...changes[one.id],
  })),
});

interface PlanFields {
  observed?: Observation;
  base?: Base | null;
  policy?: Partial<Policy>;
  ledger?: ReadonlyMap<string, LedgerRecord>;
}

export const planFor = (desired: Roadmap, { observed, base, policy, ledger }: PlanFields = {}): Plan =>
  reconcile({
    desired,
    observed: observed ?? observationOf(desired),
    base: base === undefined ? baseOf(desired) : base,
    ledger: ledger ?? new Map(),
    approvals: { fingerprint: null },
    policy: { ...defaultPolicy, ...policy },
    now: NOW,
  });

/** As `apply` reports when all goes well: issues get numbers from 401 on. */
export function done(operation: Operation, index: number): OperationOutcome {
  if (operation.hold !== null) return { state: 'held', hold: operation.hold };
  const number = operation.kind === 'open-issue' ? 401 + index : null;
  return { state: 'done', earlier: false, result: { number, commentId: null, url: null, missedKey: null } };
}

export const withheld =
  (reason: string) =>
  (operation: Operation): OperationOutcome =>
    operation.hold === null ? { state: 'withheld', reason } : { state: 'held', hold: operation.hold };

export const roadmapReport = (
  desired: Roadmap,
  plan: Plan,
  outcomeOf: (operation: Operation, index: number) => OperationOutcome = done,
): RoadmapReport => ({
  file: desired.file,
  items: desired.items.length,
  plan,
  outcomes: plan.operations.map((operation, index) => ({ operation, outcome: outcomeOf(operation, index) })),
});

export const syncReport = (roadmaps: RoadmapReport[], fields: Partial<SyncReport> = {}): SyncReport => ({
  repo: REPO,
  headOid: HEAD,
  occasion: 'push',
  mode: 'apply',
  policyProblems: [],
  roadmaps,
  searched: [],
  requests: { graphql: 2, rest: 2 },
  ...fields,
});

export const textsContext = {
  permalink: (line: number, endLine: number): string =>
    `https://github.com/${REPO}/blob/${HEAD}/ROADMAP.md?plain=1#L${line}${endLine > line ? `-L${endLine}` : ''}`,
  roadmap: { id: REPOSITORY_ID, path: 'ROADMAP.md', repo: REPO },
  documentationUrl: 'https://milepost.example/docs',
};
