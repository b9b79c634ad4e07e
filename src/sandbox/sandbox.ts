/**
 * An embedded GitHub: one process, stateful, behaving as GitHub does and refusing what GitHub refuses. For the demo,
 * the scenario tests, and for trying a policy without touching anything. It speaks as a GitHub Enterprise Server host
 * does: REST under `/api/v3`, GraphQL under `/api/graphql`, so that an app started with `GHE_HOST=127.0.0.1:PORT
 * GHE_PROTOCOL=http` works against it.
 *
 *     const sandbox = await startSandbox();
 *     sandbox.createUser('alice');
 *     sandbox.createOrganization('example-org');
 *     sandbox.registerApp({ id: 1, slug: 'milepost', privateKey, webhookSecret, webhookUrl, events, permissions });
 *     sandbox.createRepository('example-org/lantern', { files: { 'ROADMAP.md': '# Roadmap' } });
 *     sandbox.install('example-org', { repositories: 'all' });       // sends `installation` created
 *     sandbox.people.push('example-org/lantern', { by: 'alice', message: 'Plan', files: { 'ROADMAP.md': '…' } });
 *     await sandbox.deliveries.settled();                            // all webhooks have been answered
 *     sandbox.state.issues('example-org/lantern');                   // what the app has done
 *     await sandbox.close();
 *
 * - `people` acts as persons do in the browser, and sends the webhooks that follow.
 * - `people` also work with pull requests, forks and branches (`people-pulls.ts`) and with project boards
 *   (`people-projects.ts`).
 * - `state` shows what is there, whom texts disturbed (`state.notices()`), and which requests were made.
 * - `signIns` are the web flow of the app: `approve(address, 'alice')` is what alice's click does. `people` of a browser find
 *   buttons at `/login/oauth/authorize`. `manifests` register apps from a manifest: buttons at `/settings/apps/new`.
 * - `faults` breaks things: an error, a delay, a limit, a replica that lags behind, a connection dropped before or after the effect, an answer
 *   held back, a request that takes effect late. "Killed after GitHub created the issue and before the answer came" is
 *       const fault = sandbox.faults.add({ match: { method: 'POST', path: /\/issues$/ }, action: 'hold' });
 *       await fault.hit;      // the issue is there, the app waits for the answer: now kill it
 * - `deliveries` lists, repeats, holds back and reorders webhooks, and sends any that a test makes up.
 * - `on('change', …)` tells what happens while it happens.
 *
 * One file a resource: the records in `records.ts`, what can be done to them in the file named after them, their JSON
 * in `json/`, their routes in `rest/`, their GraphQL fields in `graphql/`. A mutation is a field of the type
 * `Mutation` in `graphql/fields.ts`; one that is not there answers an error that says so.
 */
import type { AddressInfo } from 'node:net';
import {
  chooseRepositories,
  createAccount,
  grant,
  install,
  registerApp,
  requireApp,
  requireInstallation,
  setSuspended,
  uninstall,
} from './accounts.ts';
import type { AppRegistration, InstallOptions } from './accounts.ts';
import { AppManifests } from './app-manifests.ts';
import type { Change } from './changes.ts';
import { Deliveries } from './deliveries.ts';
import type { RawDelivery } from './deliveries.ts';
import { EarlierAnswers } from './earlier-answers.ts';
import { Faults } from './faults.ts';
import { githubSchema } from './graphql/schema.ts';
import { Limits } from './limits.ts';
import type { LimitOptions } from './limits.ts';
import { People } from './people.ts';
import type { App, Permissions, Role } from './records.ts';
import type { Push } from './pushes.ts';
import { createRepository, setRole } from './repositories.ts';
import type { RepositoryOptions } from './repositories.ts';
import { RequestLog } from './request-log.ts';
import { createSandboxServer } from './server.ts';
import { SignIns } from './sign-ins.ts';
import { State } from './state.ts';
import { createTeam } from './teams.ts';
import { Tokens } from './tokens.ts';
import { World } from './world.ts';

export interface SandboxOptions {
  /** Port on 127.0.0.1; default 0, any free one. */
  port?: number;
  /** Every answer waits so long, all requests at once. Default 0. */
  latencyMs?: number;
  /** The clock of the story: creation dates, due dates, commits. Tokens live by the real one. */
  now?: () => Date;
  limits?: LimitOptions;
  /** How long a webhook may take before it counts as failed; default 10,000, as GitHub. */
  webhookTimeoutMs?: number;
}

/** Starts an empty sandbox on 127.0.0.1. */
export async function startSandbox(options: SandboxOptions = {}): Promise<Sandbox> {
  const sandbox = new Sandbox(options);
  await sandbox.listen(options.port ?? 0);
  return sandbox;
}

export class Sandbox {
  readonly people: People;
  readonly state: State;
  readonly faults = new Faults();
  readonly deliveries: Deliveries;
  readonly signIns: SignIns;
  readonly manifests: AppManifests;
  readonly #world: World;
  readonly #tokens: Tokens;
  readonly #server: ReturnType<typeof createSandboxServer>;

  constructor(options: SandboxOptions) {
    const world = new World(options.now ?? (() => new Date()));
    const log = new RequestLog();
    this.#world = world;
    this.#tokens = new Tokens(world);
    this.signIns = new SignIns(world, this.#tokens);
    this.manifests = new AppManifests(world);
    this.deliveries = new Deliveries(world, options.webhookTimeoutMs ?? 10_000);
    world.webhooks = this.deliveries;
    this.people = new People(world);
    this.state = new State(world, log);
    this.#server = createSandboxServer({
      world,
      log,
      tokens: this.#tokens,
      signIns: this.signIns,
      manifests: this.manifests,
      limits: new Limits(options.limits ?? {}),
      deliveries: this.deliveries,
      faults: this.faults,
      earlier: new EarlierAnswers(),
      latencyMs: options.latencyMs ?? 0,
    });
  }

  /** Called once by `startSandbox`. */
  async listen(port: number): Promise<void> {
    // Built before the first request, so that no measurement pays for it.
    githubSchema();
    await new Promise<void>((resolve, reject) => {
      this.#server.once('error', reject);
      this.#server.listen(port, '127.0.0.1', resolve);
    });
    const { port: actual } = this.#server.address() as AddressInfo;
    this.#world.origin = `http://127.0.0.1:${actual}`;
  }

  /** `http://127.0.0.1:PORT`: where web links lead. */
  get url(): string {
    return this.#world.origin;
  }

  /** `127.0.0.1:PORT`, for `GHE_HOST`. */
  get host(): string {
    return this.#world.origin.slice('http://'.length);
  }

  /** Base of REST, for `GITHUB_API_URL` and Octokit's `baseUrl`. */
  get apiUrl(): string {
    return `${this.#world.origin}/api/v3`;
  }

  /** For `GITHUB_GRAPHQL_URL`. */
  get graphqlUrl(): string {
    return `${this.#world.origin}/api/graphql`;
  }

  /** Ends every connection and all that was held back. Webhooks on their way end unrecorded. */
  async close(): Promise<void> {
    this.faults.clear();
    this.deliveries.close();
    const closed = new Promise<void>((resolve) => {
      this.#server.close(() => {
        resolve();
      });
    });
    this.#server.closeAllConnections();
    await closed;
  }

  createUser(login: string): void {
    createAccount(this.#world, login, 'User');
  }

  /** Another app's account, such as `renovate[bot]`, to push or comment. */
  createBot(login: string): void {
    createAccount(this.#world, login.endsWith('[bot]') ? login : `${login}[bot]`, 'Bot');
  }

  /** Members may read all repositories of the organization; admins administer them. */
  createOrganization(login: string, members: Record<string, 'member' | 'admin'> = {}): void {
    const organization = createAccount(this.#world, login, 'Organization');
    for (const [member, role] of Object.entries(members)) {
      organization.members.set(this.#world.requireAccount(member).login.toLowerCase(), role);
    }
  }

  /** A team; its people become members of the organization. Its role in repositories: `people.setTeamPermission`. */
  createTeam(organization: string, slug: string, members: string[] = []): void {
    const people = members.map((login) => this.#world.requireAccount(login));
    createTeam(this.#world, this.#world.requireAccount(organization), slug, people);
  }

  registerApp(registration: AppRegistration): void {
    registerApp(this.#world, registration);
  }

  /** Where an app's webhooks go from now on; null: nowhere. */
  setWebhookUrl(url: string | null, app?: string): void {
    requireApp(this.#world, app).webhookUrl = url;
  }

  createRepository(name: string, options: RepositoryOptions = {}): void {
    createRepository(this.#world, name, options);
  }

  /** Installs the app on an account and gives the installation's id. */
  install(account: string, options: InstallOptions = {}): number {
    return install(this.#world, account, options).id;
  }

  suspend(installationId: number, by?: string): void {
    setSuspended(this.#world, requireInstallation(this.#world, installationId), true, by);
  }

  unsuspend(installationId: number, by?: string): void {
    setSuspended(this.#world, requireInstallation(this.#world, installationId), false, by);
  }

  uninstall(installationId: number, by?: string): void {
    uninstall(this.#world, requireInstallation(this.#world, installationId), by);
  }

  /** Changes what the owner grants, and sends `new_permissions_accepted`. */
  grant(installationId: number, permissions: Permissions, by?: string): void {
    grant(this.#world, requireInstallation(this.#world, installationId), permissions, by);
  }

  addRepositories(installationId: number, names: string[], by?: string): void {
    chooseRepositories(this.#world, requireInstallation(this.#world, installationId), 'added', names, by);
  }

  removeRepositories(installationId: number, names: string[], by?: string): void {
    chooseRepositories(this.#world, requireInstallation(this.#world, installationId), 'removed', names, by);
  }

  /** A personal access token of a user. */
  createToken(login: string): string {
    return this.#tokens.issuePersonal(this.#world.requireAccount(login));
  }

  /** An installation token as the app itself would get it. */
  createInstallationToken(installationId: number, permissions?: Permissions): string {
    const installation = requireInstallation(this.#world, installationId);
    return this.#tokens.issueForInstallation(installation, null, permissions ?? installation.permissions).token;
  }

  /** A `GITHUB_TOKEN` as a workflow of that repository has it: that repository only, `github-actions[bot]`. */
  createWorkflowToken(repository: string, permissions: Permissions): string {
    const target = this.#world.requireRepository(repository);
    const app = this.#actionsApp();
    const installation = {
      id: this.#world.nextId(),
      app,
      account: target.owner,
      selection: 'selected' as const,
      repositoryIds: new Set([target.id]),
      permissions: { metadata: 'read' as const, ...permissions },
      events: [],
      suspendedAt: null,
      createdAt: this.#world.instant(),
      updatedAt: this.#world.instant(),
    };
    return this.#tokens.issueForInstallation(installation, null, installation.permissions).token;
  }

  /** Makes stale, as if their eight hours were over, all tokens of people who signed in to an app. */
  expireUserTokens(): void {
    this.#tokens.expireUserTokens();
  }

  /** The person takes back, in their settings, what they allowed apps. */
  revokeUserTokens(login: string): void {
    this.#tokens.revokeAllOf(this.#world.requireAccount(login));
  }

  /** The tokens of people who signed in to an app that are not revoked. */
  userTokens(): string[] {
    return this.#tokens.userTokens();
  }

  /** Makes all installation tokens stale, as if their hour were over. */
  expireTokens(): void {
    this.#tokens.expireAll();
  }

  /** As `people.push`. */
  push(repository: string, options: Push): string {
    return this.people.push(repository, options);
  }

  /** Gives a person a role in a repository. */
  setPermission(repository: string, login: string, role: Role): void {
    setRole(this.#world.requireRepository(repository), this.#world.requireAccount(login), role);
  }

  /** Sends a made-up webhook to the app's address, truly signed unless told otherwise; gives the HTTP status. */
  async deliver(event: string, payload: unknown, options: RawDelivery = {}): Promise<number> {
    return await this.deliveries.deliver(requireApp(this.#world, options.app), event, payload, options);
  }

  /** Calls the listener with everything that happens; the function it gives stops that. */
  on(_event: 'change', listener: (change: Change) => void): () => void {
    return this.#world.onChange(listener);
  }

  #actionsApp(): App {
    const known = [...this.#world.apps.values()].find((app) => app.slug === 'github-actions');
    return known ?? registerApp(this.#world, { id: 15_368, slug: 'github-actions', name: 'GitHub Actions' });
  }
}
