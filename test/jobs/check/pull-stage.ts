/**
 * Repositories with pull requests in the sandbox, and the check on them as the app runs it: over HTTP, with the real reader and
 * a real store. One for each test file.
 */
import { afterAll, beforeAll } from '@jest/globals';
import { Octokit } from '@octokit/rest';
import { generateKeyPairSync } from 'node:crypto';
import { createProbot, ProbotOctokit } from 'probot';
import { createClient, type GitHubClient } from '../../../src/github/client.ts';
import type { Hosts } from '../../../src/github/hosts.ts';
import { runCheck, type CheckResult, type CheckTools } from '../../../src/jobs/check/check-pull.ts';
import { createRoadmapReader, type RoadmapReader } from '../../../src/jobs/reading/read-roadmap.ts';
import { runSync } from '../../../src/jobs/sync/run-sync.ts';
import { createStoreMemory } from '../../../src/jobs/memory/store-memory.ts';
import type { SyncResult } from '../../../src/jobs/sync/sync-task.ts';
import type { CheckRequest } from '../../../src/jobs/queue/task.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import { createNarrowClients, type NarrowClients } from '../../../src/web/narrow-client.ts';
import { BOT, SILENT } from '../../github/test-client.ts';
import { useStore } from '../../store/stores.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { openDatabase, type OpenedDatabase } from '../../../src/store/open-database.ts';

export const NOW = '2026-11-21T10:00:00Z';
export const OWNER = 'example-org';

export const PERMISSIONS = {
  metadata: 'read',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
  merge_queues: 'read',
} as const;

const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

export type Asked = Partial<CheckRequest> & Partial<Pick<CheckTools, 'isLastTry' | 'createNarrowClient'>>;

/** A GitHub with alice (an administrator), bob (may write) and carol (a stranger). */
export class PullStage {
  readonly sandbox: Sandbox;
  readonly installation: number;
  readonly #database: OpenedDatabase;
  readonly #reader: RoadmapReader;
  readonly #narrow: NarrowClients;

  constructor(sandbox: Sandbox, installation: number, database: OpenedDatabase, reader: RoadmapReader) {
    this.sandbox = sandbox;
    this.installation = installation;
    this.#database = database;
    this.#reader = reader;
    this.#narrow = this.#narrowClients();
  }

  static async begin(database: OpenedDatabase, reader: RoadmapReader): Promise<PullStage> {
    const sandbox = await startSandbox({ now: () => new Date(NOW) });
    for (const login of ['alice', 'bob', 'carol']) sandbox.createUser(login);
    sandbox.createOrganization(OWNER, { alice: 'admin' });
    sandbox.registerApp({ id: 4711, slug: 'milepost', privateKey, permissions: PERMISSIONS });
    return new PullStage(sandbox, sandbox.install(OWNER, { repositories: 'all', by: 'alice' }), database, reader);
  }

  get hosts(): Hosts {
    const { apiUrl, graphqlUrl, url, host } = this.sandbox;
    return { restUrl: apiUrl, graphqlUrl, webUrl: url, webHost: host };
  }

  /** Makes `example-org/NAME` with these files, which bob may write to; its full name. */
  repository(name: string, files: Record<string, string>, visibility: 'public' | 'private' = 'public'): string {
    const full = `${OWNER}/${name}`;
    this.sandbox.createRepository(full, { files: { 'README.md': 'A lamp.\n', ...files }, visibility });
    this.sandbox.setPermission(full, 'bob', 'write');
    return full;
  }

  /** A pull request from a branch of the repository itself; its number. */
  change(
    repository: string,
    files: Record<string, string | null>,
    { by = 'alice', branch = 'plan', base = 'main' } = {},
  ) {
    const { people } = this.sandbox;
    people.moveBranch(repository, branch, this.sandbox.state.commit(repository, base) ?? '', { by });
    people.push(repository, { by, branch, message: 'Plan', files });
    return people.openPullRequest(repository, { by, title: 'Plan', head: branch, base });
  }

  /** The same from a fork of carol's. */
  forkAndChange(repository: string, files: Record<string, string | null>, by = 'carol'): number {
    const { people } = this.sandbox;
    const fork = people.fork(repository, { by });
    people.push(fork, { by, branch: 'plan', message: 'Plan', files });
    return people.openPullRequest(repository, { by, title: 'Plan', head: `${by}:plan` });
  }

  async check(repository: string, number: number | null, asked: Asked = {}): Promise<CheckResult> {
    return runCheck(this.request(repository, number, asked), this.tools(repository, asked));
  }

  request(repository: string, number: number | null, asked: Asked = {}): CheckRequest {
    const { isLastTry: _last, createNarrowClient: _narrow, ...fields } = asked;
    const { id, owner, name } = this.#place(repository);
    return {
      installationId: this.installation,
      repositoryId: id,
      owner,
      name,
      number,
      headOid: fields.headOid ?? (number === null ? '' : this.headOf(repository, number)),
      baseOid: null,
      wanted: 'check',
      sender: 'alice',
      ...fields,
    };
  }

  tools(repository: string, asked: Asked = {}): CheckTools {
    const { id } = this.#place(repository);
    return {
      client: (mode) => this.client(mode),
      memory: this.memory(repository),
      reader: this.#reader,
      hosts: this.hosts,
      now: () => new Date(NOW),
      createNarrowClient: () => this.#narrow.create(this.installation, id),
      isLastTry: false,
      ...(asked.isLastTry === undefined ? {} : { isLastTry: asked.isLastTry }),
      ...(asked.createNarrowClient === undefined ? {} : { createNarrowClient: asked.createNarrowClient }),
    };
  }

  memory(repository: string) {
    const { id, owner, name } = this.#place(repository);
    return createStoreMemory(this.#database, {
      repositoryId: id,
      installationId: this.installation,
      owner,
      name,
      holder: 'this test',
    });
  }

  client(mode: 'apply' | 'plan'): GitHubClient {
    const auth = this.sandbox.createInstallationToken(this.installation);
    const { request } = new Octokit({ auth, baseUrl: this.sandbox.apiUrl, log: SILENT });
    return createClient({ request, mode, identity: BOT, graphqlUrl: this.sandbox.graphqlUrl, spacingMs: 0 });
  }

  /** A sync, as a push to the default branch asks for it. */
  async sync(repository: string, occasion: 'push' | 'first-look' = 'push'): Promise<SyncResult> {
    const { id, owner, name } = this.#place(repository);
    return runSync(
      {
        installationId: this.installation,
        repositoryId: id,
        owner,
        name,
        occasion,
        sender: 'alice',
        firstLook: occasion === 'first-look',
        picked: true,
        before: null,
        after: null,
      },
      this.tools(repository),
    );
  }

  headOf(repository: string, number: number): string {
    return this.sandbox.state.pullRequest(repository, number).head.sha;
  }

  /** Milepost's runs on a pull request's head, oldest first. */
  runs(repository: string, number: number) {
    return this.sandbox.state.checkRuns(repository, this.headOf(repository, number));
  }

  #place(repository: string) {
    const { id } = this.sandbox.state.repository(repository);
    const [owner = '', name = ''] = repository.split('/');
    return { id, owner, name };
  }

  #narrowClients(): NarrowClients {
    const probot = createProbot({
      overrides: {
        Octokit: ProbotOctokit.defaults((options: object) => ({ ...options, throttle: { enabled: false } })),
        appId: 4711,
        privateKey,
        secret: 'of no use here',
        baseUrl: this.sandbox.apiUrl,
        logLevel: 'fatal',
      },
    });
    return createNarrowClients({ probot, hosts: this.hosts, whoAmI: async () => BOT });
  }
}

/** Started before the first test of a file, thrown away after the last. */
export function usePullStage(): () => PullStage {
  const store = useStore('pglite');
  let stage: PullStage | null = null;
  const closers: (() => Promise<unknown>)[] = [];
  beforeAll(async () => {
    const database = await openDatabase(await store.address());
    const reader = createRoadmapReader({ threads: 1 });
    closers.push(
      () => reader.close(),
      () => database.close(),
    );
    await migrate(database);
    stage = await PullStage.begin(database, reader);
    const { sandbox } = stage;
    closers.push(() => sandbox.close());
  }, 180_000);
  afterAll(async () => {
    for (const close of closers.toReversed()) await close();
  });
  return () => {
    if (stage === null) throw new Error('The stage is there once a test has begun.');
    return stage;
  };
}
