/** A repository in the sandbox whose roadmap people want edited, and syncs of it as far as the standing pull request. */
import { readRepositoryState } from '../../../src/github/repository-files.ts';
import { readHosts } from '../../../src/github/hosts.ts';
import { withPull } from '../../../src/jobs/sync/keep-pull.ts';
import { planRoadmap } from '../../../src/jobs/reading/plan-roadmap.ts';
import { createRoadmapReader } from '../../../src/jobs/reading/read-roadmap.ts';
import { rememberReading } from '../../../src/jobs/sync/remember-readings.ts';
import { NO_CONVERSATION, type Conversation } from '../../../src/plan/conversation.ts';
import { editDigest } from '../../../src/plan/edit-boxes.ts';
import type { StandingReport } from '../../../src/plan/report.ts';
import { defaultPolicy } from '../../../src/policy/defaults.ts';
import type { Policy } from '../../../src/policy/policy.ts';
import type { Edit } from '../../../src/roadmap/edit/edit.ts';
import type { Permissions } from '../../../src/sandbox/records.ts';
import { noPause, startLantern, type Lantern } from '../../github/lantern.ts';
import { createTestMemory, type TestMemory } from '../memory.ts';

export const REPO = 'example-org/lantern';
export const BRANCH = 'milepost/roadmap';

export const ROADMAP = `# Lantern roadmap

## Q3 2027

- Dim the light at dusk (Q3 2027)
- Report the battery level (Q3 2027)

## Later

- Sing in the dark (2030)
`;

const PERMISSIONS: Permissions = {
  metadata: 'read',
  contents: 'write',
  issues: 'write',
  pull_requests: 'write',
  checks: 'write',
};

type Wished = { title: string; target: string } | { title: string; edits: (item: string) => Edit[] };

export class StandingStory {
  readonly lantern: Lantern;
  readonly memory: TestMemory = createTestMemory();
  readonly reader = createRoadmapReader({ deadlineMs: 10_000 });
  #wishes = 0;
  policy: Policy = { ...defaultPolicy, issues: { ...defaultPolicy.issues, open_for: [] } };

  constructor(lantern: Lantern) {
    this.lantern = lantern;
  }

  static async begin(files: Record<string, string | Buffer> = { 'ROADMAP.md': ROADMAP }): Promise<StandingStory> {
    const lantern = await startLantern({ files });
    lantern.sandbox.grant(lantern.installation, PERMISSIONS);
    return new StandingStory(lantern);
  }

  async end(): Promise<void> {
    await this.reader.close();
    await this.lantern.sandbox.close();
  }

  get people() {
    return this.lantern.sandbox.people;
  }

  get state() {
    return this.lantern.sandbox.state;
  }

  /** A sync up to the pull request's report; with a killed one, nothing is remembered. */
  async sync(path = 'ROADMAP.md'): Promise<StandingReport> {
    const { client } = this.lantern;
    const hosts = readHosts({ GHE_HOST: this.lantern.sandbox.host, GHE_PROTOCOL: 'http' });
    const observer = client({ mode: 'plan' });
    const paths = this.policy.roadmaps?.map((roadmap) => roadmap.path) ?? [path];
    const state = await readRepositoryState(observer, {
      owner: 'example-org',
      name: 'lantern',
      ref: null,
      previousRef: null,
      paths,
    });
    const stored = (await this.memory.readings()).find((reading) => reading.path === path) ?? null;
    const now = '2027-02-01T10:00:00Z';
    const tools = { client: observer, reader: this.reader, webHost: hosts.webHost, now };
    const conversation = await this.memory.conversation(path);
    const ledger = await this.memory.ledger(path).load();
    const approvals = { fingerprint: null };
    const { policy, memory, reader } = this;
    const file = state.files.get(path)!;
    const planned = await planRoadmap(tools, { state, policy, file, stored, ledger, conversation, approvals });
    const frame = { memory, reader, hosts, state, policy, now, paths, pause: noPause };
    const { plan, desired } = planned;
    const told = { file: path, items: desired.items.length, plan, outcomes: [] };
    const report = await withPull({ ...frame, writer: () => client() }, planned, stored, told);
    await rememberReading(
      { memory, headOid: state.head!.oid, configurationOid: '', policy, now, settled: true, changed: new Set() },
      planned,
      stored,
    );
    if (report.pull === undefined) throw new Error('No pull request was wanted.');
    return report.pull;
  }

  /** Somebody asks for edits of items by commands; gives the keys of the wishes. */
  async wish(wishes: Wished[], path = 'ROADMAP.md'): Promise<string[]> {
    const text = this.state.file(REPO, path) ?? '';
    const context = { file: path, repo: REPO, host: this.lantern.sandbox.host, asOf: '2027-01-01' };
    const stored = (await this.memory.readings()).find((reading) => reading.path === path)?.base.items ?? null;
    const { items } = await this.reader.read(text.replace(/^\uFEFF/, ''), context, { stored });
    const conversation = await this.memory.conversation(path);
    const first = this.#wishes;
    this.#wishes += wishes.length;
    const added = wishes.map((wished, index) => {
      const item = items.find(({ title }) => title === wished.title)!.id;
      const edits =
        'edits' in wished ? wished.edits(item) : [{ kind: 'set-target' as const, item, target: wished.target }];
      return {
        key: `command:${900 + first + index}:0`,
        edits,
        item,
        summary: 'target' in wished ? `Plan “${wished.title}” for ${wished.target}` : `Change “${wished.title}”`,
        by: 'alice',
        url: `${this.lantern.sandbox.url}/${REPO}/issues/1#issuecomment-${900 + first + index}`,
      };
    });
    await this.memory.saveConversation(path, { ...conversation, wishes: [...conversation.wishes, ...added] });
    return added.map(({ key }) => key);
  }

  conversation(path = 'ROADMAP.md'): Conversation {
    return this.memory.conversations.get(path) ?? NO_CONVERSATION;
  }

  push(files: Record<string, string | Buffer | null>, branch?: string): string {
    return this.people.push(REPO, { by: 'alice', message: 'Work', files, ...(branch === undefined ? {} : { branch }) });
  }

  pulls() {
    return this.state.pullRequests(REPO);
  }

  openPulls() {
    return this.pulls().filter(({ state }) => state === 'open');
  }

  body(number: number): string {
    return this.state.pullRequest(REPO, number).body ?? '';
  }

  /** Somebody clicks the box of an edit. */
  click(number: number, key: string): void {
    const mark = `<!-- milepost:edit:${editDigest(key)} -->`;
    const lines = this.body(number)
      .split('\n')
      .map((line) =>
        line.includes(mark) ? line.replace(/^- \[( |x)\]/, (_, was: string) => `- [${was === 'x' ? ' ' : 'x'}]`) : line,
      );
    this.people.editPullRequest(REPO, number, { body: lines.join('\r\n'), by: 'alice' });
  }

  /** Lines of the roadmap on that branch that differ from the default branch's. */
  changed(branch = BRANCH, path = 'ROADMAP.md'): string[] {
    const before = (this.state.file(REPO, path) ?? '').split('\n');
    return (this.state.file(REPO, path, branch) ?? '').split('\n').filter((line) => !before.includes(line));
  }

  /** What was written since the requests were cleared, as `METHOD path`. */
  writes(): string[] {
    return this.state.writes().map(({ method, path, operation }) => `${method} ${operation ?? path}`);
  }
}
