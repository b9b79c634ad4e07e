import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { Story, until } from './story.ts';

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
}, 240_000);
afterAll(() => story.end());

const link = (repository: string, number: number): string =>
  `[${repository}#${number}](${story.sandbox.url}/${repository}/issues/${number})`;

const plan = (...items: string[]): string => `# Plan\n\n## Later\n\n${items.map((item) => `- ${item}\n`).join('')}`;

/** A repository with so many issues, and a roadmap that says of each that it is still to be done. */
async function withIssues(name: string, count: number): Promise<string> {
  const repository = await story.repository(name);
  const titles = Array.from({ length: count }, (_, index) => `Piece of work ${index + 1}`);
  for (const title of titles) story.sandbox.people.openIssue(repository, { title, by: 'alice' });
  await story.pushed(repository, {
    'ROADMAP.md': plan(...titles.map((title, index) => `${title} ${link(repository, index + 1)}`)),
  });
  return repository;
}

/** On the default branch: Milepost's own pull request has checks as well. */
const newestCheck = (repository: string) => {
  const { state } = story.sandbox;
  const runs = state.checkRuns(repository, state.commit(repository) ?? '');
  return runs.toSorted((one, other) => other.id - one.id)[0];
};

describe('what happens on GitHub', () => {
  it('is felt by the roadmap that points to it, and by no other', async () => {
    const { people, state } = story.sandbox;
    const repository = await withIssues('meadow', 1);
    const other = await withIssues('marsh', 1);
    const unplanned = people.openIssue(repository, { title: 'Something else', by: 'alice' });
    const before = story.syncs(other).length;
    const checks = state.checkRuns(repository).length;
    const sync = await story.syncAfter(repository, () => people.closeIssue(repository, 1));
    expect(sync).toMatchObject({ occasion: 'manual', commit: null });
    await until('a check run that says so', () => state.checkRuns(repository).length > checks);
    expect(
      newestCheck(repository)
        ?.annotations.map(({ message }) => message)
        .join(),
    ).toContain('closed');
    const looked = story.syncs(repository).length;
    people.closeIssue(repository, unplanned);
    people.labelIssue(repository, 1, ['roadmap']);
    await story.settled();
    await story.settled();
    expect(story.syncs(repository)).toHaveLength(looked);
    expect(story.syncs(other)).toHaveLength(before);
  });

  it('many times at once causes few looks, and nothing is written where nothing differs', async () => {
    const { people } = story.sandbox;
    const repository = await withIssues('orchard', 30);
    await story.settled();
    const looked = story.syncs(repository).length;
    const written = story.writes(repository).length;
    for (let number = 1; number <= 30; number += 1) {
      people.closeIssue(repository, number);
      people.reopenIssue(repository, number);
    }
    await until('a look', () => story.syncs(repository).length > looked);
    await story.settled();
    await story.settled();
    // Of sixty events.
    expect(story.syncs(repository).length - looked).toBeLessThan(10);
    expect(story.writes(repository)).toHaveLength(written);
  });

  it('by Milepost itself causes nothing', async () => {
    const repository = await story.repository('lonely');
    await story.pushed(repository, { 'ROADMAP.md': '# Plan\n\n## Q1 2024\n\n- Issue coming soon: Shine brightly\n' });
    await until('an issue', () => story.sandbox.state.issues(repository).length > 0);
    await story.settled();
    await story.settled();
    expect(story.syncs(repository).map(({ occasion }) => occasion)).toEqual(['first-look', 'push']);
  });

  it('that hides a repository takes it out of what other roadmaps say', async () => {
    const { people } = story.sandbox;
    const hidden = await withIssues('vault', 1);
    const open = await story.repository('square');
    await story.pushed(open, { 'ROADMAP.md': plan(`Open the gate ${link(hidden, 1)}`) });
    people.closeIssue(hidden, 1);
    await until('what is known', () =>
      newestCheck(open)?.annotations.some(({ message }) => message.includes('closed')),
    );
    await story.syncAfter(open, () => people.setVisibility(hidden, 'private'));
    await until('nothing is known any more', () => {
      const check = newestCheck(open);
      return check !== undefined && !check.annotations.some(({ message }) => message.includes('closed'));
    });
    expect(
      newestCheck(open)
        ?.annotations.map(({ message }) => message)
        .join(),
    ).toContain('nothing is said about it here');
  });

  it('asks for no new token', async () => {
    const { people } = story.sandbox;
    const repository = await withIssues('pier', 1);
    story.sandbox.state.clearRequests();
    await story.syncAfter(repository, () => people.closeIssue(repository, 1));
    await story.syncAfter(repository, () => people.createMilestone(repository, { title: '1.0.0' }));
    expect(story.tokensAskedFor()).toBe(0);
    await story.syncAfter(repository, () =>
      story.sandbox.grant(story.installationId, {
        contents: 'write',
        issues: 'write',
        checks: 'write',
        pull_requests: 'write',
      }),
    );
    expect(story.tokensAskedFor()).toBeGreaterThan(0);
  });
});

describe('a pull request', () => {
  it('is checked while syncs are under way, and once more on demand', async () => {
    const { people, state } = story.sandbox;
    const repository = await withIssues('harbour', 1);
    const files = { 'ROADMAP.md': plan(`Piece of work 1 ${link(repository, 1)}`, 'Paint the boats') };
    const sha = people.push(repository, { by: 'alice', branch: 'plans', message: 'Plan', files });
    people.openPullRequest(repository, { head: 'plans', base: 'main', title: 'Paint', by: 'alice' });
    const check = await story.check(repository, sha);
    await until('it is concluded', () =>
      state.checkRuns(repository, sha).every(({ status }) => status === 'completed'),
    );
    people.pressCheck(repository, check.id, { by: 'alice' });
    await until('another one', () => state.checkRuns(repository, sha).length === 2);
    expect(story.log).toContain(`Check of ${repository}: checked`);
  });

  it('is checked where the event of a push comes after that of an issue, though there is nothing new to say', async () => {
    const { people, state, deliveries } = story.sandbox;
    const repository = await withIssues('jetty', 1);
    deliveries.pause();
    const line = `Piece of work 1, in oak ${link(repository, 1)}`;
    const sha = people.push(repository, { by: 'alice', message: 'Say of what', files: { 'ROADMAP.md': plan(line) } });
    people.editIssue(repository, 1, { title: 'Piece of work one', by: 'alice' });
    await deliveries.resume('reversed');
    await until('its check run', () => state.checkRuns(repository, sha).length === 1);
  });

  it('leads to the check of a push, written anew on demand though it says the same', async () => {
    const { people, state } = story.sandbox;
    const repository = await withIssues('quay', 1);
    const sha = state.commit(repository)!;
    const check = await story.check(repository, sha);
    people.pressCheck(repository, check.id, { by: 'alice' });
    await until('another one', () => state.checkRuns(repository, sha).length === 2);
  });
});
