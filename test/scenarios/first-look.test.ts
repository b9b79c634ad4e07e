import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placeholders, planned } from './roadmaps.ts';
import { Story } from './story.ts';

const LATE = planned('2023', 'Mend the roof', 'Sweep the yard');

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
}, 240_000);
afterAll(() => story.end());

describe('a first look', () => {
  it('writes only dashboard and check run, in each repository with a roadmap, when Milepost is installed', async () => {
    const { sandbox } = story;
    sandbox.createOrganization('new-org', { alice: 'admin' });
    sandbox.createRepository('new-org/late', { files: { 'ROADMAP.md': `${LATE}\n${placeholders('Ring the bell')}` } });
    sandbox.createRepository('new-org/none', { files: { 'README.md': 'A project.\n' } });
    sandbox.createRepository('new-org/empty');
    await story.syncAfter('new-org/none', () =>
      story.syncAfter('new-org/late', () => sandbox.install('new-org', { repositories: 'all', by: 'alice' })),
    );
    expect(story.writes('new-org/late')).toEqual(['POST /issues', 'POST /check-runs']);
    expect(story.writes('new-org/none')).toEqual([]);
    expect(story.writes('new-org/empty')).toEqual([]);
    const [check] = sandbox.state.checkRuns('new-org/late');
    expect(check!.output.title).toMatch(/^First look: would open 1 issue; 2 issues wait for a person's word/);
    expect(check!.output.summary).toMatch(
      /This is the first look at this repository: nothing was written but the dashboard \[#1\]\(/,
    );
    expect(check!.output.summary).toContain(
      '**Offered, not done:** 2 issues for what was late before Milepost first saw it.',
    );
  });

  it('is followed by the first push of the roadmap, which opens what is asked for and only offers what was late', async () => {
    const { sha } = await story.pushed('new-org/late', {
      'ROADMAP.md': `Reworded.\n\n${LATE}\n${placeholders('Ring the bell')}`,
    });
    expect(story.titles('new-org/late')).toEqual(['Ring the bell']);
    const { summary } = (await story.check('new-org/late', sha)).output;
    expect(summary).toMatch(/Offered, not done:.* 2 issues/);
    expect(summary).toMatch(/`milepost apply new-org\/late --approve [0-9a-f]{16}`/);
  });

  it('is had by a repository that is added to the installation', async () => {
    const { sandbox } = story;
    sandbox.createOrganization('choosy-org', { alice: 'admin' });
    for (const name of ['first', 'second'])
      sandbox.createRepository(`choosy-org/${name}`, { files: { 'docs/ROADMAP.md': placeholders('Ring the bell') } });
    let installation = 0;
    await story.syncAfter('choosy-org/first', () => {
      installation = sandbox.install('choosy-org', { repositories: ['first'], by: 'alice' });
    });
    expect(sandbox.state.checkRuns('choosy-org/second')).toEqual([]);
    await story.syncAfter('choosy-org/second', () => sandbox.addRepositories(installation, ['second'], 'alice'));
    expect(story.writes('choosy-org/second')).toEqual(['POST /issues', 'POST /check-runs']);
    expect(sandbox.state.checkRuns('choosy-org/first')).toHaveLength(1);
  });

  it('says that there is no roadmap where somebody picked this very repository', async () => {
    const { sandbox } = story;
    sandbox.createOrganization('picky-org', { alice: 'admin' });
    sandbox.createRepository('picky-org/bare', { files: { 'README.md': 'A project.\n' } });
    await story.syncAfter('picky-org/bare', () =>
      sandbox.install('picky-org', { repositories: ['bare'], by: 'alice' }),
    );
    const [check] = sandbox.state.checkRuns('picky-org/bare');
    expect(check!.output.title).toBe('No roadmap found');
    await story.pushed('picky-org/bare', { 'README.md': 'Other words.\n' });
    expect(story.writes('picky-org/bare')).toEqual(['POST /check-runs']);
  });

  it('is not followed up by a push that leaves the roadmap alone', async () => {
    await story.pushed('choosy-org/second', { 'README.md': 'Words.\n' });
    expect(story.writes('choosy-org/second')).toEqual(['POST /issues', 'POST /check-runs']);
  });
});

/** Pushes the same roadmap with another word in its introduction. */
const reworded = (repository: string, roadmap: string, word: string) =>
  story.pushed(repository, { 'ROADMAP.md': `${word}.\n\n${roadmap}` });

/** It has one issue, which says why, and nothing more comes with further pushes. */
async function expectOneIssue(repository: string, roadmap: string, because: RegExp): Promise<void> {
  expect(story.titles(repository)).toEqual(['Mend the roof']);
  expect(story.issues(repository)[0]!.body).toMatch(because);
  await reworded(repository, roadmap, 'Words');
  await reworded(repository, roadmap, 'More words');
  expect(story.titles(repository)).toEqual(['Mend the roof']);
  expect(story.sandbox.state.comments(repository)).toEqual([]);
}

describe('an item without an issue that slips while Milepost watches', () => {
  it('gets one when its target is moved later', async () => {
    const repository = await story.repository('moved');
    await story.pushed(repository, { 'ROADMAP.md': planned('Q1 2098', 'Mend the roof') });
    expect(story.titles(repository)).toEqual([]);
    const later = planned('Q2 2098', 'Mend the roof');
    await story.pushed(repository, { 'ROADMAP.md': later });
    await expectOneIssue(repository, later, /moved from Q1 2098 to Q2 2098/);
  });

  it('gets one when its milestone is closed', async () => {
    const repository = await story.repository('closed');
    const milestone = story.sandbox.people.createMilestone(repository, { title: '7.0.0', by: 'alice' });
    const roadmap = planned('7.0.0', 'Mend the roof');
    await story.pushed(repository, { 'ROADMAP.md': roadmap });
    expect(story.titles(repository)).toEqual([]);
    story.sandbox.people.closeMilestone(repository, milestone, { by: 'alice' });
    await reworded(repository, roadmap, 'Closed');
    await expectOneIssue(repository, roadmap, /planned for 7\.0\.0, and that milestone is closed/);
  });

  it('gets one when its release is published', async () => {
    const repository = await story.repository('released');
    const roadmap = planned('8.0.0', 'Mend the roof');
    await story.pushed(repository, { 'ROADMAP.md': roadmap });
    expect(story.titles(repository)).toEqual([]);
    story.sandbox.people.createRelease(repository, { tagName: 'v8.0.0', by: 'alice' });
    await reworded(repository, roadmap, 'Released');
    await expectOneIssue(repository, roadmap, /planned for 8\.0\.0, and that is released/);
  });
});

describe('what an installation may not do at first', () => {
  const READ_ONLY = { contents: 'read', issues: 'read', pull_requests: 'read', checks: 'write' } as const;

  it('is said, and done when the permission is given; where only a first look was, nothing is', async () => {
    const installation = story.organisation('timid-org', { permissions: READ_ONLY });
    const looked = await story.repository('timid-org/looked', {
      files: { 'ROADMAP.md': placeholders('Paint the door') },
    });
    const repository = await story.repository('timid-org/served');
    const { sha } = await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
    const refused = await story.check(repository, sha);
    expect(refused.output.title).toMatch(/^1 issue refused by GitHub/);
    expect(refused.output.summary).toContain('Issues: write');
    expect(story.titles(repository)).toEqual([]);

    await story.syncAfter(looked, () =>
      story.syncAfter(repository, () => story.sandbox.grant(installation, { ...READ_ONLY, issues: 'write' }, 'alice')),
    );
    expect(story.titles(repository)).toEqual(['Ring the bell']);
    expect(story.sandbox.state.checkRuns(repository, sha).at(-1)!.output.title).toMatch(/^Opened 1 issue/);
    expect(story.titles(looked)).toEqual([]);
    // The first one said that the dashboard needs the permission too.
    expect(story.sandbox.state.checkRuns(looked)).toHaveLength(2);
    expect(story.sandbox.state.checkRuns(looked).at(-1)!.output.title).toMatch(/^First look/);
  });

  it('is no check run: the log says so, and the rest is done, once', async () => {
    story.organisation('unchecked-org', { permissions: { contents: 'read', issues: 'write', pull_requests: 'read' } });
    const repository = await story.repository('unchecked-org/lantern');
    const { sync } = await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
    expect(sync.checkRefused).toMatch(/check run.*403/);
    await story.pushed(repository, { 'README.md': 'Words.\n' });
    expect(story.titles(repository)).toEqual(['Ring the bell']);
  });
});

describe('a suspended installation', () => {
  it('is served again from where the repositories are then', async () => {
    const installation = story.organisation('sleepy-org');
    const repository = await story.repository('sleepy-org/lantern');
    const looked = await story.repository('sleepy-org/looked', {
      files: { 'ROADMAP.md': placeholders('Sweep the yard') },
    });
    await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the bell') });
    story.sandbox.suspend(installation, 'alice');
    story.push(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
    await story.settled();
    expect(story.titles(repository)).toEqual(['Ring the bell']);
    await story.syncAfter(looked, () =>
      story.syncAfter(repository, () => story.sandbox.unsuspend(installation, 'alice')),
    );
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
    expect(story.titles(looked)).toEqual([]);
  });
});
