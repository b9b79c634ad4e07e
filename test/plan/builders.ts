/** Values for the engine's tests: a roadmap file that nobody wrote, and a GitHub that nobody asked. */
import { createHash } from 'node:crypto';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import type { Policy } from '../../src/policy/policy.ts';
import type { Item, Problem, Reference, Roadmap, Section, SourceRange, Target } from '../../src/roadmap/model.ts';
import type { Base, BaseItem, LedgerRecord, Plan } from '../../src/plan/model.ts';
import type {
  FoundReference,
  MarkedComment,
  MarkedIssue,
  Observation,
  ObservedBoard,
  ObservedCard,
  ObservedMilestone,
  ObservedReference,
  ObservedRelease,
  ObservedRepository,
} from '../../src/plan/observation.ts';
import { referenceKey } from '../../src/plan/observation.ts';
import type { ReconcileInput } from '../../src/plan/reconcile.ts';
import { reconcile } from '../../src/plan/reconcile.ts';

/** The day on which all tests take place. */
export const NOW = '2026-11-21T10:00:00Z';

/** A stretch of one line; every line is taken to have 1,000 characters, so that offsets rise with lines. */
export const range = (line: number, column = 1, length = 10): SourceRange => ({
  line,
  column,
  endLine: line,
  endColumn: column + length,
  startOffset: line * 1000 + column - 1,
  endOffset: line * 1000 + column - 1 + length,
});

/** `#12`, `acme/sail#3`, `acme/sail/milestone/4`, `acme/sail/discussions/5`, on that line; `text` is the label shown. */
export function reference(written: string, line = 1, text = written, column = 20): Reference {
  const match = /^(?:([\w.-]+)\/([\w.-]+))?(?:#|\/(milestone|discussions|pull)\/)(\d+)$/.exec(written);
  if (match === null) throw new Error(`No reference: ${written}`);
  const kinds = { milestone: 'milestone', discussions: 'discussion', pull: 'pull' } as const;
  return {
    kind: match[3] === undefined ? 'issue' : kinds[match[3] as keyof typeof kinds],
    owner: match[1] ?? 'acme',
    repo: match[2] ?? 'anchor',
    number: Number(match[4]),
    line,
    text,
    range: range(line, column, text.length),
  };
}

/** `1.7.0` is a release, `2027-03-31` a timeframe that ends then, `Later` a horizon; `end` overrides the last day. */
export function target(text: string, rest: Partial<Target> = {}): Target {
  const isDay = /^\d{4}-\d{2}-\d{2}$/.test(text);
  const isRelease = /^v?\d+\.\d/.test(text);
  return {
    text,
    kind: isRelease ? 'release' : isDay || rest.end ? 'timeframe' : 'horizon',
    start: isDay ? text : null,
    end: isDay ? text : null,
    milestone: null,
    range: range(1),
    ...rest,
  };
}

export type ItemSketch = Partial<Omit<Item, 'references' | 'target'>> & {
  references?: (string | Reference)[];
  target?: string | Target | null;
};

/** An item on that line; its id is made of its title. */
export function item(title: string, line: number, sketch: ItemSketch = {}): Item {
  const { references = [], target: planned = null, ...rest } = sketch;
  return {
    id: createHash('sha256').update(title).digest('hex').slice(0, 10),
    line,
    endLine: line,
    title,
    description: '',
    path: ['Plans'],
    parent: null,
    status: 'planned',
    target: typeof planned === 'string' ? target(planned) : planned,
    areas: [],
    references: references.map((written, index) =>
      typeof written === 'string' ? reference(written, line, written, 20 + index * 40) : written,
    ),
    placeholder: false,
    untracked: false,
    range: range(line),
    placeholderRange: rest.placeholder === true ? range(line, 3, 17) : null,
    ...rest,
  };
}

export const roadmap = (items: Item[], rest: Partial<Roadmap> = {}): Roadmap => ({
  file: 'ROADMAP.md',
  repo: 'acme/anchor',
  title: 'Anchor roadmap',
  lastUpdated: null,
  sections: [section('Plans', 1, 900)],
  items,
  problems: [],
  pointers: [],
  ...rest,
});

export const section = (title: string, line: number, endLine: number, rest: Partial<Section> = {}): Section => ({
  title,
  line,
  endLine,
  level: 2,
  path: [],
  target: null,
  status: null,
  ...rest,
});

export const problem = (rule: Problem['rule'], line: number, rest: Partial<Problem> = {}): Problem => ({
  rule,
  message: `Something was found on line ${line}; write it otherwise.`,
  line,
  range: range(line),
  suggestion: null,
  ...rest,
});

export const repository = (name: string, rest: Partial<ObservedRepository> = {}): ObservedRepository => ({
  id: Array.from(name).reduce((sum, letter) => sum * 31 + letter.codePointAt(0)!, 7) % 100_000,
  owner: 'acme',
  name,
  visibility: 'public',
  archived: false,
  issuesEnabled: true,
  writable: true,
  ...rest,
});

export const OWN = repository('anchor', { id: 42 });

export function found(written: string, rest: Partial<FoundReference> = {}): FoundReference {
  const { kind, owner, repo, number } = reference(written);
  return {
    state: 'found',
    kind: kind === 'project' ? 'issue' : kind,
    owner,
    repo: repo!,
    number,
    moved: false,
    title: `Title of ${written}`,
    url: `https://github.com/${owner}/${repo}/issues/${number}`,
    open: true,
    stateReason: null,
    createdAt: '2020-01-01T00:00:00Z',
    closedAt: null,
    milestone: null,
    ownIssue: false,
    ...rest,
  };
}

export const closed = (written: string, rest: Partial<FoundReference> = {}): FoundReference =>
  found(written, { open: false, stateReason: 'completed', closedAt: '2026-01-01T00:00:00Z', ...rest });

export type ObservationSketch = Partial<Omit<Observation, 'references' | 'repositories'>> & {
  references?: Record<string, ObservedReference>;
  repositories?: (ObservedRepository | string)[];
};

/** References by `#12` and the like; repositories as values, or as `owner/name` for one that cannot be read. */
export function observation(sketch: ObservationSketch = {}): Observation {
  const { references = {}, repositories = [], ...rest } = sketch;
  const own = rest.repository ?? OWN;
  const entries = [own, ...repositories].map((entry) =>
    typeof entry === 'string' ? ([entry, null] as const) : ([`${entry.owner}/${entry.name}`, entry] as const),
  );
  return {
    repository: own,
    references: Object.fromEntries(
      Object.entries(references).map(([written, answer]) => [referenceKey(reference(written)), answer]),
    ),
    repositories: Object.fromEntries(entries.map(([key, entry]) => [key.toLowerCase(), entry])),
    milestones: [],
    releases: [],
    markedIssues: [],
    markedComments: [],
    ...rest,
  };
}

export const milestone = (number: number, title: string, rest: Partial<ObservedMilestone> = {}): ObservedMilestone => ({
  number,
  title,
  dueOn: null,
  state: 'open',
  url: `https://github.com/acme/anchor/milestone/${number}`,
  ...rest,
});

export const release = (tagName: string, rest: Partial<ObservedRelease> = {}): ObservedRelease => ({
  tagName,
  name: null,
  publishedAt: '2026-06-01T00:00:00Z',
  draft: false,
  prerelease: false,
  ...rest,
});

/** Project 4 of acme, which everybody can see, with a field Status. */
export const board = (
  rest: Partial<Extract<ObservedBoard, { state: 'found' }>> = {},
): Extract<ObservedBoard, { state: 'found' }> => ({
  state: 'found',
  id: 'PVT_4',
  owner: 'acme',
  number: 4,
  title: 'Voyage',
  url: 'https://github.com/orgs/acme/projects/4',
  public: true,
  closed: false,
  writable: null,
  fields: [
    {
      id: 'F_status',
      name: 'Status',
      type: 'single-select',
      options: ['Todo', 'In Progress', 'Done'].map((name) => ({ id: `O_${name}`, name })),
    },
  ],
  ...rest,
});

/** A card whose fields are empty unless said; names of fields lower-cased. */
export const card = (values: Record<string, string> = {}, rest: Partial<ObservedCard> = {}): ObservedCard => ({
  id: 'PVTI_1',
  archived: false,
  values,
  ...rest,
});

/** An issue that Milepost opened for the item. */
export const marked = (number: number, served: Item, rest: Partial<MarkedIssue> = {}): MarkedIssue => ({
  number,
  url: `https://github.com/acme/anchor/issues/${number}`,
  open: true,
  createdAt: '2026-01-01T00:00:00Z',
  marker: { roadmap: '42:ROADMAP.md', item: served.id, title: served.title, path: served.path, waiting: [] },
  ...rest,
});

export const comment = (issue: string, missed: string, rest: Partial<MarkedComment> = {}): MarkedComment => ({
  issue: referenceKey(reference(issue)),
  commentId: 900,
  marker: { roadmap: '42:ROADMAP.md', item: 'any', missed },
  ...rest,
});

export const baseItem = (known: Item, rest: Partial<BaseItem> = {}): BaseItem => ({
  id: known.id,
  title: known.title,
  path: known.path,
  line: known.line,
  target: known.target && {
    text: known.target.text,
    kind: known.target.kind,
    start: known.target.start,
    end: known.target.end,
  },
  status: known.status,
  missedBefore: [],
  issue: null,
  earlierTargets: [],
  ...rest,
});

export const base = (...items: BaseItem[]): Base => ({ items });

export const ledgerOf = (...records: LedgerRecord[]): ReadonlyMap<string, LedgerRecord> =>
  new Map(records.map((record) => [record.key, record]));

export const record = (key: string, rest: Partial<LedgerRecord> = {}): LedgerRecord => ({
  key,
  kind: /^(open-issue|comment-slip|update-slip-comment)/.exec(key)![1] as LedgerRecord['kind'],
  state: 'done',
  result: null,
  ...rest,
});

export const policy = (rest: Partial<Policy> = {}): Policy => ({ ...defaultPolicy, ...rest });

/** The Plan for the items, everything else as usual unless said. */
export function planFor(items: Item[], rest: Partial<ReconcileInput> = {}): Plan {
  return reconcile({
    desired: roadmap(items),
    observed: observation(),
    base: null,
    ledger: new Map(),
    approvals: { fingerprint: null },
    policy: policy(),
    now: NOW,
    ...rest,
  });
}

/** Findings of one rule as `line: message`, for tables of cases. */
export const findingsOf = (plan: Pick<Plan, 'findings'>, rule: string): string[] =>
  plan.findings.filter((finding) => finding.rule === rule).map(({ range, message }) => `${range.line}: ${message}`);

/** Lines on which one rule found something. */
export const linesOf = (plan: Pick<Plan, 'findings'>, rule: string): number[] =>
  plan.findings.filter((finding) => finding.rule === rule).map(({ range }) => range.line);
