import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { startPostgres, type PostgresServer } from '../store/postgres-server.ts';
import { placeholders } from './roadmaps.ts';
import { OWNER, pause, Story, until } from './story.ts';

/** As GitHub is said to do it: above so many a minute it refuses. */
const REFUSED_ABOVE = 20;

/** Nothing but issues is created, so that the minute after the first is enough for all of them. */
const ONLY_ISSUES = [
  'limits: { new_issues: 30 }',
  'issues: { labels: [] }',
  'dashboard: false',
  'pull_request: { enabled: false }',
  '',
].join('\n');

const REPOSITORIES = ['north', 'east', 'south'];
const ITEMS = [9, 8, 8];

const titlesOf = (name: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `Build the ${name}ern harbour number ${index + 1}`);

/** The sum over all labels. */
async function metricOf(port: number, name: string, labels = ''): Promise<number> {
  const text = await (await fetch(`http://127.0.0.1:${port}/metrics`)).text();
  return text
    .split('\n')
    .filter((line) => line.startsWith(name) && line.includes(labels))
    .reduce((sum, line) => sum + Number(line.slice(line.lastIndexOf(' '))), 0);
}

const isAboutNoisy = ({ path, variables }: { path: string; variables: unknown }): boolean =>
  `${path} ${JSON.stringify(variables)}`.includes('noisy-org');

describe("GitHub's limits, with two workers on PostgreSQL", () => {
  let server: PostgresServer;
  let story: Story;
  const ports: number[] = [];
  beforeAll(async () => {
    server = await startPostgres();
    story = await Story.begin({
      databaseUrl: await server.createDatabase(),
      limits: { contentPerMinute: REFUSED_ABOVE },
      environment: { MILEPOST_CONTENT_PER_MINUTE: '18', MILEPOST_CONTENT_PER_HOUR: '140' },
    });
    ports.push(story.port, await story.startWorker());
  }, 240_000);
  afterAll(async () => {
    await story.end();
    await server.stop();
  });

  /** Not those that Milepost makes as the app itself. */
  const sentByInstallation = () => story.sandbox.state.requests.filter(({ actor }) => actor === 'milepost[bot]');
  const refusals = () => story.sandbox.state.requests.filter(({ status }) => status === 403 || status === 429);
  const sum = async (name: string, labels?: string): Promise<number> =>
    (await metricOf(ports[0]!, name, labels)) + (await metricOf(ports[1]!, name, labels));

  it('twenty-five issues of three repositories are opened within two minutes, and GitHub never has to refuse one', async () => {
    for (const name of REPOSITORIES) {
      await story.repository(name, { files: { '.github/milepost.yml': ONLY_ISSUES } });
    }
    const shas = REPOSITORIES.map((name, index) =>
      story.push(`${OWNER}/${name}`, { 'ROADMAP.md': placeholders(...titlesOf(name, ITEMS[index]!)) }),
    );
    for (const [index, name] of REPOSITORIES.entries()) {
      const check = await story.check(`${OWNER}/${name}`, shas[index]!, 120_000);
      expect(check.output.title).not.toMatch(/wait/);
      expect(story.titles(`${OWNER}/${name}`)).toEqual(titlesOf(name, ITEMS[index]!));
    }
    expect(refusals()).toEqual([]);
    // More than a minute has: what was over waited in the queue, not in a worker.
    expect(await sum('milepost_budget_put_back_total', 'limit="content"')).toBeGreaterThan(0);
    expect(story.log).toContain("GitHub's limit on creating content is near");
  }, 240_000);

  it('count all requests, by how high the limit of the installation is', async () => {
    const sent = sentByInstallation();
    const counted = await sum('milepost_github_requests_total', 'installation="standard"');
    expect(counted).toBeGreaterThan(25);
    expect(counted).toBeLessThanOrEqual(sent.length);
    expect(await sum('milepost_github_points_total', 'api="rest"')).toBeGreaterThanOrEqual(25 * 5);
    const lowest = await metricOf(story.port, 'milepost_github_budget_left_ratio', 'api="graphql",quantile="0"');
    expect(lowest).toBeGreaterThan(0.9);
    expect(lowest).toBeLessThan(1);
  });

  it('an installation that has used up its hour is asked for nothing more, and delays nobody', async () => {
    story.organisation('noisy-org');
    const noisy = await Promise.all(
      ['one', 'two', 'three', 'four'].map((name) => story.repository(`noisy-org/${name}`)),
    );
    const calm = await story.repository('calm', { files: { '.github/milepost.yml': ONLY_ISSUES } });
    story.sandbox.faults.add({
      match: { graphql: /MilepostRepository/ },
      action: { primaryLimit: { resetInSeconds: 3_000 } },
    });
    story.push(noisy[0]!, { 'ROADMAP.md': placeholders('Ring the bell') });
    await until(
      'GitHub refused once',
      () => refusals().length > 0 || story.log.includes("GitHub's rate limit is reached"),
    );
    await pause(500);
    story.sandbox.state.clearRequests();
    for (const repository of noisy)
      story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Mend the roof') });
    const { sync } = await story.pushed(calm, { 'ROADMAP.md': placeholders('Ring the bell') });
    expect(sync.written).toHaveLength(1);
    // A worker that knows of the limit leaves the others' tasks where they are, so how many were put back is chance.
    const tasks = (state: string): Promise<number> => metricOf(story.port, 'milepost_queue_tasks', `state="${state}"`);
    await until('all of them wait', async () => (await tasks('waiting')) + (await tasks('held')) >= noisy.length);
    expect(await sum('milepost_budget_put_back_total', 'limit="hourly"')).toBeGreaterThanOrEqual(1);
    await story.settled();
    expect(sentByInstallation().filter(isAboutNoisy)).toEqual([]);
    expect(noisy.flatMap((repository) => story.titles(repository))).toEqual([]);
  }, 120_000);
});
