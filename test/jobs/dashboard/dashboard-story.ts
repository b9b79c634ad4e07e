/** A repository with a roadmap in the sandbox, a store, and syncs of it as the app, in this process. */
import { Octokit } from '@octokit/rest';
import { createClient, type GitHubClient } from '../../../src/github/client.ts';
import type { Identity } from '../../../src/github/identity.ts';
import type { Memory } from '../../../src/jobs/memory/memory.ts';
import type { RoadmapReader } from '../../../src/jobs/reading/read-roadmap.ts';
import { createStoreMemory } from '../../../src/jobs/memory/store-memory.ts';
import { synchronise } from '../../../src/jobs/sync/sync.ts';
import type { SyncResult, SyncTask } from '../../../src/jobs/sync/sync-task.ts';
import { applyAlternatives } from '../../../src/roadmap/edit/apply-alternatives.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import { withIdentity } from '../../../src/roadmap/identity/with-identity.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { claimDashboard } from '../../../src/store/dashboards.ts';
import type { Database } from '../../../src/store/database.ts';
import { SILENT } from '../../github/test-client.ts';

export const REPO = 'example-org/lantern';
const APP: Identity = { kind: 'app', login: 'milepost[bot]', appId: 4711 };

/** What a killed process does: nothing any more. */
class Killed extends Error {}

/** Before which request or after which answer a process is killed; requests count from 1. */
export interface Death {
  request: number;
  when: 'before' | 'after';
}

export interface SyncOptions extends Partial<SyncTask> {
  death?: Death;
  holder?: string;
  /** Called before each request is sent, with what it asks for. */
  onRequest?: (route: string, query: string) => void;
}

export class DashboardStory {
  readonly sandbox: Sandbox;
  readonly #database: Database;
  readonly installation: number;
  readonly #reader = readerWithoutThreads();
  now = new Date('2026-04-02T09:00:00Z');

  constructor(sandbox: Sandbox, database: Database, installation: number) {
    this.sandbox = sandbox;
    this.#database = database;
    this.installation = installation;
  }

  static async begin(database: Database, roadmap: string, configuration = ''): Promise<DashboardStory> {
    const sandbox = await startSandbox({ now: () => new Date('2026-04-02T09:00:00Z') });
    for (const login of ['alice', 'bob', 'carol']) sandbox.createUser(login);
    sandbox.createOrganization('example-org', { alice: 'admin' });
    sandbox.registerApp({
      id: 4711,
      slug: 'milepost',
      permissions: { metadata: 'read', contents: 'write', issues: 'write', pull_requests: 'write', checks: 'write' },
    });
    sandbox.createRepository(REPO, {
      files: { 'ROADMAP.md': roadmap, ...(configuration === '' ? {} : { '.github/milepost.yml': configuration }) },
    });
    sandbox.setPermission(REPO, 'bob', 'write');
    const installation = sandbox.install('example-org', { repositories: 'all', by: 'alice' });
    return new DashboardStory(sandbox, database, installation);
  }

  /** A sync as the app; a first look unless told otherwise. Requests are counted over its clients. */
  async sync({ death, holder = 'process', onRequest, ...task }: SyncOptions = {}): Promise<SyncResult> {
    const life = { requests: 0, isOver: false };
    const octokit = new Octokit({
      auth: this.sandbox.createInstallationToken(this.installation),
      baseUrl: this.sandbox.apiUrl,
      log: SILENT,
    });
    octokit.hook.wrap('request', async (send, options) => {
      if (life.isOver) throw new Killed();
      life.requests += 1;
      onRequest?.(`${options.method} ${options.url}`, (options as { query?: string }).query ?? '');
      const isLast = death?.request === life.requests;
      life.isOver = isLast && death?.when === 'before';
      if (life.isOver) throw new Killed();
      const answer = await send(options);
      life.isOver = isLast;
      if (life.isOver) throw new Killed();
      return answer;
    });
    const client = (mode: 'apply' | 'plan'): GitHubClient =>
      createClient({ request: octokit.request, mode, identity: APP, spacingMs: 0, pause: async () => {} });
    const [owner = '', name = ''] = REPO.split('/');
    return synchronise(
      {
        owner,
        name,
        occasion: 'first-look',
        sender: null,
        before: null,
        after: null,
        firstLook: task.occasion === undefined || task.occasion === 'first-look',
        picked: false,
        ref: null,
        path: null,
        approvals: { fingerprint: null },
        dryRun: false,
        ...task,
      },
      {
        client,
        memory: mortal(this.memory(holder), life),
        reader: this.#reader,
        hosts: {
          restUrl: this.sandbox.apiUrl,
          graphqlUrl: this.sandbox.graphqlUrl,
          webUrl: this.sandbox.url,
          webHost: this.sandbox.host,
        },
        now: () => this.now,
      },
    );
  }

  /** A push of these files by alice, and the sync of it. */
  push(files: Record<string, string>, options: SyncOptions = {}): Promise<SyncResult> {
    const before = this.sandbox.state.commit(REPO);
    const after = this.sandbox.push(REPO, { by: 'alice', message: 'Plan', files });
    return this.sync({ occasion: 'push', sender: 'alice', before, after, ...options });
  }

  /** The store as one process sees it, with a lease that ends soon. */
  memory(holder = 'process'): Memory {
    const repositoryId = this.sandbox.state.repository(REPO).id;
    const database = this.#database;
    const about = { repositoryId, installationId: this.installation, owner: 'example-org', name: 'lantern', holder };
    const memory = createStoreMemory(database, about);
    const claim = () => claimDashboard(database, { repositoryId, holder, leaseMs: 30 });
    return { ...memory, dashboards: { ...memory.dashboards!, claim } };
  }

  /** The issues called so, closed ones included. */
  get dashboards() {
    return this.sandbox.state.issues(REPO).filter(({ title }) => title === 'Roadmap dashboard');
  }

  /** The body of the only one. */
  get body(): string {
    const [only, ...others] = this.dashboards;
    if (only === undefined || others.length > 0) throw new Error(`There are ${this.dashboards.length} dashboards.`);
    return only.body ?? '';
  }

  /** Titles of all other issues. */
  get titles(): string[] {
    const issues = this.sandbox.state.issues(REPO).filter((issue) => !('pull_request' in issue));
    return issues.flatMap(({ title }) => (title === 'Roadmap dashboard' ? [] : [title]));
  }

  /** Ticks or unticks the box in whose line the words stand, as GitHub's own page does. */
  tick(words: string, by: string, ticked = true): void {
    const lines = this.body.split('\n');
    const index = lines.findIndex((line) => /^- \[[ x]\]/.test(line) && line.includes(words));
    if (index === -1) throw new Error(`No box says ${words}:\n${this.body}`);
    lines[index] = lines[index]!.replace(/^- \[[ x]\]/, ticked ? '- [x]' : '- [ ]');
    this.sandbox.people.editIssue(REPO, this.dashboards[0]!.number, { body: lines.join('\r\n'), by });
  }

  /** Requests that changed issues or check runs since the log was cleared last, without their `/repos/owner/name`. */
  writes(): string[] {
    const written = this.sandbox.state
      .writes()
      .map(({ method, path }) => `${method} ${path.replace(`/repos/${REPO}`, '')}`)
      .filter((write) => /^\w+ \/(?:issues|check-runs)/.test(write));
    this.sandbox.state.clearRequests();
    return written;
  }

  /** Every request that changed anything since then. */
  anyWrites(): string[] {
    return this.sandbox.state.writes().map(({ method, path }) => `${method} ${path}`);
  }
}

/** A store that a killed process no longer reaches. */
function mortal(memory: Memory, life: { isOver: boolean }): Memory {
  const guard = <Value>(value: Value): Value => {
    if (typeof value === 'function') {
      return ((...parameters: unknown[]) => {
        if (life.isOver) throw new Killed();
        return guard(value(...parameters));
      }) as Value;
    }
    const isPlain = typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
    return isPlain && Object.values(value).some((each) => typeof each === 'function')
      ? (Object.fromEntries(Object.entries(value).map(([key, each]) => [key, guard(each)])) as Value)
      : value;
  };
  return Object.fromEntries(
    Object.entries(memory).map(([key, value]) => [key, value === null ? null : guard(value)]),
  ) as unknown as Memory;
}

/** The same reading as in threads, without them. */
const readerWithoutThreads = (): RoadmapReader => ({
  read: (text, context, { stored = null, gone = [] } = {}) =>
    Promise.resolve(withIdentity(parse(text, context), stored ?? [], gone)),
  explain: notNeeded,
  edit: (text, context, wishes, known = []) => Promise.resolve(applyAlternatives(text, context, wishes, known)),
  close: async () => {},
});

const notNeeded = (): Promise<never> => Promise.reject(new Error('Not needed here.'));
