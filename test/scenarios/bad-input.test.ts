import { afterAll, afterEach, beforeAll, describe, expect, it } from '@jest/globals';
import { placeholders } from './roadmaps.ts';
import { Story, until } from './story.ts';

const ONE = placeholders('Ring the bell');
const TWO = placeholders('Ring the bell', 'Paint the door');

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
}, 240_000);
afterAll(() => story.end());

afterEach(async () => {
  expect(await story.health()).toBe(200);
  // What cannot be mended is not tried again and again. (A token that GitHub no longer knows is asked for anew.)
  const failures = story.log.split('\n').filter((line) => line.includes('A task failed and will be tried again'));
  expect(failures.filter((line) => !line.includes('Bad credentials'))).toEqual([]);
});

/** What a Markdown parser needs many seconds for. */
const HOSTILE = `a**b${' c* '.repeat(20_000)}`;

describe('a roadmap file that is', () => {
  it.each<[string, string | Buffer, RegExp]>([
    ['of zero bytes', '', /the reader saw an empty file/],
    ['of spaces', ' \n\n  \n', /the reader saw an empty file/],
    ['of 300 KiB', `# Roadmap\n\n${'- Ring the bell again\n'.repeat(14_000)}`, /at most .*256 KiB/],
    ['of more than 1 MiB', `# Roadmap\n\n${'- Ring the bell again\n'.repeat(52_000)}`, /at most 256 KiB/],
    ['only a link', '[Our board](https://boards.example/7)\n', /1 link to https:\W*\/\/boards\.example\/7/],
    ['not UTF-8', Buffer.from('## Später\n\n- Die Tür streichen (issue TBD)\n', 'latin1'), /is not UTF-8/],
    ['not text', Buffer.from([0, 1, 2, 0xff, 0xfe, 0, 0xc3, 0x28]), /is not UTF-8/],
    ['too intricate to read', HOSTILE, /too intricate to read/],
  ])(
    '%s: it is said, nothing is written, and the next push is served with what was known',
    async (name, content, message) => {
      const repository = await story.repository(`file-${name.replace(/[^a-z0-9]+/gi, '-')}`, {
        files: { '.github/milepost.yml': 'pull_request: { enabled: false }\n' },
      });
      await story.pushed(repository, { 'ROADMAP.md': ONE });
      const before = story.writes(repository);
      const { sha } = await story.pushed(repository, { 'ROADMAP.md': content });
      const check = await story.check(repository, sha);
      // The dashboard says why nothing happens.
      expect(story.writes(repository)).toEqual([...before, 'PATCH /issues/2', 'POST /check-runs']);
      expect(check.conclusion).toBe('neutral');
      expect(check.output.title).toMatch(/^(?:No items found|The roadmap could not be read)$/);
      expect(check.output.summary).toMatch(message);
      expect(check.annotations).toMatchObject([{ path: 'ROADMAP.md', start_line: 1 }]);

      await story.pushed(repository, { 'README.md': 'Words.\n' });
      expect(story.writes(repository)).toHaveLength(before.length + 2);
      await story.pushed(repository, { 'ROADMAP.md': TWO });
      expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
    },
  );

  it('unreadable from the beginning is said, and served once it can be read', async () => {
    const repository = await story.repository('unreadable-first', {
      files: { 'ROADMAP.md': Buffer.from([0xff, 0xfe, 0x41]) },
    });
    expect(story.sandbox.state.checkRuns(repository)).toMatchObject([
      { output: { title: 'The roadmap could not be read' } },
    ]);
    await story.pushed(repository, { 'ROADMAP.md': ONE });
    expect(story.titles(repository)).toEqual(['Ring the bell']);
  });

  it('hanging the Markdown reader is refused, and another repository is served meanwhile', async () => {
    const [slow, quick] = [await story.repository('slow'), await story.repository('quick')];
    const slowSha = story.push(slow, { 'ROADMAP.md': HOSTILE });
    await story.pushed(quick, { 'ROADMAP.md': ONE });
    expect(story.titles(quick)).toEqual(['Ring the bell']);
    expect((await story.check(slow, slowSha)).output.title).toBe('The roadmap could not be read');
  });

  it.each([
    ['with CRLF', `${ONE}\nWords.\n`.replaceAll('\n', '\r\n')],
    ['with a byte order mark', `\u{feff}${ONE}`],
    ['with both', `\u{feff}${ONE.replaceAll('\n', '\r\n')}`],
  ])('%s is read as any other', async (name, content) => {
    // Of an owner of its own: the others of this file use up what may be created in a minute for one.
    const owner = `${name.replaceAll(' ', '-')}-org`;
    story.organisation(owner);
    const repository = await story.repository(`${owner}/lantern`);
    const { sha } = await story.pushed(repository, { 'ROADMAP.md': content });
    expect(story.titles(repository)).toEqual(['Ring the bell']);
    const { body } = story.sandbox.state.issue(repository, 1);
    expect(body).toContain('#L5');
    expect(body).not.toContain('\r');
    expect((await story.check(repository, sha)).output.title).toMatch(/^Opened 1 issue/);
  });
});

describe('a repository', () => {
  it('without a roadmap is left alone', async () => {
    const repository = await story.repository('no-roadmap');
    const { sync } = await story.pushed(repository, { 'docs/plans.md': '- Ring the bell (issue TBD)\n' });
    expect(sync.why).toMatch(/neither a roadmap nor the configuration changed/);
    expect(story.writes(repository)).toEqual([]);
  });

  it('whose roadmap is deleted hears of it once, and gets no second issue when it comes back', async () => {
    const repository = await story.repository('deleted');
    await story.pushed(repository, { 'ROADMAP.md': ONE });
    const { sha } = await story.pushed(repository, { 'ROADMAP.md': null });
    expect((await story.check(repository, sha)).output.title).toBe('No roadmap found');
    const writes = story.writes(repository);
    await story.pushed(repository, { 'README.md': 'Words.\n' });
    await story.pushed(repository, { 'README.md': 'More words.\n' });
    expect(story.writes(repository)).toEqual(writes);
    await story.pushed(repository, { 'ROADMAP.md': TWO });
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
  });

  it('whose configured roadmap is not there hears of it once, and is served when it comes', async () => {
    const repository = await story.repository('missing');
    const { sha } = await story.pushed(repository, {
      '.github/milepost.yml': 'roadmaps: [{ path: docs/plans/NEXT.md }]\n',
    });
    const check = await story.check(repository, sha);
    expect(check.output.summary).toContain('docs/plans/NEXT.md is not on main');
    await story.pushed(repository, { 'README.md': 'Words.\n' });
    expect(story.writes(repository)).toEqual(['POST /check-runs']);
    await story.pushed(repository, { 'docs/plans/NEXT.md': ONE });
    expect(story.titles(repository)).toEqual(['Ring the bell']);
    const { sha: gone } = await story.pushed(repository, { 'docs/plans/NEXT.md': null });
    expect((await story.check(repository, gone)).output.summary).toContain('docs/plans/NEXT.md is not on main');
    await story.pushed(repository, { 'docs/plans/NEXT.md': TWO });
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
  });

  it('whose roadmap moves keeps its issues', async () => {
    const repository = await story.repository('moving');
    await story.pushed(repository, { 'ROADMAP.md': ONE });
    await story.pushed(repository, { 'ROADMAP.md': null, 'docs/ROADMAP.md': ONE });
    expect(story.titles(repository)).toEqual(['Ring the bell']);
    await story.pushed(repository, { 'docs/ROADMAP.md': null, 'docs/plans/next.md': ONE });
    await story.pushed(repository, { '.github/milepost.yml': 'roadmaps: [{ path: docs/plans/next.md }]\n' });
    await story.pushed(repository, { 'docs/plans/next.md': TWO });
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
  });

  it('without a default branch is said in the log, and served when there is one again', async () => {
    const repository = await story.repository('branchless');
    await story.pushed(repository, { 'ROADMAP.md': ONE });
    const { sandbox } = story;
    const sync = await story.syncAfter(repository, () =>
      sandbox.people.deleteBranch(repository, 'main', { by: 'alice' }),
    );
    expect(sync.why).toMatch(/no default branch|has no commit/);
    await story.pushed(repository, { 'ROADMAP.md': TWO });
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
  });

  it('that is empty is served from its first push', async () => {
    const repository = 'example-org/hollow';
    const first = await story.syncAfter(repository, () => story.sandbox.createRepository(repository));
    expect(first.why).toMatch(/no default branch|has no commit/);
    await story.pushed(repository, { 'ROADMAP.md': ONE });
    expect(story.titles(repository)).toEqual(['Ring the bell']);
  });

  it('without issues is told so in the check run, and served once they are on', async () => {
    const repository = await story.repository('issueless', { issuesEnabled: false });
    const { sha } = await story.pushed(repository, { 'ROADMAP.md': ONE });
    const { output } = await story.check(repository, sha);
    expect(output.title).toMatch(/^1 issue refused by GitHub/);
    expect(output.summary).toMatch(/Issues are disabled in example-org\/issueless: enable them in its settings/);
    story.sandbox.people.setIssuesEnabled(repository, true);
    await story.pushed(repository, { 'ROADMAP.md': TWO });
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
  });
});

/** Pushes, lets something happen before the webhook arrives, and gives what the log says of the sync. */
async function meanwhile(repository: string, happens: () => void): Promise<{ why?: string }> {
  const { deliveries } = story.sandbox;
  await deliveries.settled();
  deliveries.pause();
  story.push(repository, { 'ROADMAP.md': ONE });
  happens();
  return story.syncAfter(repository, () => deliveries.resume());
}

describe('between the webhook and the work', () => {
  it('the repository is archived: nothing is tried', async () => {
    const repository = await story.repository('archived');
    const { why } = await meanwhile(repository, () => story.sandbox.people.archive(repository, { by: 'alice' }));
    expect(why).toBe('the repository is archived');
    expect(story.writes(repository)).toEqual([]);
    story.sandbox.people.unarchive(repository, { by: 'alice' });
    await story.pushed(repository, { 'ROADMAP.md': TWO });
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
  });

  it('the repository is deleted', async () => {
    const repository = await story.repository('vanished');
    const { why } = await meanwhile(repository, () =>
      story.sandbox.people.deleteRepository(repository, { by: 'alice' }),
    );
    expect(why).toMatch(/the repository is gone, or Milepost is no longer installed on it/);
  });

  it('the repository is moved to an owner without Milepost', async () => {
    story.sandbox.createOrganization('far-org', { alice: 'admin' });
    const repository = await story.repository('emigrant', { visibility: 'private' });
    const { why } = await meanwhile(repository, () =>
      story.sandbox.people.transferRepository(repository, 'far-org', { by: 'alice' }),
    );
    expect(why).toMatch(/the repository is gone, or Milepost is no longer installed on it/);
    expect(story.sandbox.state.checkRuns('far-org/emigrant')).toEqual([]);
  });

  it('the repository is renamed: it is served under its new name', async () => {
    const repository = await story.repository('old-name');
    const { deliveries, people } = story.sandbox;
    await deliveries.settled();
    deliveries.pause();
    story.push(repository, { 'ROADMAP.md': ONE });
    people.renameRepository(repository, 'new-name', { by: 'alice' });
    await deliveries.resume();
    await until('the issue', () => story.titles('example-org/new-name').length > 0);
    expect(story.titles('example-org/new-name')).toEqual(['Ring the bell']);
    await until('its check run', () => story.sandbox.state.checkRuns('example-org/new-name').length > 0);
  });

  it('the installation is suspended, and served after that; and ended altogether', async () => {
    const installation = story.organisation('shy-org');
    const repository = await story.repository('shy-org/lantern');
    const { why } = await meanwhile(repository, () => story.sandbox.suspend(installation, 'alice'));
    expect(why).toMatch(/the installation was suspended or removed/);
    expect(story.writes(repository)).toEqual([]);
    story.sandbox.unsuspend(installation, 'alice');
    await story.pushed(repository, { 'ROADMAP.md': TWO });
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);

    const { deliveries } = story.sandbox;
    await deliveries.settled();
    deliveries.pause();
    story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door', 'Sweep the yard') });
    story.sandbox.uninstall(installation, 'alice');
    await deliveries.resume();
    await story.settled();
    expect(story.titles(repository)).toHaveLength(2);
    // Another installation is served as ever.
    const other = await story.repository('after-the-end');
    await story.pushed(other, { 'ROADMAP.md': ONE });
    expect(story.titles(other)).toEqual(['Ring the bell']);
    expect(story.titles(repository)).toHaveLength(2);
  });
});
