import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placeholders, planned } from './roadmaps.ts';
import { Story, until } from './story.ts';

const TITLE = 'Roadmap dashboard';
const ROADMAP = `${planned('2023', 'Mend the roof', 'Sweep the yard')}\n${placeholders('Ring the bell')}`;

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
}, 240_000);
afterAll(() => story.end());

const dashboards = (repository: string) =>
  story.sandbox.state.issues(repository).filter(({ title }) => title === TITLE);

/** A person ticks the box that says so. */
function tick(repository: string, words: string, by = 'alice'): void {
  const { number, body } = dashboards(repository)[0]!;
  const lines = (body ?? '').split('\n');
  const index = lines.findIndex((line) => line.startsWith('- [ ]') && line.includes(words));
  lines[index] = lines[index]!.replace('- [ ]', '- [x]');
  story.sandbox.people.editIssue(repository, number, { body: lines.join('\n'), by });
}

describe('the dashboard, through the whole app', () => {
  let repository = '';

  it('is there after the first look at a roadmap', async () => {
    story.sandbox.createOrganization('late-org', { alice: 'admin' });
    story.sandbox.createRepository('late-org/house', { files: { 'ROADMAP.md': ROADMAP } });
    repository = 'late-org/house';
    await story.syncAfter(repository, () => story.sandbox.install('late-org', { repositories: 'all', by: 'alice' }));
    const [dashboard] = dashboards(repository);
    expect(dashboard).toMatchObject({ state: 'open', user: { login: 'milepost[bot]' } });
    expect(dashboard!.body).toContain('**2 issues are offered** for what was late before Milepost first saw it.');
  });

  it('has a tick worked by its own event, and answers its own edits with nothing', async () => {
    await story.syncAfter(repository, () => tick(repository, 'Mend the roof'));
    expect(story.titles(repository)).toContain('Mend the roof');
    await until(
      'the box is gone',
      () => !dashboards(repository)[0]!.body?.includes('Open an issue for “Mend the roof”'),
    );
    await story.settled();
    const syncs = story.syncs(repository).length;
    await story.settled();
    expect(story.syncs(repository)).toHaveLength(syncs);
    expect(story.titles(repository).filter((title) => title === 'Mend the roof')).toHaveLength(1);
  });

  it('stays one when the app is killed after GitHub opened it', async () => {
    story.sandbox.createOrganization('killed-org', { alice: 'admin' });
    story.sandbox.createRepository('killed-org/house', { files: { 'ROADMAP.md': ROADMAP } });
    const fault = story.sandbox.faults.add({
      match: { method: 'POST', path: /\/issues$/, body: /Roadmap dashboard/ },
      action: 'hold',
    });
    story.sandbox.install('killed-org', { repositories: 'all', by: 'alice' });
    await fault.hit;
    await story.kill();
    await story.startApp();
    await until('the first look goes on', () => story.sandbox.state.checkRuns('killed-org/house')[0], 90_000);
    expect(dashboards('killed-org/house')).toHaveLength(1);
  }, 240_000);

  it('ends when a person closes it, and the check says once how to have it again', async () => {
    const { number } = dashboards(repository)[0]!;
    await story.syncAfter(repository, () => story.sandbox.people.closeIssue(repository, number, { by: 'alice' }));
    const { sha } = await story.pushed(repository, { 'ROADMAP.md': `Words.\n\n${ROADMAP}` });
    await story.check(repository, sha);
    expect(dashboards(repository)).toMatchObject([{ number, state: 'closed' }]);
    const told = story.sandbox.state
      .checkRuns(repository)
      .filter(({ output }) => output.summary?.includes('Reopen it to have it again.'));
    expect(told.length).toBeGreaterThan(0);
    expect(told.every(({ head_sha: head }) => head !== sha)).toBe(true);
  });
});
