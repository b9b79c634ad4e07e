import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { placeholders, planned } from './roadmaps.ts';
import { pause, Story } from './story.ts';

const CONFIGURATION = '.github/milepost.yml';
const ONE = placeholders('Ring the bell');

let story: Story;
beforeAll(async () => {
  story = await Story.begin();
}, 240_000);
afterAll(() => story.end());

describe('mode: plan', () => {
  const repository = 'example-org/only-plan';
  const roadmap = `${placeholders('Ring the bell', 'Paint the door')}\n${planned('Q1 2024', 'Sweep the yard (#1)')}`;

  it('writes check runs only, and says what it would do', async () => {
    await story.repository('only-plan');
    story.sandbox.people.openIssue(repository, { title: 'Yard', by: 'alice' });
    const { sha } = await story.pushed(repository, { 'ROADMAP.md': roadmap, [CONFIGURATION]: 'mode: plan\n' });
    const { output } = await story.check(repository, sha);
    expect(output.title).toMatch(/^Would open 2 issues and write 1 comment; /);
    expect(output.summary).toContain('The configuration says `mode: plan`: nothing but this check is written.');
    for (const title of ['Ring the bell', 'Paint the door', 'Sweep the yard']) expect(output.summary).toContain(title);
    expect(output.summary).not.toContain('--approve');
    expect(story.writes(repository)).toEqual(['POST /check-runs']);
  });

  it('says nothing again for a push that changes nothing of it', async () => {
    await story.pushed(repository, { 'README.md': 'Words.\n' });
    expect(story.writes(repository)).toEqual(['POST /check-runs']);
  });

  it('is carried out by the push that switches to apply', async () => {
    const { sha } = await story.pushed(repository, { [CONFIGURATION]: 'mode: apply\n' });
    expect(story.titles(repository)).toEqual(['Yard', 'Ring the bell', 'Paint the door']);
    expect(story.sandbox.state.comments(repository, 1)).toHaveLength(1);
    expect((await story.check(repository, sha)).output.title).toMatch(/^Opened 2 issues and wrote 1 comment/);
  });
});

describe('mode: off', () => {
  it('writes nothing at all, and what waited is done when it is taken out', async () => {
    const repository = await story.repository('switched-off');
    const { sync } = await story.pushed(repository, { 'ROADMAP.md': ONE, [CONFIGURATION]: 'mode: off\n' });
    expect(sync.why).toBe('`mode: off` is configured');
    await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
    expect(story.writes(repository)).toEqual([]);
    await story.pushed(repository, { [CONFIGURATION]: null });
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
  });

  it('stops a repository that was served, and going back to the same configuration does what came meanwhile', async () => {
    const repository = await story.repository('off-and-on');
    await story.pushed(repository, { 'ROADMAP.md': ONE });
    await story.pushed(repository, { [CONFIGURATION]: 'mode: off\n' });
    const writes = story.writes(repository);
    await story.pushed(repository, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
    expect(story.writes(repository)).toEqual(writes);
    await story.pushed(repository, { [CONFIGURATION]: null });
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
  });
});

const BOMB = [
  'a: &a [x, x, x, x, x, x, x, x, x, x]',
  ...'bcdefghi'.split('').map((key, index) => {
    const before = 'abcdefghi'[index];
    return `${key}: &${key} [${Array.from({ length: 10 }, () => `*${before}`).join(', ')}]`;
  }),
  '',
].join('\n');

describe('a wrong configuration', () => {
  it.each<[string, string, { line: number; key: string; message: RegExp }]>([
    [
      'an unknown key',
      'mode: apply\nlimits:\n  new_issue: 3\n',
      { line: 3, key: 'limits.new_issue', message: /unknown key.*Did you mean.*new_issues/ },
    ],
    [
      'a wrong value',
      'issues:\n  labels: []\nmode: aply\n',
      { line: 3, key: 'mode', message: /Found.*aply.*expected one of.*apply.*plan.*off.*Did you mean.*apply/ },
    ],
    ['no YAML', 'mode: apply\nlimits: { new_issues: 3\n', { line: 3, key: '', message: /YAML/ }],
    ['an alias bomb', BOMB, { line: 0, key: '', message: /alias/i }],
  ])(
    'is said with key, line and what was expected, once, and the sync happens when it is right: %s',
    async (name, text, fault) => {
      const repository = await story.repository(`wrong-${name.replace(/[^a-z]+/gi, '-').toLowerCase()}`);
      const { sha } = await story.pushed(repository, { 'ROADMAP.md': ONE, [CONFIGURATION]: text });
      const check = await story.check(repository, sha);
      expect(check.conclusion).toBe('failure');
      expect(check.output.title).toBe('.github/milepost.yml is wrong: nothing was written');
      expect(check.output.summary).toContain('Nothing was written');
      const [annotation] = check.annotations;
      expect(annotation).toMatchObject({ path: CONFIGURATION, annotation_level: 'failure' });
      expect(annotation!.message).toMatch(fault.message);
      if (fault.line > 0) expect(annotation!.start_line).toBe(fault.line);
      if (fault.key !== '') expect(annotation!.title).toBe(fault.key);
      expect(story.writes(repository)).toEqual(['POST /check-runs']);

      await story.pushed(repository, { 'README.md': 'Words.\n' });
      expect(story.writes(repository)).toEqual(['POST /check-runs']);

      await story.pushed(repository, { [CONFIGURATION]: 'limits: { new_issues: 3 }\n' });
      expect(story.titles(repository)).toEqual(['Ring the bell']);
    },
  );

  it('is said again on the commit that changes a roadmap, where a maintainer looks', async () => {
    const repository = await story.repository('wrong-still');
    const commits: string[] = [];
    const push = async (files: Record<string, string>): Promise<void> => {
      commits.push((await story.pushed(repository, files)).sha);
    };
    await push({ 'ROADMAP.md': ONE });
    await push({ [CONFIGURATION]: 'mod: plan\n' });
    await push({ 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
    expect((await story.check(repository, commits[2]!)).output.title).toMatch(/is wrong: nothing was written/);
    await push({ 'README.md': 'Words.\n' });
    expect(commits.map((sha) => story.sandbox.state.checkRuns(repository, sha).length)).toEqual([1, 1, 1, 0]);
    expect(story.titles(repository)).toEqual(['Ring the bell']);
    await story.pushed(repository, { [CONFIGURATION]: null });
    expect(story.titles(repository)).toEqual(['Ring the bell', 'Paint the door']);
  });

  it('says in what file of the organisation it is, and its places where everybody may read them', async () => {
    story.organisation('open-org');
    story.sandbox.createRepository('open-org/.github', { files: { [CONFIGURATION]: 'limits:\n  new_isues: 3\n' } });
    const repository = await story.repository('open-org/lantern');
    const { sha } = await story.pushed(repository, { 'ROADMAP.md': ONE });
    const check = await story.check(repository, sha);
    expect(check.conclusion).toBe('failure');
    expect(check.output.summary).toContain('open-org/.github: .github/milepost.yml, line 2');
    expect(check.output.summary).toContain('limits.new_isues');
    expect(check.annotations).toEqual([]);
    expect(story.titles(repository)).toEqual([]);
  });

  it('names no place of a file that not everybody may read', async () => {
    story.organisation('closed-org');
    story.sandbox.createRepository('closed-org/.github', {
      visibility: 'private',
      files: { [CONFIGURATION]: 'limits:\n  secret_key: 3\nmode: hush\n' },
    });
    const repository = await story.repository('closed-org/lantern');
    const { sha } = await story.pushed(repository, { 'ROADMAP.md': ONE });
    const { conclusion, output } = await story.check(repository, sha);
    expect(conclusion).toBe('failure');
    expect(output.summary).toContain('2 places are wrong here');
    expect(JSON.stringify(output)).not.toMatch(/secret_key|hush|new_issues/);
    expect(story.titles(repository)).toEqual([]);
  });

  it('of the organisation is said in its repositories, and correcting it makes their syncs happen', async () => {
    story.organisation('mending-org');
    story.sandbox.createRepository('mending-org/.github', { files: { 'README.md': 'About us.\n' } });
    const served = await story.repository('mending-org/served');
    await story.pushed(served, { 'ROADMAP.md': ONE });
    await story.syncAfter(served, () => story.push('mending-org/.github', { [CONFIGURATION]: 'mode: aply\n' }));
    const onMain = story.sandbox.state.checkRuns(served, story.sandbox.state.commit(served) ?? '');
    expect(onMain.filter(({ conclusion }) => conclusion === 'failure')).toHaveLength(1);
    await story.pushed(served, { 'ROADMAP.md': placeholders('Ring the bell', 'Paint the door') });
    expect(story.titles(served)).toEqual(['Ring the bell']);
    await story.syncAfter(served, () => story.push('mending-org/.github', { [CONFIGURATION]: 'mode: apply\n' }));
    expect(story.titles(served)).toEqual(['Ring the bell', 'Paint the door']);
  });
});

describe("the organisation's configuration", () => {
  it("is under the repository's, key by key", async () => {
    story.organisation('layered-org');
    story.sandbox.createRepository('layered-org/.github', {
      files: {
        [CONFIGURATION]: 'issues: { labels: [from-the-organisation] }\nlimits: { new_issues: 2, comments: 0 }\n',
      },
    });
    const repository = await story.repository('layered-org/lantern');
    story.sandbox.people.openIssue(repository, { title: 'Yard', by: 'alice' });
    await story.pushed(repository, {
      'ROADMAP.md': `${placeholders('Ring the bell', 'Paint the door')}\n${planned('Q1 2024', 'Sweep the yard (#1)')}`,
      [CONFIGURATION]: 'limits: { new_issues: 1 }\n',
    });
    expect(story.titles(repository)).toEqual(['Yard', 'Ring the bell']);
    expect(story.sandbox.state.issue(repository, 2).labels.map(({ name }) => name)).toEqual(['from-the-organisation']);
    expect(story.sandbox.state.comments(repository)).toEqual([]);
  });

  it('reaches the repositories when it is changed', async () => {
    story.organisation('broad-org');
    story.sandbox.createRepository('broad-org/.github', { files: { [CONFIGURATION]: 'mode: plan\n' } });
    const repository = await story.repository('broad-org/lantern');
    await story.pushed(repository, { 'ROADMAP.md': ONE });
    expect(story.titles(repository)).toEqual([]);
    await story.syncAfter(repository, () => story.push('broad-org/.github', { [CONFIGURATION]: 'mode: apply\n' }));
    expect(story.titles(repository)).toEqual(['Ring the bell']);
  });

  it('does nothing when something else in its repository is changed', async () => {
    story.organisation('still-org');
    story.sandbox.createRepository('still-org/.github', { files: { [CONFIGURATION]: 'dashboard: false\n' } });
    const looked = await story.repository('still-org/looked', { files: { 'ROADMAP.md': ONE } });
    const served = await story.repository('still-org/served');
    await story.pushed(served, { 'ROADMAP.md': ONE });
    await story.settled();
    const before = [story.writes(looked), story.writes(served)];
    await Promise.all(
      [looked, served].map((repository, index) =>
        story.syncAfter(repository, () => index === 0 && story.push('still-org/.github', { 'README.md': 'Words.\n' })),
      ),
    );
    await pause(200);
    expect([story.writes(looked), story.writes(served)]).toEqual(before);
    expect(story.titles(looked)).toEqual([]);
  });
});
