/** A repository with a roadmap in the sandbox, the app's store, and syncs that may be killed between any two requests. */
import { Octokit } from '@octokit/rest';
import { commandLines } from '../../../src/commands/command-lines.ts';
import { createClient, type GitHubClient } from '../../../src/github/client.ts';
import { acknowledge } from '../../../src/jobs/commands/acknowledge.ts';
import type { RoadmapReader } from '../../../src/jobs/reading/read-roadmap.ts';
import { runSync } from '../../../src/jobs/sync/run-sync.ts';
import { createStoreMemory } from '../../../src/jobs/memory/store-memory.ts';
import { lookAt, type CommandComment } from '../../../src/jobs/sync/sync-request.ts';
import type { Memory } from '../../../src/jobs/memory/memory.ts';
import { startSandbox, type Sandbox } from '../../../src/sandbox/sandbox.ts';
import type { Database } from '../../../src/store/database.ts';
import { noPause } from '../../github/lantern.ts';
import { BOT, SILENT } from '../../github/test-client.ts';

export const REPOSITORY = 'example-org/lantern';

export const ROADMAP = `# Lantern roadmap

## 1.7.0

- [ ] Dim the light at dusk (#1)
- [ ] Report the battery level (#2)

## Later

- [ ] Sing in the dark

## Done

- [x] Shine (#3)
`;

const PERMISSIONS = {
  metadata: 'read',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
} as const;

/** Thrown in place of an answer: the process is no more. */
export class Killed extends Error {}

export interface Stage {
  sandbox: Sandbox;
  memory: Memory;
  fixes: { number: number; headOid: string; sender: string }[];
  /** A person's comment; its id. */
  comment(body: string, options?: { on?: number; by?: string }): CommandComment;
  /** The sync that follows a comment. `killAfter`: the process ends once GitHub has done so many requests. */
  sync(comments: CommandComment[], options?: { killAfter?: number }): Promise<number>;
  /** What follows an installation: nothing but the check run is written. */
  firstLook(): Promise<void>;
  acknowledge(comment: CommandComment): Promise<boolean>;
  /** Milepost's comments on an issue. */
  replies(number?: number): string[];
  /** Milepost's reactions to a comment. */
  reactions(comment: CommandComment): string[];
  close(): Promise<void>;
}

export async function startStage(
  database: Database,
  reader: RoadmapReader,
  { policy = 'dashboard: false\n', visibility = 'public' as const, roadmap = ROADMAP } = {},
): Promise<Stage> {
  const sandbox = await startSandbox();
  for (const login of ['alice', 'bob', 'carol']) sandbox.createUser(login);
  sandbox.createOrganization('example-org', { alice: 'admin' });
  sandbox.registerApp({ id: 4711, slug: 'milepost', permissions: PERMISSIONS });
  const files = { 'ROADMAP.md': roadmap, '.github/milepost.yml': policy };
  sandbox.createRepository(REPOSITORY, { files, visibility });
  const installation = sandbox.install('example-org', { repositories: 'all' });
  for (const title of ['Dimming', 'Battery', 'Shine']) sandbox.people.openIssue(REPOSITORY, { title, by: 'alice' });
  const { id } = sandbox.state.repository(REPOSITORY);
  const place = { installationId: installation, repositoryId: id, owner: 'example-org', name: 'lantern' };
  const memory = createStoreMemory(database, { ...place, holder: 'tests' });
  const fixes: Stage['fixes'] = [];

  const clients = (killAfter: number, sent: { count: number }) => {
    const { request } = new Octokit({
      auth: sandbox.createInstallationToken(installation),
      baseUrl: sandbox.apiUrl,
      log: SILENT,
    });
    const counted = new Proxy(request, {
      apply: async (send, self, parameters) => {
        // A process that is no more sends nothing; the last request took effect, and nobody heard of it.
        if (sent.count >= killAfter) throw new Killed(`killed after ${sent.count} requests`);
        const answer: unknown = await Reflect.apply(send, self, parameters);
        sent.count += 1;
        if (sent.count >= killAfter) throw new Killed(`killed after ${sent.count} requests`);
        return answer;
      },
    });
    return (mode: 'apply' | 'plan'): GitHubClient => {
      const client = createClient({
        request: counted,
        mode,
        identity: BOT,
        spacingMs: 0,
        pause: noPause,
        graphqlUrl: sandbox.graphqlUrl,
      });
      return client;
    };
  };
  const hosts = {
    restUrl: sandbox.apiUrl,
    graphqlUrl: sandbox.graphqlUrl,
    webUrl: sandbox.url,
    webHost: new URL(sandbox.url).host,
  };

  const tools = (killAfter: number, sent: { count: number }) => ({
    client: clients(killAfter, sent),
    memory,
    reader,
    hosts,
    now: () => new Date('2026-11-21T10:00:00Z'),
    requestFix: async (pull: Stage['fixes'][number]) => void fixes.push(pull),
  });

  return {
    sandbox,
    memory,
    fixes,
    comment(body, { on = 1, by = 'alice' } = {}) {
      const commentId = sandbox.people.comment(REPOSITORY, on, body, { by });
      const isPull = sandbox.state.issue(REPOSITORY, on).pull_request !== undefined;
      const url = `${sandbox.url}/${REPOSITORY}/issues/${on}#issuecomment-${commentId}`;
      return { id: commentId, number: on, isPull, author: by, url, lines: commandLines(body) };
    },
    async sync(comments, { killAfter = Infinity } = {}) {
      const sent = { count: 0 };
      const asked = comments.length === 0 ? {} : { occasion: 'push' as const, comments };
      await runSync({ ...lookAt(place), ...asked }, tools(killAfter, sent));
      return sent.count;
    },
    firstLook: async () => {
      const request = { ...lookAt(place), occasion: 'first-look' as const, firstLook: true, picked: true };
      await runSync(request, tools(Infinity, { count: 0 }));
    },
    acknowledge: (comment) =>
      acknowledge({ ...place, commentId: comment.id }, { client: clients(Infinity, { count: 0 }) }),
    replies: (number = 1) =>
      sandbox.state
        .comments(REPOSITORY, number)
        .filter(({ user }) => user?.login === 'milepost[bot]')
        .map(({ body }) => (body ?? '').replaceAll('\u200b', '')),
    reactions: (comment) =>
      sandbox.state
        .reactions(REPOSITORY, { comment: comment.id })
        .filter(({ login }) => login === 'milepost[bot]')
        .map(({ content }) => content),
    close: () => sandbox.close(),
  };
}
