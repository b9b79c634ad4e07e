import { afterEach, describe, expect, it } from '@jest/globals';
import type { SyncResult } from '../../../src/jobs/sync/sync-task.ts';
import { useStore } from '../../store/stores.ts';
import { DashboardStory, REPO, type Death } from './dashboard-story.ts';

const LATE = `# Roadmap

## 2025

- Mend the roof
- Sweep the yard

## Later

- [x] Paint the door
- Ring the bell (Issue coming soon)
`;

const store = useStore('pglite');
let story: DashboardStory;

const begin = async (roadmap = LATE, configuration = ''): Promise<void> => {
  story = await DashboardStory.begin(await store.fresh(), roadmap, configuration);
};
afterEach(() => story.sandbox.close());

const outcomeOf = (result: SyncResult) => (result.state === 'looked' ? result.report.dashboard : result.why);
const summary = (): string => story.sandbox.state.checkRuns(REPO).at(-1)?.output.summary ?? '';

describe('the dashboard', () => {
  it('is opened at the first look, beside the check run and nothing else, and says what is to come', async () => {
    await begin();
    await story.sync();
    expect(story.writes()).toEqual(['POST /issues', 'POST /check-runs']);
    expect(story.body).toContain('**1 of 4 items is done and 2 are late** in ');
    expect(story.body).toContain('**This is the first look: on the next push that touches the roadmap, Milepost will');
    expect(story.body).toMatch(/- \[ \] <!-- milepost:tick:[0-9a-f]{16} --> Open an issue for “Mend the roof”/);
    expect(story.sandbox.state.notices()).toEqual([]);
  });

  it('is edited in place when something changed, and not at all when nothing did', async () => {
    await begin();
    await story.sync();
    story.writes();
    const { number } = story.dashboards[0]!;
    await story.push({ 'ROADMAP.md': LATE.replace('- Sweep', '- [x] Sweep') });
    expect(story.writes()).toEqual(['POST /issues', `PATCH /issues/${number}`, 'POST /check-runs']);
    expect(story.body).toContain('**2 of 4 items are done and 1 is late** in ');
    expect(story.titles).toEqual(['Ring the bell']);
    for (let round = 0; round < 2; round += 1) await story.sync({ occasion: 'manual' });
    expect(story.anyWrites()).toEqual([]);
    // A commit that leaves the roadmap alone.
    await story.push({ 'README.md': 'Words.\n' }, { occasion: 'manual' });
    expect(story.writes()).toEqual([]);
    expect(story.sandbox.state.notices()).toEqual([]);
  });

  it('asks for nothing more than the sync does, as long as it needs no edit', async () => {
    await begin();
    await story.sync();
    await story.push({ 'ROADMAP.md': `${LATE}- More (Issue coming soon)\n` });
    const asked: string[] = [];
    await story.sync({ occasion: 'manual', onRequest: (route, query) => asked.push(query.split('(')[0] || route) });
    expect(asked.filter((one) => one.includes('Dashboard') || one.includes('/issues'))).toEqual([]);
    expect(story.dashboards).toHaveLength(1);
  });

  it('is not opened where nothing can be shown, in plan mode, by a dry run, or when the configuration says so', async () => {
    await begin('Words.\n');
    await story.sync({ picked: true });
    await story.push({ '.github/milepost.yml': 'mode: plan\n', 'ROADMAP.md': LATE });
    await story.push({ '.github/milepost.yml': 'dashboard: false\n' });
    await story.push({ '.github/milepost.yml': 'mode: of\n' });
    await story.push({ '.github/milepost.yml': '' }, { dryRun: true });
    expect(story.dashboards).toEqual([]);
  });

  it('is not opened where no roadmap is', async () => {
    await begin('# Roadmap\n');
    await story.push({ 'README.md': 'Words.\n' });
    await story.sync({ occasion: 'manual' });
    expect(story.dashboards).toEqual([]);
  });
});

describe('a tick on the dashboard', () => {
  it('opens the issue for a late item, also after a first look only', async () => {
    await begin();
    await story.sync();
    story.tick('Mend the roof', 'bob');
    await story.sync({ occasion: 'manual', sender: 'bob' });
    expect(story.titles).toEqual(['Mend the roof']);
    expect(story.body).not.toMatch(/^- \[.\].*Mend the roof”/m);
    expect(story.body).toMatch(/- \[ \].*Sweep the yard/);
    expect((await story.memory().conversation('ROADMAP.md')).approved).toEqual([]);
    // What was not ticked waits for the next push still.
    expect(summary()).toContain('On the next push that touches the roadmap, Milepost will open 1 issue');
  });

  it('for all of a kind opens all that it was shown with, and no others', async () => {
    await begin();
    await story.sync();
    story.tick('Open all 2 issues', 'alice');
    await story.push({ 'ROADMAP.md': LATE.replace('## Later', '- Beat the carpet\n\n## Later') });
    expect(story.titles).toEqual(['Mend the roof', 'Sweep the yard', 'Ring the bell']);
    expect(story.body).toMatch(/- \[ \].*Beat the carpet/);
  });

  it('opens what waits above the limit', async () => {
    const more = Array.from({ length: 5 }, (_, index) => `- Step ${index + 1} (Issue coming soon)`).join('\n');
    await begin('# Roadmap\n', 'limits: { new_issues: 2 }\n');
    await story.push({ 'ROADMAP.md': `## Later\n\n${more}\n` });
    expect(story.titles).toEqual(['Step 1', 'Step 2']);
    expect(story.body).toContain('**3 issues wait:** above `limits.new_issues` (2) in one sync.');
    story.tick('Step 4', 'bob');
    await story.sync({ occasion: 'manual', sender: 'bob' });
    expect(story.titles).toEqual(['Step 1', 'Step 2', 'Step 4']);
    story.tick('Open all 2 issues', 'bob');
    await story.sync({ occasion: 'manual', sender: 'bob' });
    expect(story.titles).toEqual(['Step 1', 'Step 2', 'Step 4', 'Step 3', 'Step 5']);
  });

  it('stops slip comments on an item, and allows them again', async () => {
    await begin('# Roadmap\n');
    const issue = story.sandbox.people.openIssue(REPO, { title: 'Mend the roof', by: 'alice' });
    await story.sync({ picked: true });
    const roadmap = (target: string) => `## ${target}\n\n- Mend the roof (#${issue})\n- Other (#77)\n`;
    await story.push({ 'ROADMAP.md': roadmap('Q3 2026') });
    await story.push({ 'ROADMAP.md': roadmap('Q4 2026') });
    expect(story.sandbox.state.comments(REPO, issue)).toHaveLength(1);
    const said = story.sandbox.state.comments(REPO, issue)[0]!.body;
    story.tick('No slip comments for “Mend the roof”', 'bob');
    await story.sync({ occasion: 'manual', sender: 'bob' });
    expect(story.body).toMatch(/- \[x\] <!-- milepost:tick:[0-9a-f]{16}:on --> No slip comments for “Mend the roof”/);
    await story.push({ 'ROADMAP.md': roadmap('Q1 2027') });
    expect(story.sandbox.state.comments(REPO, issue)[0]!.body).toBe(said);
    story.tick('No slip comments for “Mend the roof”', 'bob', false);
    await story.sync({ occasion: 'manual', sender: 'bob' });
    expect(story.sandbox.state.comments(REPO, issue)[0]!.body).toContain('Q1 2027');
    expect(story.sandbox.state.comments(REPO, issue)).toHaveLength(1);
  });

  it('by somebody whose role is too low is put back, with a line that says who may', async () => {
    await begin(LATE, 'commands: { role: maintain, users: [carol] }\n');
    await story.sync();
    story.tick('Mend the roof', 'bob');
    await story.sync({ occasion: 'manual', sender: 'bob' });
    expect(story.titles).toEqual([]);
    expect(story.body).toMatch(/- \[ \].*Mend the roof/);
    expect(story.body).toContain(
      'A tick by bob was put back: deciding here takes the role `maintain` in this repository, or being named in `commands.users`.',
    );
    story.writes();
    await story.sync({ occasion: 'manual' });
    expect(story.writes()).toEqual([]);
    // Somebody who is named may, whatever the role.
    story.tick('Mend the roof', 'carol');
    await story.sync({ occasion: 'manual', sender: 'carol' });
    expect(story.titles).toEqual(['Mend the roof']);
    expect(story.body).not.toContain('was put back');
  });

  it('by a bot is put back', async () => {
    await begin(LATE, 'commands: { role: read, users: [] }\n');
    story.sandbox.createBot('renovate');
    await story.sync();
    story.tick('Mend the roof', 'renovate[bot]');
    await story.sync({ occasion: 'manual' });
    expect(story.titles).toEqual([]);
    expect(story.body).toContain('A tick by renovate was put back');
  });

  it('with a key of nobody gains nothing', async () => {
    await begin();
    await story.sync();
    const { number } = story.dashboards[0]!;
    const key = 'ab'.repeat(8);
    const body = `- [x] <!-- milepost:tick:${key} --> x\n- [x] <!-- milepost:tick:${key}-${key} --> y\n${story.body}`;
    story.sandbox.people.editIssue(REPO, number, { body, by: 'bob' });
    await story.sync({ occasion: 'manual', sender: 'bob' });
    expect(story.titles).toEqual([]);
    expect(story.body).not.toContain(key);
  });

  it('that is made while the issue is being written is kept, and worked at once', async () => {
    await begin();
    await story.sync();
    let hasTicked = false;
    const onRequest = (_route: string, query: string): void => {
      // Right before the last reading: the first one knew nothing of it.
      if (hasTicked || !query.includes('MilepostDashboard')) return;
      hasTicked = true;
      story.tick('Mend the roof', 'bob');
    };
    const result = await story.push({ 'ROADMAP.md': `${LATE}- Feed the cat\n` }, { onRequest });
    expect(hasTicked).toBe(true);
    expect(result).toMatchObject({ again: true });
    expect(story.body).toMatch(/- \[x\] <!-- milepost:tick:[0-9a-f]{16}:on --> Open an issue for “Mend the roof”/);
    expect(story.titles).toEqual(['Ring the bell']);
    expect(await story.sync({ occasion: 'manual' })).toMatchObject({ again: false });
    expect(story.titles).toEqual(['Ring the bell', 'Mend the roof']);
    expect(story.body).not.toMatch(/^- \[.\].*Open an issue for “Mend the roof/m);
  });

  it('that is made while the issue is being written counts only if that person may decide', async () => {
    await begin(LATE, 'commands: { role: admin }\n');
    await story.sync();
    let hasTicked = false;
    const onRequest = (_route: string, query: string): void => {
      if (hasTicked || !query.includes('MilepostDashboard')) return;
      hasTicked = true;
      story.tick('Mend the roof', 'bob');
    };
    const result = await story.push({ 'ROADMAP.md': `${LATE}- Feed the cat\n` }, { onRequest });
    expect(result).toMatchObject({ again: false });
    expect(story.body).toContain('A tick by bob was put back');
    expect((await story.memory().conversation('ROADMAP.md')).approved).toEqual([]);
  });
});

describe('the end of a dashboard', () => {
  it('is that a person closes it: it is said once how to have it again, and nothing is written any more', async () => {
    await begin();
    await story.sync();
    const { number } = story.dashboards[0]!;
    story.sandbox.people.closeIssue(REPO, number, { by: 'bob' });
    const body = story.body;
    await story.push({ 'ROADMAP.md': `${LATE}- Feed the cat\n` });
    expect(summary()).toContain('was closed, so Milepost no longer keeps one. Reopen it to have it again.');
    await story.push({ 'ROADMAP.md': `${LATE}- Feed the dog\n` });
    expect(summary()).not.toContain('Reopen it');
    expect(story.dashboards).toMatchObject([{ number, state: 'closed', body }]);
    // Reopened, it goes on.
    story.sandbox.people.reopenIssue(REPO, number, { by: 'bob' });
    await story.sync({ occasion: 'manual' });
    expect(story.body).not.toBe(body);
    expect(story.dashboards).toHaveLength(1);
  });

  it.each([
    ['deletes it', (number: number) => story.sandbox.people.deleteIssue(REPO, number, { by: 'alice' })],
    [
      'moves it away',
      (number: number) => {
        story.sandbox.createRepository('example-org/elsewhere');
        story.sandbox.people.transferIssue(REPO, number, 'example-org/elsewhere', { by: 'alice' });
      },
    ],
  ])('is that a person %s', async (_, act) => {
    await begin();
    await story.sync();
    act(story.dashboards[0]!.number);
    const result = await story.push({ 'ROADMAP.md': `${LATE}- Feed the cat\n` });
    expect(outcomeOf(result)).toMatchObject({ state: 'ended', how: 'gone', isNews: true });
    expect(summary()).toContain('deleted or moved away');
    await story.push({ 'ROADMAP.md': `${LATE}- Feed the dog\n` });
    expect(story.dashboards).toEqual([]);
  });

  it('is `dashboard: false`, said in one last edit; the issue stays open, and goes on when it is wanted again', async () => {
    await begin();
    await story.sync();
    await story.push({ '.github/milepost.yml': 'dashboard: false\n' });
    expect(story.body).toContain('**`dashboard: false` is configured');
    expect(story.dashboards[0]!.state).toBe('open');
    story.writes();
    await story.push({ 'ROADMAP.md': `${LATE}- Feed the cat\n` });
    expect(story.writes().filter((write) => write.startsWith('PATCH'))).toEqual([]);
    await story.push({ '.github/milepost.yml': 'dashboard: true\n' });
    expect(story.body).not.toContain('`dashboard: false`');
    expect(story.body).toContain('of 5 items');
  });
});

describe('a dashboard that cannot be as it should', () => {
  it('says that the configuration is wrong above what stood there, and leaves ticks for later', async () => {
    await begin();
    await story.sync();
    await story.push({ '.github/milepost.yml': 'mode: of\n' });
    expect(story.body).toMatch(/^<!-- milepost:notice -->\n\n\*\*The configuration is wrong/);
    expect(story.body).toMatch(/- \[ \].*Mend the roof/);
    story.tick('Mend the roof', 'bob');
    await story.push({ '.github/milepost.yml': 'mode: off and on\n' });
    expect(story.titles).toEqual([]);
    await story.push({ '.github/milepost.yml': 'mode: apply\n' });
    expect(story.body).not.toContain('milepost:notice');
    expect(story.titles).toContain('Mend the roof');
  });

  it('says that the roadmap is gone', async () => {
    await begin();
    await story.sync();
    const sha = story.sandbox.state.commit(REPO);
    const after = story.sandbox.push(REPO, { by: 'alice', message: 'Gone', files: { 'ROADMAP.md': null } });
    await story.sync({ occasion: 'push', sender: 'alice', before: sha, after });
    expect(story.body).toContain('There is no roadmap at `ROADMAP.md`');
  });

  it('says in the check that issues are switched off, asks for none, and is opened when they are on', async () => {
    await begin();
    story.sandbox.people.setIssuesEnabled(REPO, false);
    const asked: string[] = [];
    const result = await story.sync({ onRequest: (route) => asked.push(route) });
    expect(outcomeOf(result)).toMatchObject({ state: 'refused', number: null });
    expect(summary()).toContain('Issues are disabled in example-org/lantern, so there is no dashboard.');
    expect(asked.filter((route) => route.startsWith('POST') && route.endsWith('/issues'))).toEqual([]);
    story.sandbox.people.setIssuesEnabled(REPO, true);
    await story.sync({ occasion: 'manual' });
    expect(story.dashboards).toHaveLength(1);
  });

  it('is not mistaken for deleted while issues are switched off', async () => {
    await begin();
    await story.sync();
    story.sandbox.people.setIssuesEnabled(REPO, false);
    await story.push({ 'ROADMAP.md': `${LATE}- Feed the cat\n` });
    story.sandbox.people.setIssuesEnabled(REPO, true);
    await story.push({ 'ROADMAP.md': `${LATE}- Feed the dog\n` });
    expect(story.body).toContain('of 5 items');
  });

  it.each([
    ['opened', 'POST', /\/issues$/],
    ['edited', 'PATCH', /\/issues\/\d+$/],
  ])('says in the check that it may not be %s', async (what, method, path) => {
    await begin();
    if (what === 'edited') await story.sync();
    const body = { message: 'Resource not accessible by integration' };
    story.sandbox.faults.add({ match: { method, path }, action: { status: 403, body } });
    const result = await story.push({ 'ROADMAP.md': LATE.replace('(Issue coming soon)', '') }, {});
    expect(outcomeOf(result)).toMatchObject({ state: 'refused' });
    expect(summary()).toContain('it needs the permission "Issues: write"');
    expect(story.titles).toEqual([]);
  });

  it('is edited though its conversation is locked', async () => {
    await begin();
    await story.sync();
    story.sandbox.people.lockIssue(REPO, story.dashboards[0]!.number, { by: 'alice' });
    await story.push({ 'ROADMAP.md': `${LATE}- Feed the cat\n` });
    expect(story.body).toContain('of 5 items');
  });
});

describe('one dashboard and no more', () => {
  it('when the store was lost: the oldest open one that Milepost itself opened is kept', async () => {
    await begin();
    const copied = '<!-- milepost:dashboard:eyJyZXBvc2l0b3J5IjoxfQ -->';
    await story.sync();
    const { number } = story.dashboards[0]!;
    story.sandbox.people.openIssue(REPO, { title: 'Mine', body: `${story.body}\n${copied}`, by: 'carol' });
    const earlier = story.dashboards[0]!.body;
    const second = new DashboardStory(story.sandbox, await store.fresh(), installationOf(story));
    await second.push({ 'ROADMAP.md': `${LATE}- Feed the cat\n` });
    expect(second.dashboards.map((one) => one.number)).toEqual([number]);
    expect(second.body).not.toBe(earlier);
  });

  it('when the store was lost and a person had closed it: it stays closed', async () => {
    await begin();
    await story.sync();
    story.sandbox.people.closeIssue(REPO, story.dashboards[0]!.number, { by: 'bob' });
    const second = new DashboardStory(story.sandbox, await store.fresh(), installationOf(story));
    await second.push({ 'ROADMAP.md': `${LATE}- Feed the cat\n` });
    expect(second.dashboards).toMatchObject([{ state: 'closed' }]);
  });

  it.each([
    ['the answer is lost', 'drop-after' as const],
    ['the answer is 502 and it took effect', { status: 502, afterEffect: true }],
    ['nothing arrives', 'drop-before' as const],
  ])('when %s', async (_, action) => {
    await begin();
    story.sandbox.faults.add({ match: { method: 'POST', path: /\/issues$/ }, action });
    await story.sync();
    expect(story.dashboards).toHaveLength(1);
  });

  it('when two processes look at once', async () => {
    await begin();
    const results = await Promise.allSettled([story.sync({ holder: 'one' }), story.sync({ holder: 'two' })]);
    expect(story.dashboards).toHaveLength(1);
    expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled']);
    await story.sync({ holder: 'two', occasion: 'manual' });
    expect(story.dashboards).toHaveLength(1);
  });

  it('when the process is killed before or after any request, and it is up to date after the next one', async () => {
    await begin();
    const requests: string[] = [];
    const wanted = await wantedBody(requests);
    expect(requests.length).toBeGreaterThan(4);
    for (let request = 1; request <= requests.length; request += 1) {
      for (const when of ['before', 'after'] as const) await expectOneAfter({ request, when }, wanted);
    }
  }, 240_000);
});

const installationOf = ({ installation }: DashboardStory): number => installation;

/** What an undisturbed first look leaves, and what it asked. */
async function wantedBody(requests: string[]): Promise<string> {
  await story.sync({ onRequest: (route) => requests.push(route) });
  const { body } = story;
  await story.sandbox.close();
  return withoutAddresses(body);
}

async function expectOneAfter(death: Death, wanted: string): Promise<void> {
  await begin();
  await expect(story.sync({ death, holder: 'dead' })).rejects.toThrow();
  await new Promise((resolve) => setTimeout(resolve, 40));
  await story.sync({ holder: 'next' });
  expect(story.dashboards).toHaveLength(1);
  expect(withoutAddresses(story.body)).toBe(wanted);
  expect(story.sandbox.state.checkRuns(REPO).length).toBeLessThanOrEqual(1);
  await story.sandbox.close();
}

/** Port, commit and repository differ from one sandbox to the next. */
const withoutAddresses = (body: string): string =>
  body
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/[0-9a-f]{7,40}/g, 'OID')
    .replace(/dashboard:[\w-]+/g, 'dashboard');
