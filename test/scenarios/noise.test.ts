/** How much each event makes Milepost write, held to the table of docs/noise.md. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { LoggedRequest } from '../../src/sandbox/request-log.ts';
import { calm, countWrites, writesSince } from './noise.ts';
import { KINDS, readContract, type Counts } from './noise-contract.ts';
import { OWNER, Story, until } from './story.ts';

const contract = readContract({ limit: 1, ticked: 2, items: 6 });
const nothing = Object.fromEntries(KINDS.map((kind) => [kind, 0]));
const tried = new Set<string>();
const lantern = `${OWNER}/lantern`;
const board = 1;

let story: Story;
beforeAll(async () => {
  story = await Story.begin({ apart: true });
}, 240_000);
afterAll(() => story.end());

/** Six items: two with issues, three whose issues are to come, and one with neither. */
const roadmap = (intro = ''): string => `# Roadmap
${intro}
## 1.7.0

| Item | Issue | Status |
|---|---|---|
| Ring the bell | [#1](${story.sandbox.url}/${lantern}/issues/1) | planned |
| Paint the door | [#2](${story.sandbox.url}/${lantern}/issues/2) | planned |
| Sweep the yard | Issue coming soon | planned |
| Bake bread | Issue coming soon | planned |
| Fetch water | Issue coming soon | planned |
| Mend the roof | | planned |
`;

/** Does something, waits until all is calm, and holds what was written to the row of the table. */
async function within(event: string, act: () => unknown): Promise<Counts> {
  const bound = contract.get(event);
  if (bound === undefined) throw new Error(`docs/noise.md has no row “${event}”.`);
  const from = story.sandbox.state.requests.length;
  await act();
  await calm(story);
  const writes = writesSince(story, from);
  const counts = countWrites(story, lantern, writes);
  const over = KINDS.filter((kind) => counts[kind] > bound[kind]).map((kind) => `${counts[kind]} ${kind}`);
  // What was written is told where it was too much.
  expect({ event, over, writes: over.length === 0 ? [] : writes.map(tell) }).toEqual({ event, over: [], writes: [] });
  tried.add(event);
  return counts;
}

const tell = ({ method, path, query, body }: LoggedRequest): string =>
  `${method} ${path} ${query === null ? (body ?? '') : query.replaceAll(/\s+/g, ' ')}`.slice(0, 300);

const people = () => story.sandbox.people;
const command = (text: string): number => people().comment(lantern, 2, text, { by: 'alice' });
const dashboard = () => story.sandbox.state.issues(lantern).find(({ title }) => title === 'Roadmap dashboard');
const standing = () =>
  story.sandbox.state
    .pullRequests(lantern)
    .find(({ state, head }) => state === 'open' && head.ref === 'milepost/roadmap');
function tick(text: string, label: RegExp, from = '[ ]', to = '[x]'): string {
  const line = text.split('\n').find((each) => each.includes(from) && label.test(each));
  if (line === undefined) throw new Error(`There is no such box: ${label}`);
  return text.replace(line, line.replace(from, to));
}

describe('the writes of each event', () => {
  it('Milepost is installed: the first look', async () => {
    const { sandbox } = story;
    sandbox.createRepository(lantern);
    people().createProject(OWNER, { title: 'Board', statuses: ['Todo', 'In Progress', 'Done'] });
    people().createMilestone(lantern, { title: '1.7.0', dueOn: '2099-06-30T12:00:00Z' });
    for (const title of ['Ring the bell', 'Paint the door', 'Something else'])
      people().openIssue(lantern, { title, by: 'alice' });
    story.push(lantern, {
      'ROADMAP.md': roadmap(),
      'README.md': 'A project.\n',
      '.github/milepost.yml': `roadmaps:\n  - path: ROADMAP.md\n    project: ${board}\nlimits: { new_issues: 1 }\n`,
    });
    const counts = await within('Milepost is installed: the first look', () => story.install());
    expect(counts).toMatchObject({ 'check runs': 1, dashboard: 1 });
  });

  it('A push that touches the roadmap', async () => {
    const counts = await within('A push that touches the roadmap', () =>
      story.push(lantern, { 'ROADMAP.md': roadmap('\nWhat comes next.\n') }),
    );
    expect(counts).toMatchObject({ 'issues opened': 1 });
    expect(standing()).toBeDefined();
  });

  it('A push that touches neither roadmap nor configuration', async () => {
    await within('A push that touches neither roadmap nor configuration', () =>
      story.push(lantern, { 'README.md': 'A good project.\n' }),
    );
  });

  it('pull requests', async () => {
    const { sandbox } = story;
    const push = (branch: string, files: Record<string, string>): string =>
      people().push(lantern, { by: 'alice', message: 'Change', branch, files });
    push('plans', { 'ROADMAP.md': roadmap('\nWhat comes next.\n').replace('Mend the roof', 'Mend the whole roof') });
    push('words', { 'README.md': 'The best project.\n' });
    const open = (head: string): number => people().openPullRequest(lantern, { title: 'Change', head, by: 'alice' });
    const counts = await within('A pull request that touches the roadmap, opened or pushed to', () => open('plans'));
    expect(counts).toMatchObject({ 'check runs': 1 });
    await within('A pull request that touches the roadmap, opened or pushed to', () =>
      push('plans', { 'ROADMAP.md': roadmap('\nWhat comes next.\n').replace('Mend the roof', 'Mend all roofs') }),
    );
    await within('A pull request that does not', () => open('words'));
    expect(sandbox.state.pullRequests(lantern).length).toBeGreaterThanOrEqual(2);
  });

  it('commands', async () => {
    const asks = 'A command that asks: `status`, `plan`, `help`';
    expect(await within(asks, () => command('/roadmap status'))).toMatchObject({ comments: 1 });
    const edits = 'A command that edits: `add`, `move`, `done`, `drop`, `link`';
    await within(edits, () => command('/roadmap done'));
    expect(standing()?.body).toContain('Paint the door');
    await within('A comment without a command', () => command('Nice work, see `/roadmap done`.'));
  });

  it('issues, milestones and cards', async () => {
    const closed = 'An issue of the roadmap is closed or reopened';
    await within(closed, () => people().closeIssue(lantern, 1, { by: 'alice', reason: 'completed' }));
    await within(closed, () => people().reopenIssue(lantern, 1, { by: 'alice' }));
    await within('An issue that no roadmap refers to is closed', () =>
      people().closeIssue(lantern, 3, { by: 'alice', reason: 'completed' }),
    );
    await within('Somebody moves a card', () =>
      people().moveCard(
        { owner: OWNER, project: board, repository: lantern, issue: 1, by: 'alice' },
        { Status: 'In Progress' },
      ),
    );
    await within("A milestone's day is changed", () =>
      people().editMilestone(lantern, 1, { dueOn: '2099-07-31T12:00:00Z', by: 'alice' }),
    );
  });

  it('the dashboard', async () => {
    const { number, body } = await until('a dashboard', dashboard);
    const counts = await within('A box on the dashboard is ticked', () =>
      people().editIssue(lantern, number, { body: tick(body ?? '', /Open all 2 issues/), by: 'alice' }),
    );
    expect(counts).toMatchObject({ 'issues opened': 2 });
  });

  it('the pull request', async () => {
    const unticked = 'An edit in the pull request is unticked, or the pull request closed';
    await within(unticked, () => {
      const { number, body } = standing()!;
      people().editPullRequest(lantern, number, {
        body: tick(body ?? '', /Paint the door/, '[x]', '[ ]'),
        by: 'alice',
      });
    });
    expect(standing()?.body).toMatch(/\[x\].*Sweep the yard/);
    await within('The pull request is merged', () =>
      people().mergePullRequest(lantern, standing()!.number, { by: 'alice' }),
    );
    const file = story.sandbox.state.file(lantern, 'ROADMAP.md');
    expect(file).not.toContain('coming soon');
    expect(file).toMatch(/Paint the door.*planned/);
    // Something new arises, and is refused as a whole.
    const bread = story.sandbox.state.issues(lantern).find(({ title }) => title === 'Bake bread')!;
    people().closeIssue(lantern, bread.number, { by: 'alice', reason: 'completed' });
    await until('another pull request', standing);
    await calm(story);
    await within(unticked, () => people().closePullRequest(lantern, standing()!.number, { by: 'alice' }));
    expect(standing()).toBeUndefined();
  });
});

describe('what changes nothing', () => {
  it('Anything that Milepost wrote itself', async () => {
    const own = story.sandbox.deliveries
      .list()
      .filter(
        ({ payload }) => (JSON.parse(payload) as { sender?: { login: string } }).sender?.login === 'milepost[bot]',
      );
    expect(own.length).toBeGreaterThan(3);
    const counts = await within('Anything that Milepost wrote itself', async () => {
      // As if each had happened only now.
      for (const { event, payload } of own) await story.sandbox.deliver(event, payload);
    });
    expect(counts).toEqual(nothing);
  });

  it('A webhook that comes a second time', async () => {
    const counts = await within('A webhook that comes a second time', async () => {
      const guids = new Set(story.sandbox.deliveries.list().map(({ guid }) => guid));
      for (const guid of guids) await story.sandbox.deliveries.redeliver(guid);
    });
    expect(counts).toEqual(nothing);
  });

  it('Nothing: the world is as it was', async () => {
    const before = dashboard()?.body;
    const counts = await within('Nothing: the world is as it was', async () => {
      // What wakes a sync wakes it once more; a check and a reaction are what a person asked for.
      const waking = story.sandbox.deliveries
        .list()
        .filter(
          ({ event, redelivery }) =>
            !redelivery && !['pull_request', 'issue_comment', 'check_run', 'check_suite'].includes(event),
        );
      expect(new Set(waking.map(({ event }) => event)).size).toBeGreaterThan(4);
      for (const { event, payload } of waking) await story.sandbox.deliver(event, payload);
      await calm(story);
      expect(dashboard()?.body).toBe(before);
    });
    expect(counts).toEqual(nothing);
  });
});

describe('whom it disturbs', () => {
  it('is nobody: no mention, and no backlink but on its own pull request', () => {
    const own = new Set(
      story.sandbox.state
        .issues(lantern)
        .filter(({ user }) => user.login === 'milepost[bot]')
        .map(({ number }) => `${lantern}#${number}`),
    );
    const notices = story.sandbox.state.notices().filter(({ by, of }) => by === 'milepost[bot]' && !own.has(of));
    expect(notices).toEqual([]);
  });

  it('every row of the table was tried', () => {
    expect([...contract.keys()].filter((event) => !tried.has(event))).toEqual([]);
  });
});
