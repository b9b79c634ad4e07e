import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Story, until } from './story.ts';

/** Long enough that a busy machine sends all of them before the first is answered. */
const LATENCY_MS = 250;
const NAMES = ['first', 'second', 'third', 'fourth', 'fifth'];

/** Without a pull request, whose check would ask at the same time. */
const ALONE = { '.github/milepost.yml': 'pull_request: { enabled: false }\n' };

/** The numbers in the summary of a check run. */
const told = (summary: string | null): { graphql: number; rest: number } => {
  const [, total, graphql, rest] = /(\d+) GitHub requests?: (\d+) GraphQL, (\d+) REST/.exec(summary ?? '') ?? [];
  expect(Number(total)).toBe(Number(graphql) + Number(rest));
  return { graphql: Number(graphql), rest: Number(rest) };
};

describe('what a sync asks of GitHub', () => {
  let story: Story;
  beforeAll(async () => {
    story = await Story.begin({ latencyMs: LATENCY_MS });
  }, 240_000);
  afterAll(() => story.end());

  /** Until nothing asks any more: a new repository is looked at, an issue that was opened wakes the roadmaps that name it. */
  const quiet = async (): Promise<void> => {
    await story.settled();
    await until('quiet', () => story.isIdle());
  };

  /** What was asked as the app since the log was cleared, up to the check run, which tells the number. */
  const asked = () => {
    const all = story.sandbox.state.requests.filter(({ actor }) => actor === 'milepost[bot]');
    return all.slice(
      0,
      all.findIndex(({ path }) => path.endsWith('/check-runs')),
    );
  };

  const counted = () => {
    const graphql = asked().filter(({ path }) => path === '/graphql').length;
    return { graphql, rest: asked().length - graphql };
  };

  it('is one request per hundred issues, side by side, for 300 in five repositories', async () => {
    const repository = await story.repository('many', { files: ALONE });
    for (const name of NAMES) {
      story.sandbox.createRepository(`example-org/${name}`);
      for (let number = 1; number <= 60; number += 1)
        story.sandbox.people.openIssue(`example-org/${name}`, { title: `Work ${number}`, by: 'alice' });
    }
    await quiet();
    const items = NAMES.flatMap((name) =>
      Array.from(
        { length: 60 },
        (_, index) => `- Work on part ${index + 1} of the ${name} house (example-org/${name}#${index + 1})`,
      ),
    );
    story.sandbox.state.clearRequests();
    const { sha, sync } = await story.pushed(repository, { 'ROADMAP.md': `## Next\n\n${items.join('\n')}\n` });
    const { output } = await story.check(repository, sha);
    expect(output.summary).toContain('All 300 items of');

    const forIssues = asked().filter(({ operation }) => operation === 'MilepostReferences');
    expect(forIssues).toHaveLength(3);
    // All have arrived before the first of them is answered.
    const times = forIssues.map(({ at }) => at.getTime());
    expect(Math.max(...times) - Math.min(...times)).toBeLessThan(LATENCY_MS);

    expect(told(output.summary)).toEqual(counted());
    expect(sync.requests).toEqual(counted());
  });

  it('is told exactly where issues and comments are written, too', async () => {
    const repository = await story.repository('writing', { files: ALONE });
    story.sandbox.people.openIssue(repository, { title: 'Yard', by: 'alice' });
    await quiet();
    story.sandbox.state.clearRequests();
    const { sha, sync } = await story.pushed(repository, {
      'ROADMAP.md': '## 2023\n\n- Sweep the yard (#1)\n- Ring the bell (issue TBD)\n- Ask the moon (#99)\n',
    });
    const { output } = await story.check(repository, sha);
    expect(output.title).toMatch(/^Opened 1 issue and wrote 1 comment/);
    expect(told(output.summary)).toEqual(counted());
    expect(sync.requests).toEqual(counted());
  });

  it('is one request for a push that changes nothing of it', async () => {
    await quiet();
    story.sandbox.state.clearRequests();
    await story.pushed('example-org/many', { 'README.md': 'Words.\n' });
    const all = story.sandbox.state.requests.filter(({ actor }) => actor === 'milepost[bot]');
    expect(all.map(({ operation }) => operation)).toEqual(['MilepostRepository']);
  });

  it('asks again for nothing but the issues when only the words of the roadmap change', async () => {
    await quiet();
    story.sandbox.state.clearRequests();
    const text = story.sandbox.state.file('example-org/many', 'ROADMAP.md')!;
    const { sync } = await story.pushed('example-org/many', { 'ROADMAP.md': text.replace('part 1 of', 'piece 1 of') });
    expect(sync.requests).toEqual(counted());
    expect(sync.requests!.graphql + sync.requests!.rest).toBeLessThanOrEqual(6);
    expect(asked().filter(({ isWrite }) => isWrite)).toEqual([]);
  });

  /** What was asked as the app after something that wakes a repository. */
  const askedAfter = async (repository: string, act: () => unknown) => {
    await quiet();
    story.sandbox.state.clearRequests();
    await story.syncAfter(repository, act);
    return story.sandbox.state.requests.filter(({ actor }) => actor === 'milepost[bot]');
  };

  it('is two requests for an event about one of the 300 issues, and names that one alone', async () => {
    const asked = await askedAfter('example-org/many', () =>
      story.sandbox.people.editIssue('example-org/third', 7, { title: 'Another title', by: 'alice' }),
    );
    expect(asked.map(({ operation }) => operation)).toEqual(['MilepostRepository', 'MilepostReferences']);
    expect(asked[1]!.query!.match(/issueOrPullRequest\(number: \d+\)/g)).toEqual(['issueOrPullRequest(number: 7)']);
  });

  it('is two requests for an event about an issue that Milepost opened itself', async () => {
    const { number } = story.issues('example-org/writing').find(({ title }) => title === 'Ring the bell')!;
    const renamed = (title: string) =>
      askedAfter('example-org/writing', () =>
        story.sandbox.people.editIssue('example-org/writing', number, { title, by: 'alice' }),
      );
    // What the sync wrote is known by the next one.
    await renamed('Ring it');
    const asked = await renamed('Ring it loudly');
    expect(asked.map(({ operation }) => operation)).toEqual(['MilepostRepository', 'MilepostReferences']);
    expect(asked[1]!.query).toContain(`issueOrPullRequest(number: ${number})`);
  });
});
