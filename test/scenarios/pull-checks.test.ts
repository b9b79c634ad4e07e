import { afterAll, beforeAll, describe, expect, it, jest } from '@jest/globals';
import { OWNER, Story, until } from './story.ts';

jest.setTimeout(120_000);

const ROADMAP = '# Roadmap\n\n## Later\n\n- Oil gauge (#1)\n';
const FAULTY = `${ROADMAP}- CafÃ© lamp\n`;

describe('pull requests that change a roadmap', () => {
  let story: Story;
  beforeAll(async () => {
    story = await Story.begin();
    for (const login of ['bob', 'carol']) story.sandbox.createUser(login);
  });
  afterAll(() => story.end());

  async function lantern(name: string): Promise<string> {
    const repository = `${OWNER}/${name}`;
    story.sandbox.createRepository(repository, { files: { 'README.md': 'Lamps.\n', 'ROADMAP.md': ROADMAP } });
    story.sandbox.people.openIssue(repository, { by: 'alice', title: 'Oil gauge' });
    await until(`a first look at ${repository}`, () => story.log.includes(`Sync of ${repository}:`));
    return repository;
  }

  function change(repository: string, files: Record<string, string>): number {
    const { people, state } = story.sandbox;
    people.moveBranch(repository, 'plan', state.commit(repository) ?? '', { by: 'alice' });
    people.push(repository, { by: 'alice', branch: 'plan', message: 'Plan', files });
    return people.openPullRequest(repository, { by: 'alice', title: 'Plan', head: 'plan' });
  }

  const headOf = (repository: string, number: number): string =>
    story.sandbox.state.pullRequest(repository, number).head.sha;

  const completed = (repository: string, sha: string, runs = 1) =>
    until(`${runs} concluded checks on ${repository}@${sha.slice(0, 7)}`, () => {
      const found = story.sandbox.state.checkRuns(repository, sha).filter(({ status }) => status === 'completed');
      return found.length >= runs ? found : null;
    });

  it('are checked, corrected with a button, and checked again', async () => {
    const repository = await lantern('lantern');
    const number = change(repository, { 'ROADMAP.md': FAULTY });
    const before = headOf(repository, number);
    const [run] = await completed(repository, before);
    expect(run?.output.summary).toContain('The button *Fix* above corrects one of these.');
    story.sandbox.people.pressCheck(repository, run!.id, { by: 'alice', action: 'fix' });
    const after = await until('a commit of corrections', () => {
      const head = headOf(repository, number);
      return head === before ? null : head;
    });
    expect(story.sandbox.state.file(repository, 'ROADMAP.md', after)).toBe(FAULTY.replace('Ã©', 'é'));
    const [checked] = await completed(repository, after);
    expect(checked?.output.summary).not.toContain('mojibake');
    await until('the outcome on the first check', () =>
      story.sandbox.state.checkRuns(repository, before).at(-1)?.output.summary?.includes('**Fix:** Milepost committed'),
    );
  });

  it('are checked from forks, once more when asked, and in the merge queue', async () => {
    const repository = await lantern('forked');
    const { people } = story.sandbox;
    const fork = people.fork(repository, { by: 'carol' });
    people.push(fork, { by: 'carol', branch: 'plan', message: 'Plan', files: { 'ROADMAP.md': FAULTY } });
    const number = people.openPullRequest(repository, { by: 'carol', title: 'Plan', head: 'carol:plan' });
    const [run] = await completed(repository, headOf(repository, number));
    expect(run?.output.summary).toContain('This change comes from outside');
    people.pressCheck(repository, run!.id, { by: 'alice' });
    await completed(repository, headOf(repository, number), 2);
    const sha = people.enqueuePullRequest(repository, number, { by: 'alice' });
    const [group] = await completed(repository, sha);
    expect(group?.external_id).toMatch(/^group:/);
  });

  it('are checked by the next process where one was killed', async () => {
    const repository = await lantern('killed');
    const fault = story.sandbox.faults.add({
      match: { method: 'PATCH', path: new RegExp(`^/repos/${repository}/check-runs/`) },
      action: 'hold',
    });
    const number = change(repository, { 'ROADMAP.md': FAULTY });
    await fault.hit;
    await story.kill();
    await story.startApp();
    await story.settled();
    await until('the store to know', () => story.log.includes(`"commit":"${headOf(repository, number)}"`));
    const runs = story.sandbox.state.checkRuns(repository, headOf(repository, number));
    expect(runs.map(({ status, annotations }) => [status, annotations.length])).toEqual([['completed', 1]]);
  });
});
