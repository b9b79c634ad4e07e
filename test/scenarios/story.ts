/**
 * A GitHub and a Milepost for one test file: the sandbox in this process, the app in another one, started as `npm start`
 * does, talking to each other over HTTP only.
 */
import { spawn, type ChildProcess } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { InstallOptions } from '../../src/sandbox/accounts.ts';
import { freePort } from '../../src/cli/demo/free-port.ts';
import type { LimitOptions } from '../../src/sandbox/limits.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { copyEmbeddedStore } from '../store/embedded-template.ts';

const root = fileURLToPath(new URL('../..', import.meta.url));
export const { privateKey } = generateKeyPairSync('rsa', {
  modulusLength: 2048,
  privateKeyEncoding: { type: 'pkcs1', format: 'pem' },
  publicKeyEncoding: { type: 'pkcs1', format: 'pem' },
});

export const OWNER = 'example-org';
export const SECRET = 'the secret of the scenarios';
export const CLIENT_SECRET = 'the client secret of the scenarios';

/** Of a story whose people sign in. */
export const SIGN_IN = { GITHUB_CLIENT_ID: 'Iv23sandbox4242', GITHUB_CLIENT_SECRET: CLIENT_SECRET };

/** Of the app, for processes beside that of the story. */
export const CREDENTIALS = { APP_ID: '4242', PRIVATE_KEY: privateKey, WEBHOOK_SECRET: SECRET };

export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

/** Resolves with the first value that is not undefined, null or false. */
export async function until<Value>(
  what: string,
  look: () => Value | Promise<Value>,
  timeoutMs = 90_000,
): Promise<Exclude<Value, undefined | null | false>> {
  const end = Date.now() + timeoutMs;
  for (;;) {
    const value = await look();
    if (value !== undefined && value !== null && value !== false) {
      return value as Exclude<Value, undefined | null | false>;
    }
    if (Date.now() > end) throw new Error(`In ${timeoutMs} ms it did not come to this: ${what}`);
    await pause(50);
  }
}

export interface StoryOptions {
  /** Real PostgreSQL; without it the embedded store in a directory of its own. */
  databaseUrl?: string;
  latencyMs?: number;
  /** Of the sandbox. Milepost itself creates up to sixty pieces of content a minute here, unless `environment` says otherwise. */
  limits?: LimitOptions;
  /** Permissions that the organisation grants; default: those of app.yml. */
  permissions?: Record<string, 'read' | 'write'>;
  environment?: Record<string, string>;
  /** Not installed yet: the story itself says when. */
  apart?: true;
}

/** What the app logs of one sync. */
export interface LoggedSync {
  msg: string;
  occasion: string;
  /** The pushed commit that it is about; null where no push asked for it. */
  commit: string | null;
  /** Why nothing was looked at. */
  why?: string;
  /** Keys of the Operations that were carried out. */
  written?: string[];
  /** GitHub's reasons. */
  refused?: string[];
  requests?: { graphql: number; rest: number };
  configuration?: { file: string; key: string; line: number; message: string }[];
  checkRefused?: string;
}

async function endProcess(app: ChildProcess, signal: NodeJS.Signals): Promise<void> {
  if (app.exitCode !== null || app.signalCode !== null) return;
  const ended = new Promise<void>((resolve) => app.once('exit', () => resolve()));
  app.kill(signal);
  await ended;
}

/** The app is registered as app.yml has it. */
const { default_permissions: PERMISSIONS, default_events: EVENTS } = parse(
  readFileSync(join(root, 'app.yml'), 'utf8'),
) as { default_permissions: Record<string, 'read' | 'write'>; default_events: string[] };

export class Story {
  readonly sandbox: Sandbox;
  readonly port: number;
  installationId = 0;
  readonly #options: StoryOptions;
  readonly #dataDirectory = mkdtempSync(join(tmpdir(), 'milepost-story-'));
  /** Of the processes started from now on, beside what the story's options say. */
  environment: Record<string, string> = {};
  #app: ChildProcess | null = null;
  readonly #workers: ChildProcess[] = [];
  #log = '';
  /** The end of the log that is no whole line yet, of each stream. */
  readonly #rests = new Map<object, string>();
  readonly #syncsByRepository = new Map<string, LoggedSync[]>();

  constructor(sandbox: Sandbox, port: number, options: StoryOptions) {
    this.sandbox = sandbox;
    this.port = port;
    this.#options = options;
  }

  static async begin(options: StoryOptions = {}): Promise<Story> {
    const sandbox = await startSandbox({ latencyMs: options.latencyMs ?? 0, limits: options.limits ?? {} });
    const port = await freePort();
    sandbox.createUser('alice');
    sandbox.createOrganization(OWNER, { alice: 'admin' });
    sandbox.registerApp({
      id: 4242,
      slug: 'milepost',
      privateKey,
      webhookSecret: SECRET,
      webhookUrl: `http://127.0.0.1:${port}/api/github/webhooks`,
      events: EVENTS,
      permissions: { ...PERMISSIONS, ...options.permissions },
      clientSecret: CLIENT_SECRET,
      callbackUrls: [`http://127.0.0.1:${port}/-/signed-in`],
    });
    const story = new Story(sandbox, port, options);
    try {
      if (options.databaseUrl === undefined) await copyEmbeddedStore(story.store.dataDirectory);
      await story.startApp();
    } catch (error) {
      await story.end();
      throw error;
    }
    if (options.apart !== true) await story.install();
    return story;
  }

  /** On all repositories of the organisation. */
  async install(): Promise<void> {
    this.installationId = this.sandbox.install(OWNER, { repositories: 'all', by: 'alice' });
    await this.sandbox.deliveries.settled();
  }

  /** `environment` is of this life only. */
  async startApp(environment: Record<string, string> = {}): Promise<void> {
    this.#app = await this.#start(this.port, [], environment);
  }

  /** Another process on the same store, which takes no webhooks in; it ends with the story. Its port, for health and metrics. */
  async startWorker(): Promise<number> {
    const port = await freePort();
    this.#workers.push(await this.#start(port, ['--role', 'worker'], {}));
    return port;
  }

  async #start(port: number, parameters: string[], environment: Record<string, string>): Promise<ChildProcess> {
    const app = spawn(process.execPath, [join(root, 'dist/cli/main.js'), 'serve', ...parameters], {
      cwd: this.#dataDirectory,
      env: {
        PATH: process.env['PATH'],
        GHE_HOST: this.sandbox.host,
        GHE_PROTOCOL: 'http',
        ...CREDENTIALS,
        PORT: String(port),
        MILEPOST_DATA_DIR: join(this.#dataDirectory, 'store'),
        MILEPOST_CONTENT_PER_MINUTE: '120',
        MILEPOST_CONTENT_PER_HOUR: '7200',
        LOG_FORMAT: 'json',
        ...(this.#options.databaseUrl === undefined ? {} : { DATABASE_URL: this.#options.databaseUrl }),
        ...this.#options.environment,
        ...this.environment,
        ...environment,
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    for (const stream of [app.stdout, app.stderr]) stream?.on('data', (chunk: Buffer) => this.#hear(stream, chunk));
    try {
      await until('the app is ready', async () => {
        if (app.exitCode !== null) throw new Error(`The app ended with ${app.exitCode}:\n${this.#log}`);
        return fetch(`http://127.0.0.1:${port}/readyz`).then(
          ({ ok }) => ok,
          () => false,
        );
      });
    } catch (error) {
      app.kill('SIGKILL');
      throw error;
    }
    return app;
  }

  /** Syncs are kept by repository as they are told, since a story of many repositories asks for them all the time. */
  #hear(stream: object, chunk: Buffer): void {
    const text = chunk.toString();
    this.#log += text;
    const lines = `${this.#rests.get(stream) ?? ''}${text}`.split('\n');
    this.#rests.set(stream, lines.pop() ?? '');
    for (const line of lines) {
      const [, repository] = /"msg":"Sync of ([^:"]+): /.exec(line) ?? [];
      if (repository === undefined) continue;
      const known = this.#syncsByRepository.get(repository) ?? [];
      this.#syncsByRepository.set(repository, [...known, JSON.parse(line) as LoggedSync]);
    }
  }

  /** For `openDatabase`, while no process of the app has it open. */
  get store(): { url: string | null; dataDirectory: string } {
    return { url: this.#options.databaseUrl ?? null, dataDirectory: join(this.#dataDirectory, 'store') };
  }

  /** Of the process that runs. */
  get pid(): number {
    return this.#app?.pid ?? 0;
  }

  /** Everything that the app printed so far, of all its lives. */
  get log(): string {
    return this.#log;
  }

  /** SIGKILL: nothing is finished, nothing is cleaned up. */
  kill(): Promise<void> {
    return this.#end('SIGKILL');
  }

  /** SIGTERM: gives the exit code. */
  async stopApp(): Promise<number | null> {
    const app = this.#app;
    await this.#end('SIGTERM');
    return app?.exitCode ?? null;
  }

  async #end(signal: NodeJS.Signals): Promise<void> {
    if (this.#app !== null) await endProcess(this.#app, signal);
  }

  /** All processes but the app itself. */
  async stopWorkers(): Promise<void> {
    for (const worker of this.#workers.splice(0)) await endProcess(worker, 'SIGTERM');
  }

  async end(): Promise<void> {
    await this.#end('SIGKILL');
    for (const worker of this.#workers) await endProcess(worker, 'SIGKILL');
    await this.sandbox.close();
    rmSync(this.#dataDirectory, { recursive: true, force: true });
  }

  /** What the app logged of its syncs of a repository, oldest first. */
  syncs(repository: string): LoggedSync[] {
    return this.#syncsByRepository.get(repository) ?? [];
  }

  /** Does something that makes the app look at a repository once more; what it logs of that. */
  async syncAfter(repository: string, act: () => unknown): Promise<LoggedSync> {
    const before = this.syncs(repository).length;
    await act();
    return until(`a sync of ${repository}`, () => this.syncs(repository)[before]);
  }

  /** A push, and the sync of that commit: an earlier sync may still be about to end. */
  async pushed(
    repository: string,
    files: Record<string, string | Buffer | null>,
    by = 'alice',
  ): Promise<{ sha: string; sync: LoggedSync }> {
    const sha = this.push(repository, files, by);
    const sync = await until(`a sync of ${repository}@${sha.slice(0, 7)}`, () =>
      this.syncs(repository).find(({ commit }) => commit === sha),
    );
    return { sha, sync };
  }

  /** Another organisation, with alice as its administrator and Milepost installed on all of it; the installation's id. */
  organisation(login: string, options: Omit<InstallOptions, 'by'> = {}): number {
    this.sandbox.createOrganization(login, { alice: 'admin' });
    return this.sandbox.install(login, { repositories: 'all', ...options, by: 'alice' });
  }

  /** Requests that changed something in a repository, as `METHOD path`, the path without its `/repos/owner/name`. */
  writes(repository: string): string[] {
    const start = `/repos/${repository}/`;
    return this.sandbox.state
      .writes()
      .filter(({ path }) => path.startsWith(start))
      .map(({ method, path }) => `${method} /${path.slice(start.length)}`);
  }

  /** How many installation tokens were asked for since the requests were cleared. */
  tokensAskedFor(): number {
    return this.sandbox.state.requests.filter(({ path }) => path.endsWith('/access_tokens')).length;
  }

  /** Whether the process answers. */
  async health(): Promise<number> {
    return (await fetch(`http://127.0.0.1:${this.port}/healthz`)).status;
  }

  /**
   * Makes `example-org/name` (or `owner/name`), on which Milepost is installed; its full name, once the first look at it
   * is over.
   */
  async repository(name: string, options: Parameters<Sandbox['createRepository']>[1] = {}): Promise<string> {
    const full = name.includes('/') ? name : `${OWNER}/${name}`;
    this.sandbox.createRepository(full, { ...options, files: { 'README.md': 'A project.\n', ...options.files } });
    await until(`a first look at ${full}`, () => this.syncs(full).length > 0);
    return full;
  }

  /** A person pushes these files to the default branch; gives the commit. */
  push(repository: string, files: Record<string, string | Buffer | null>, by = 'alice'): string {
    return this.sandbox.push(repository, { by, message: 'Plan', files });
  }

  /** The issues by number, as GitHub has them now; without the dashboard. */
  issues(repository: string) {
    return this.sandbox.state
      .issues(repository)
      .filter((issue) => !('pull_request' in issue) && issue.title !== 'Roadmap dashboard');
  }

  /** Their titles. */
  titles(repository: string): string[] {
    return this.issues(repository).map(({ title }) => title);
  }

  /** The check run on that commit, once it is there. */
  check(repository: string, sha: string, timeoutMs?: number) {
    return until(
      `a check run on ${repository}@${sha.slice(0, 7)}`,
      () => this.sandbox.state.checkRuns(repository, sha)[0],
      timeoutMs,
    );
  }

  /** Nothing is in the inbox or in the queue of the app, which runs. */
  async isIdle(): Promise<boolean> {
    const metrics = await (await fetch(`http://127.0.0.1:${this.port}/metrics`)).text();
    const left = metrics.split('\n').filter((line) => /^milepost_(?:queue_tasks|inbox_deliveries)\b/.test(line));
    return left.length > 0 && left.every((line) => line.endsWith(' 0'));
  }

  /** Waits until the app has taken every webhook, and a little longer, for what should not come. */
  async settled(): Promise<void> {
    await this.sandbox.deliveries.settled();
    await pause(1_500);
  }
}
