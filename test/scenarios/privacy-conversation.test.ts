/** Nothing of what only some may read is told to all: in checks of pull requests, dashboards, pull requests and replies. */
import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { calm } from './noise.ts';
import { planned } from './roadmaps.ts';
import { OWNER, Story, until } from './story.ts';

let story: Story;
const vault = `${OWNER}/vault`;
const SECRETS = ['Dig the tunnel', 'Hide the key', 'Secret board', 'Buried'];

beforeAll(async () => {
  story = await Story.begin();
  await story.repository('vault', { visibility: 'private' });
  for (const title of SECRETS.slice(0, 2)) story.sandbox.people.openIssue(vault, { title, by: 'alice' });
  story.sandbox.people.closeIssue(vault, 2, { by: 'alice', reason: 'completed' });
  story.sandbox.createUser('mallory');
}, 240_000);
afterAll(() => story.end());

const people = () => story.sandbox.people;
const dashboardOf = (repository: string) =>
  story.sandbox.state.issues(repository).find(({ title }) => title === 'Roadmap dashboard');

/** Everything that the app wrote to a repository, and everything that it wrote anywhere by GraphQL. */
const written = (repository: string): string =>
  story.sandbox.state
    .writes()
    .filter(({ path, actor }) => actor.includes('milepost') && path.startsWith(`/repos/${repository}/`))
    .map(({ body }) => body ?? '')
    .join('\n');

/** A public roadmap with one item that refers to the private repository, and the conversation about it. */
async function conversationAbout(name: string, reference: string): Promise<string> {
  const repository = await story.repository(name);
  people().openIssue(repository, { title: 'Something else', by: 'alice' });
  const plan = planned('Q1 2024', `Item (${reference})`, 'Ring the bell (#1)');
  await story.pushed(repository, { 'ROADMAP.md': plan });
  people().comment(repository, 1, '/roadmap status', { by: 'mallory' });
  people().comment(repository, 1, '/roadmap plan', { by: 'mallory' });
  const fork = people().fork(repository, { by: 'mallory' });
  people().push(fork, {
    by: 'mallory',
    message: 'Ask',
    branch: 'ask',
    files: { 'ROADMAP.md': `${plan}- Asked (${reference})\n` },
  });
  people().openPullRequest(repository, { title: 'Ask', head: 'mallory:ask', by: 'mallory' });
  await calm(story);
  return repository;
}

/** The words alone: names, numbers and commits differ between repositories that are alike. */
const normal = (text: string, repository: string): string =>
  text
    .replaceAll(repository, 'TWIN')
    .replaceAll(/[0-9a-f]{40}/g, 'COMMIT')
    .replaceAll(/`[0-9a-f]{7}`/g, 'SHORT')
    .replaceAll(/[0-9a-f]{16}/g, 'DIGEST')
    .replaceAll(/vaul\w#\u200B?\d/g, 'vault')
    .replaceAll(/"head_sha":"\w+"/g, '')
    .replaceAll(/milepost:[\w-]+:[\w-]+/g, 'MARKER');

describe('a public roadmap that refers to a private repository', () => {
  it('tells the same to the last word of an open, a closed and a missing issue there', async () => {
    const told: string[] = [];
    for (const [name, reference] of [
      ['twin-a', 'example-org/vault#1'],
      ['twin-b', 'example-org/vault#2'],
      ['twin-c', 'example-org/vaulx#1'],
    ] as const) {
      const repository = await conversationAbout(name, reference);
      expect(story.sandbox.state.comments(repository, 1).length).toBeGreaterThanOrEqual(3);
      expect(dashboardOf(repository)).toBeDefined();
      // Two tasks of a repository may end in either order.
      told.push(normal(written(repository), repository).split('\n').toSorted().join('\n'));
    }
    expect(told[0]).toContain('private');
    for (const secret of SECRETS) expect(told.join('\n')).not.toContain(secret);
    expect(told[1]).toBe(told[0]);
    expect(told[2]).toBe(told[0]);
  }, 240_000);
});

describe('a private board of a public roadmap', () => {
  it('is moved, and nothing of it is told', async () => {
    const repository = `${OWNER}/square`;
    const number = people().createProject(OWNER, {
      title: 'Secret board',
      statuses: ['Buried', 'Todo', 'Done'],
      public: false,
    });
    await story.repository('square', {
      files: {
        'ROADMAP.md': planned('Q1 2099', 'Ring the bell (#1)'),
        '.github/milepost.yml': `roadmaps:\n  - path: ROADMAP.md\n    project: ${number}\n`,
      },
    });
    people().openIssue(repository, { title: 'Ring the bell', by: 'alice' });
    await story.pushed(repository, { 'ROADMAP.md': planned('Q1 2099', 'Ring the bell (#1)', 'Paint the door') });
    await calm(story);
    expect(story.sandbox.state.project(OWNER, number).cards.map(({ content }) => content)).toEqual([`${repository}#1`]);
    people().moveCard({ owner: OWNER, project: number, repository, issue: 1, by: 'alice' }, { Status: 'Buried' });
    people().comment(repository, 1, '/roadmap status', { by: 'mallory' });
    await calm(story);
    expect(dashboardOf(repository)).toBeDefined();
    for (const secret of SECRETS) expect(written(repository)).not.toContain(secret);
  }, 120_000);
});

describe('a repository that becomes private', () => {
  it('is taken out of the dashboard by the next look', async () => {
    const shop = await story.repository('shop');
    people().openIssue(shop, { title: 'Sell candles', by: 'alice' });
    people().closeIssue(shop, 1, { by: 'alice', reason: 'completed' });
    const market = await story.repository('market');
    await story.pushed(market, { 'ROADMAP.md': planned('Q1 2099', 'Candles (example-org/shop#1)') });
    const before = await until('a dashboard', () => dashboardOf(market));
    expect(before.body).toMatch(/closed/);
    people().setVisibility(shop, 'private', { by: 'alice' });
    await until('a dashboard without it', () => !/is closed|was closed/.test(dashboardOf(market)?.body ?? ''));
    const pulls = story.sandbox.state.pullRequests(market).filter(({ state }) => state === 'open');
    expect(pulls.map(({ body }) => body ?? '').join('')).not.toMatch(/closed/);
  }, 120_000);
});

describe("a marker in a person's hand", () => {
  it('gains nothing on an issue, in a comment or in a pull request', async () => {
    const well = await story.repository('well');
    await story.pushed(well, { 'ROADMAP.md': planned('2023', 'Dig (#1)', 'Fill') });
    const real = await until('a dashboard', () => dashboardOf(well));
    const mock = people().openIssue(well, {
      title: 'Roadmap dashboard',
      body: (real.body ?? '').replaceAll('[ ]', '[x]'),
      by: 'mallory',
    });
    const from = story.sandbox.state.issues(well).length;
    people().editIssue(well, mock, { body: `${(real.body ?? '').replaceAll('[ ]', '[x]')} `, by: 'mallory' });
    people().comment(well, mock, real.body ?? '', { by: 'mallory' });
    await calm(story);
    expect(story.sandbox.state.issues(well)).toHaveLength(from);
    expect(story.sandbox.state.issue(well, mock).body).toContain('[x]');
    expect(dashboardOf(well)?.number).toBe(real.number);
  }, 120_000);
});
