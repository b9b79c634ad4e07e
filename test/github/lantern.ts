/** An organisation with one repository in the sandbox, the app installed on it, and a client for it. */
import { Octokit } from '@octokit/rest';
import { createClient, type ClientOptions, type GitHubClient } from '../../src/github/client.ts';
import type { Identity } from '../../src/github/identity.ts';
import type {
  AddCard,
  FieldWrite,
  OpenIssue,
  Operation,
  OperationItem,
  Plan,
  Slip,
  UpdateCard,
} from '../../src/plan/model.ts';
import { roadmapKey } from '../../src/plan/keys.ts';
import { writeIssueMarker, writeSlipMarker } from '../../src/plan/marker.ts';
import type { Reference, Roadmap, SourceRange } from '../../src/roadmap/model.ts';
import { startSandbox, type Sandbox, type SandboxOptions } from '../../src/sandbox/sandbox.ts';
import type { Texts } from '../../src/github/texts.ts';
import { BOT, SILENT } from './test-client.ts';

export interface Lantern {
  sandbox: Sandbox;
  installation: number;
  /** Database id of example-org/lantern. */
  id: number;
  /** A client of the app's installation. */
  client: (options?: Partial<ClientOptions>) => GitHubClient;
  /** A client with any other token. */
  clientOf: (token: string, identity: Identity, options?: Partial<ClientOptions>) => GitHubClient;
}

const PERMISSIONS = {
  metadata: 'read',
  contents: 'read',
  issues: 'write',
  pull_requests: 'read',
  checks: 'write',
  organization_projects: 'write',
} as const;

export async function startLantern(
  options: SandboxOptions & { repositories?: 'all' | string[]; files?: Record<string, string | Buffer> } = {},
): Promise<Lantern> {
  const { repositories = 'all', files = { 'ROADMAP.md': '# Roadmap\n' }, ...sandboxOptions } = options;
  const sandbox = await startSandbox(sandboxOptions);
  sandbox.createUser('alice');
  sandbox.createOrganization('example-org', { alice: 'admin' });
  sandbox.createUser('elsewhere');
  sandbox.registerApp({ id: 4711, slug: 'milepost', permissions: PERMISSIONS });
  sandbox.createRepository('example-org/lantern', { files });
  const installation = sandbox.install('example-org', { repositories });
  const clientOf: Lantern['clientOf'] = (auth, identity, more = {}) => {
    const { request } = new Octokit({ auth, baseUrl: sandbox.apiUrl, log: SILENT });
    return createClient({ request, mode: 'apply', identity, spacingMs: 0, pause: noPause, ...more });
  };
  return {
    sandbox,
    installation,
    id: sandbox.state.repository('example-org/lantern').id,
    clientOf,
    client: (more) => clientOf(sandbox.createInstallationToken(installation), BOT, more),
  };
}

export const noPause = async (): Promise<void> => undefined;

export const range = (line: number): SourceRange => ({
  line,
  column: 1,
  endLine: line,
  endColumn: 10,
  startOffset: 0,
  endOffset: 9,
});

/** `issue example-org/lantern 12`: kind, repository, number. */
export function reference(text: string): Reference {
  const [kind, repository, number] = text.split(' ');
  const [owner, repo] = repository!.split('/');
  return {
    kind: kind as Reference['kind'],
    owner: owner!,
    repo: repo ?? null,
    number: Number(number),
    line: 3,
    text,
    range: range(3),
  };
}

export function roadmapOf(references: Reference[], more: Partial<Roadmap> = {}): Roadmap {
  const item = {
    id: 'abcdef0123',
    line: 3,
    endLine: 3,
    title: 'Dark lantern',
    description: '',
    path: [],
    parent: null,
    status: 'planned' as const,
    target: null,
    areas: [],
    references,
    placeholder: false,
    range: range(3),
    placeholderRange: null,
    untracked: false,
  };
  return {
    file: 'ROADMAP.md',
    repo: 'example-org/lantern',
    title: 'Roadmap',
    lastUpdated: null,
    sections: [],
    items: [item],
    problems: [],
    pointers: [],
    ...more,
  };
}

const operationItem = (id: string): OperationItem => ({
  id,
  title: `Item ${id}`,
  description: '',
  path: ['Next'],
  line: 3,
  endLine: 3,
  target: null,
});

export const slip = (missed: string): Slip => ({
  reason: 'date-passed',
  missedKey: missed,
  missed,
  missedOn: null,
  now: null,
});

export const openIssueOf = (id: string, repositoryId: number, more: Partial<OpenIssue> = {}): OpenIssue => ({
  kind: 'open-issue',
  key: `open-issue:${repositoryId}:ROADMAP.md:${id}`,
  item: operationItem(id),
  hold: null,
  repository: { owner: 'example-org', name: 'lantern', id: repositoryId },
  reason: 'placeholder',
  labels: ['roadmap'],
  milestone: null,
  slip: null,
  ...more,
});

export const commentOf = (number: number, missed: string, repositoryId: number): Operation => ({
  kind: 'comment-slip',
  key: `comment-slip:${repositoryId}:ROADMAP.md:example-org/lantern#${number}`,
  item: operationItem('late'),
  hold: null,
  issue: { owner: 'example-org', repo: 'lantern', number },
  slip: slip(missed),
});

/** Operations on cards of example-org's project: fields by name, values as people read them. */
export interface CardOperations {
  add: (issue: number, values?: Record<string, string>, more?: Partial<AddCard>) => AddCard;
  move: (issue: number, cardId: string, values: Record<string, string>, more?: Partial<UpdateCard>) => UpdateCard;
}

export function cardOperations({ sandbox, id }: Lantern, project: number): CardOperations {
  const state = sandbox.state.project('example-org', project);
  const board = { id: state.id, owner: 'example-org', number: project, title: 'The plan' };
  const write = ([fieldName, shown]: [string, string]): FieldWrite => {
    const { id: fieldId, type, options } = state.fields.find(({ name }) => name === fieldName)!;
    const chosen = options.find(({ name }) => name === shown)?.id ?? 'gone';
    const values = {
      single_select: { optionId: chosen },
      iteration: { iterationId: chosen },
      date: { date: shown },
      text: { text: shown },
    };
    const value = values[type as keyof typeof values];
    return { facet: 'status', fieldId, fieldName, value, shown, before: null };
  };
  const base = (number: number, values: Record<string, string>) => ({
    item: operationItem(`item-${number}`),
    hold: null,
    board,
    issue: { owner: 'example-org', repo: 'lantern', number },
    fields: Object.entries(values).map(write),
  });
  return {
    add: (number, values = {}, more = {}) => ({
      kind: 'add-card',
      key: `add-card:${id}:ROADMAP.md:${number}`,
      contentId: sandbox.state.issue('example-org/lantern', number).node_id,
      ...base(number, values),
      ...more,
    }),
    move: (number, cardId, values, more = {}) => ({
      kind: 'update-card',
      key: `update-card:${id}:ROADMAP.md:${number}`,
      cardId,
      ...base(number, values),
      ...more,
    }),
  };
}

export const planOf = (...operations: Operation[]): Plan => ({
  file: 'ROADMAP.md',
  repo: 'example-org/lantern',
  findings: [],
  operations,
  proposals: [],
  fingerprint: '0'.repeat(16),
});

/** Texts with the same markers as the real ones. */
export function textsOf(repositoryId: number): Texts {
  const roadmap = roadmapKey(repositoryId, 'ROADMAP.md');
  return {
    openIssue: ({ item: { id, title, path } }, waiting) => ({
      title,
      body: `Planned.\n\n${writeIssueMarker({ roadmap, item: id, title, path, waiting })}`,
    }),
    slipComment: ({ item, slip: { missed, missedKey } }) => ({
      body: `Missed ${missed ?? ''}.\n\n${writeSlipMarker({ roadmap, item: item.id, missed: missedKey })}`,
    }),
  };
}
