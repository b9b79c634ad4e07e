import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { milepost } from './milepost.ts';
import { placeholders, planned, THINGS } from './roadmaps.ts';
import { Story } from './story.ts';

/** Issues and comments are created a second apart, as GitHub asks. */
const TEN_WRITES_MS = 120_000;

const fingerprintIn = (out: string): string => /--approve ([0-9a-f]{16})/.exec(out)?.[1] ?? '';

describe('the limits', () => {
  let story: Story;
  const many = 'example-org/many';
  const late = 'example-org/late';
  const first = { many: '', late: '' };

  const lateItems = (): string[] =>
    THINGS.slice(0, 12).map(
      (title, index) => `${title} ([#${index + 1}](${story.sandbox.url}/${late}/issues/${index + 1}))`,
    );
  const commented = (): number[] =>
    THINGS.slice(0, 12).flatMap((_, index) => story.sandbox.state.comments(late, index + 1).map(() => index + 1));

  beforeAll(async () => {
    story = await Story.begin();
    await Promise.all([story.repository('many'), story.repository('late')]);
    for (const title of THINGS.slice(0, 12)) story.sandbox.people.openIssue(late, { title, by: 'alice' });
    // Both at once, so that their pauses pass together.
    first.many = story.push(many, { 'ROADMAP.md': placeholders(...THINGS) });
    first.late = story.push(late, { 'ROADMAP.md': planned('Q1 2024', ...lateItems()) });
  }, 240_000);
  afterAll(() => story.end());

  it(
    'open the first ten of fifteen issues in document order, and say that five wait and how to go on',
    async () => {
      const check = await story.check(many, first.many, TEN_WRITES_MS);
      expect(story.titles(many)).toEqual(THINGS.slice(0, 10));
      expect(check.output.title).toBe("Opened 10 issues; 5 issues wait for a person's word");
      const { summary } = check.output;
      expect(summary).toContain("**5 issues wait for a person's word:** above `limits.new_issues` (10) in one sync.");
      for (const title of THINGS.slice(10)) expect(summary).toContain(title);
      expect(summary).toMatch(
        /To go on with all 5: tick them on the dashboard \[#\d+\]\(\S+\), or run `milepost apply example-org\/many --approve [0-9a-f]{16}`/,
      );
      const waiting = check.annotations.filter(({ message }) => message.includes("waits for a person's word"));
      expect(waiting.map(({ start_line: line }) => line)).toEqual([15, 16, 17, 18, 19]);
    },
    TEN_WRITES_MS,
  );

  it(
    'write the first ten of twelve comments',
    async () => {
      const check = await story.check(late, first.late, TEN_WRITES_MS);
      expect(commented()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
      expect(check.output.title).toMatch(/^Wrote 10 comments; 2 comments wait for a person's word; /);
      expect(check.output.summary).toContain('above `limits.comments` (10) in one sync');
    },
    TEN_WRITES_MS,
  );

  it('leave what waits alone when the file is pushed again, and open what is added', async () => {
    const { sha } = await story.pushed(many, {
      'ROADMAP.md': `Reworded.\n\n${placeholders('Build a boat', ...THINGS)}`,
    });
    expect(story.titles(many)).toEqual([...THINGS.slice(0, 10), 'Build a boat']);
    const check = await story.check(many, sha);
    expect(check.output.title).toMatch(/^Opened 1 issue; 5 issues wait for a person's word/);
  });

  it('leave what waits alone when there is room for it later, or the limit is raised', async () => {
    const shorter = `Reworded again.\n\n${placeholders(...THINGS.slice(8))}`;
    await story.pushed(many, { 'ROADMAP.md': shorter });
    const { sha } = await story.pushed(many, { '.github/milepost.yml': 'limits: { new_issues: 50 }\n' });
    expect(story.titles(many)).toHaveLength(11);
    const check = await story.check(many, sha);
    expect(check.output.summary).toContain("5 issues wait for a person's word");
    expect(check.output.summary).toContain('Light a lantern');

    await story.pushed(late, { 'ROADMAP.md': `Reworded.\n\n${planned('Q1 2024', ...lateItems())}` });
    expect(commented()).toHaveLength(10);
  });

  it('are lifted by a person who runs the command that the check run names: what the app wrote counts', async () => {
    // The words of the file change, and with them the lines, not what is to be done: the older check's word still counts.
    const [, , fingerprint = ''] =
      /`(milepost apply example-org\/many --approve ([0-9a-f]{16}))`/.exec(
        (await story.check(many, first.many)).output.summary ?? '',
      ) ?? [];
    const alice = story.sandbox.createToken('alice');
    const { code, out } = await milepost(story.sandbox, alice, 'apply', many, '--approve', fingerprint);
    expect(code).toBe(0);
    expect(out).toMatch(/Opened 5 issues:\n[^]*#\d+ +Plant an orchard\n/);
    expect(story.titles(many)).toEqual([...THINGS.slice(0, 10), 'Build a boat', ...THINGS.slice(10)]);

    // Neither door opens them again.
    expect((await milepost(story.sandbox, alice, 'apply', many)).code).toBe(0);
    await story.pushed(many, { 'ROADMAP.md': `Reworded once more.\n\n${placeholders('Build a boat', ...THINGS)}` });
    expect(story.titles(many)).toHaveLength(16);
  }, 240_000);

  it('are those of the configuration', async () => {
    const repository = await story.repository('configured');
    story.sandbox.people.openIssue(repository, { title: 'One', by: 'alice' });
    story.sandbox.people.openIssue(repository, { title: 'Two', by: 'alice' });
    const { sha } = await story.pushed(repository, {
      'ROADMAP.md': `${placeholders(...THINGS.slice(0, 3))}\n${planned('2023', 'Ask the neighbour (#1)', 'Invite the neighbour (#2)')}`,
      '.github/milepost.yml': 'limits: { new_issues: 1, comments: 0 }\n',
    });
    const check = await story.check(repository, sha);
    expect(story.titles(repository)).toEqual(['One', 'Two', 'Ring the bell']);
    expect(story.sandbox.state.comments(repository)).toEqual([]);
    expect(check.output.title).toMatch(/^Opened 1 issue; 2 issues and 2 comments wait for a person's word/);
    expect(check.output.summary).toContain('above `limits.new_issues` (1) and `limits.comments` (0) in one sync');
  });

  it('are lifted by a person who approves exactly the plan that was shown', async () => {
    // Of its own, since what the app wrote is not the person's: here only alice acts, with her token.
    const repository = await story.repository('by-hand', {
      files: {
        'ROADMAP.md': placeholders(...THINGS.slice(0, 4)),
        '.github/milepost.yml': 'limits: { new_issues: 2 }\n',
      },
    });
    const alice = story.sandbox.createToken('alice');
    const run = (...parameters: string[]) => milepost(story.sandbox, alice, ...parameters);

    const shown = fingerprintIn((await run('plan', repository)).out);
    expect(shown).not.toBe('');
    expect((await run('apply', repository)).code).toBe(0);
    expect(story.titles(repository)).toEqual(THINGS.slice(0, 2));
    expect((await run('apply', repository)).code).toBe(0);
    expect(story.titles(repository)).toHaveLength(2);

    // What was shown first spoke of four issues; now there are two to open.
    const outdated = await run('apply', repository, '--approve', shown);
    expect(outdated.code).toBe(2);
    expect(outdated.err).toMatch(/The plan has changed since it was approved.*Nothing was written/);
    expect(story.titles(repository)).toHaveLength(2);

    const now = fingerprintIn((await run('plan', repository)).out);
    const { code, out } = await run('apply', repository, '--approve', now);
    expect(code).toBe(0);
    expect(out).toMatch(/Opened 2 issues:\n[^]*#\d+ +Sweep the yard\n[^]*#\d+ +Mend the roof\n/);
    expect(story.titles(repository)).toEqual(THINGS.slice(0, 4));
    expect(story.sandbox.state.issue(repository, 3).user?.login).toBe('alice');
    expect((await run('apply', repository, '--approve', now)).code).toBe(2);
    expect(story.titles(repository)).toHaveLength(4);
  }, 240_000);
});
