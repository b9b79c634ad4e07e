import { afterAll, afterEach, describe, expect, it } from '@jest/globals';
import { createRoadmapReader } from '../../../src/jobs/reading/read-roadmap.ts';
import { useStore } from '../../store/stores.ts';
import { Killed, REPOSITORY, startStage, type Stage } from './commands-stage.ts';

const store = useStore('pglite');
const reader = createRoadmapReader({ deadlineMs: 20_000 });
afterAll(() => reader.close());

let stage: Stage;
afterEach(() => stage.close());

/** A repository that Milepost has looked at, and acted on, before. */
async function begin(options: Parameters<typeof startStage>[2] = {}): Promise<void> {
  stage = await startStage(await store.fresh(), reader, options);
  stage.sandbox.push(REPOSITORY, { by: 'alice', message: 'Note', files: { 'NOTES.md': 'A note.\n' } });
  await stage.sync([]);
}

const writesBy = (act: () => Promise<unknown>): Promise<string[]> => {
  const before = stage.sandbox.state.writes().length;
  return act().then(() =>
    stage.sandbox.state
      .writes()
      .slice(before)
      .map(({ method, path }) => `${method} ${path.replace(/\d+/g, 'N')}`),
  );
};

describe('a command', () => {
  it('is acknowledged with eyes at once, and once', async () => {
    await begin();
    const comment = stage.comment('/roadmap status');
    expect(await stage.acknowledge(comment)).toBe(true);
    expect(await stage.acknowledge(comment)).toBe(true);
    expect(stage.reactions(comment)).toEqual(['eyes']);
  }, 60_000);

  it('is answered once, however often its webhook comes', async () => {
    await begin();
    const comment = stage.comment('/roadmap status', { by: 'bob' });
    const writes = await writesBy(() => stage.sync([comment]));
    expect(writes).toEqual([`POST /repos/${REPOSITORY}/issues/N/comments`]);
    expect(stage.replies()).toEqual([
      expect.stringMatching(
        /^\*\*“Dim the light at dusk”\*\*, \[line 5\].*\n- Section: .*1\.7\.0\n- Planned for: 1\.7\.0\n- Status: planned\n- Nothing disagrees\n\n<!-- milepost:reply:[^ ]+ -->$/,
      ),
    ]);
    expect(await writesBy(() => stage.sync([comment]))).toEqual([]);
  }, 60_000);

  it('that edits is answered with the pull request that holds the edit', async () => {
    await begin();
    await stage.sync([stage.comment('Shipped!\n/roadmap done')]);
    const [pull] = stage.sandbox.state.pullRequests(REPOSITORY);
    expect(pull).toMatchObject({ state: 'open', head: { ref: 'milepost/roadmap' } });
    expect(stage.replies()[0]).toContain(`“Dim the light at dusk” ([line 5](`);
    expect(stage.replies()[0]).toContain(
      `) will be marked done by [#${pull!.number}](${stage.sandbox.url}/${REPOSITORY}/pull/${pull!.number}), once that is merged. This issue stays open: Milepost closes none.`,
    );
    expect(stage.sandbox.state.issue(REPOSITORY, 1).state).toBe('open');
  }, 60_000);

  it('that was unticked in the pull request does not keep what GitHub says afterwards from being proposed', async () => {
    await begin();
    const { people, state } = stage.sandbox;
    await stage.sync([stage.comment('/roadmap done')]);
    const [asked] = state.pullRequests(REPOSITORY);
    const body = (asked!.body ?? '').replace('- [x]', '- [ ]');
    people.editPullRequest(REPOSITORY, asked!.number, { body, by: 'alice' });
    await stage.sync([]);
    expect(state.pullRequests(REPOSITORY).filter((pull) => pull.state === 'open')).toEqual([]);
    people.closeIssue(REPOSITORY, 1, { by: 'alice' });
    await stage.sync([]);
    const [again] = state.pullRequests(REPOSITORY).filter((pull) => pull.state === 'open');
    expect(again?.body?.replaceAll('\u200b', '')).toMatch(/^- \[x\] Mark “Dim .+ as done.*was closed as completed/m);
    expect(again?.body?.replaceAll('\u200b', '')).toMatch(/^- \[ \] Mark .+ asked for by alice/m);
  }, 60_000);

  it('is refused to whoever may not, in one line, and nothing is changed', async () => {
    await begin();
    const comment = stage.comment('/roadmap done', { by: 'bob' });
    await stage.sync([comment]);
    expect(stage.replies()).toEqual([
      expect.stringMatching(
        /^`\/roadmap done \["ITEM"\]` is for people with the role `triage` or a higher one in this repository\. Everybody may use/,
      ),
    ]);
    expect(stage.sandbox.state.pullRequests(REPOSITORY)).toEqual([]);
    expect(stage.replies()[0]).not.toContain('@bob');
  }, 60_000);

  it.each([
    ['read', false],
    ['triage', true],
    ['write', true],
    ['maintain', true],
    ['admin', true],
  ] as const)(
    'of a person with the role %s: %s',
    async (role, may) => {
      await begin();
      stage.sandbox.setPermission(REPOSITORY, 'bob', role);
      await stage.sync([stage.comment('/roadmap snooze', { by: 'bob' })]);
      expect((await stage.memory.conversation('ROADMAP.md')).snoozed).toHaveLength(may ? 1 : 0);
      expect(stage.replies()).toHaveLength(may ? 0 : 1);
    },
    60_000,
  );

  it('obeys `commands.role` and `commands.users`', async () => {
    await begin({ policy: 'dashboard: false\ncommands: { role: admin, users: [Carol] }\n' });
    stage.sandbox.setPermission(REPOSITORY, 'bob', 'maintain');
    await stage.sync([
      stage.comment('/roadmap snooze', { by: 'bob' }),
      stage.comment('/roadmap snooze', { by: 'carol', on: 2 }),
    ]);
    expect((await stage.memory.conversation('ROADMAP.md')).snoozed.map(({ by }) => by)).toEqual(['carol']);
    expect(stage.replies()[0]).toContain(
      'is for people with the role `admin` in this repository, or for people whom `commands.users` names',
    );
  }, 60_000);

  it('asks what a person may when it is worked, not when it was given', async () => {
    await begin();
    stage.sandbox.setPermission(REPOSITORY, 'bob', 'triage');
    const comment = stage.comment('/roadmap done', { by: 'bob' });
    stage.sandbox.setPermission(REPOSITORY, 'bob', 'read');
    await stage.sync([comment]);
    expect(stage.replies()[0]).toContain('is for people with the role');
    expect(stage.sandbox.state.pullRequests(REPOSITORY)).toEqual([]);
  }, 60_000);

  it('that nobody may write for is met with silence', async () => {
    await begin({ policy: 'mode: plan\n' });
    const comment = stage.comment('/roadmap status');
    expect(await stage.acknowledge(comment)).toBe(false);
    await stage.sync([comment]);
    expect(stage.replies()).toEqual([]);
    expect(stage.reactions(comment)).toEqual([]);
  }, 60_000);

  it('is told where the fault is while the configuration is wrong, and is not worked', async () => {
    await begin({ policy: 'dashboard: false\nmdoe: apply\n' });
    const comment = stage.comment('/roadmap done');
    expect(await stage.acknowledge(comment)).toBe(false);
    const writes = await writesBy(() => stage.sync([comment]));
    expect(writes).toEqual([`POST /repos/${REPOSITORY}/issues/N/comments`]);
    expect(stage.replies()).toEqual([
      expect.stringMatching(
        /^Milepost’s configuration is wrong, so no command is worked now\. \[\.github\/milepost\.yml, line 2\]\(.*#L2\): .*Did you mean `mode`\? Correct it on the default branch, then give the command again\.\n\n<!-- milepost:reply/,
      ),
    ]);
    expect(await writesBy(() => stage.sync([comment]))).toEqual([]);
    stage.sandbox.push(REPOSITORY, {
      by: 'alice',
      message: 'Mend',
      files: { '.github/milepost.yml': 'dashboard: false\n' },
    });
    await stage.sync([comment]);
    expect(stage.sandbox.state.pullRequests(REPOSITORY)).toEqual([]);
  }, 60_000);

  it('that was deleted meanwhile, or that an app wrote, is not answered', async () => {
    await begin();
    const deleted = stage.comment('/roadmap done');
    stage.sandbox.people.deleteComment(REPOSITORY, deleted.id);
    const own = stage.comment('/roadmap done', { by: 'milepost[bot]' });
    const writes = await writesBy(() => stage.sync([deleted, own]));
    expect(writes).toEqual([]);
  }, 60_000);
});

describe('before the first push', () => {
  const placeholders =
    '# Lantern roadmap\n\n## 1.7.0\n\n- [ ] Dim (#1)\n- [ ] Ring (issue coming soon)\n\n## Done\n\n- [x] Shine\n';
  const look = async (): Promise<void> => {
    stage = await startStage(await store.fresh(), reader, { roadmap: placeholders });
    await stage.firstLook();
    expect(stage.sandbox.state.issues(REPOSITORY)).toHaveLength(3);
  };

  it('an edit that a person asks for is proposed, and nothing else done', async () => {
    await look();
    await stage.sync([stage.comment('/roadmap done')]);
    expect(stage.replies()[0]).toMatch(/will be marked done by \[#\d+\]/);
    expect(stage.sandbox.state.issues(REPOSITORY).map(({ title }) => title)).not.toContain('Ring');
  }, 60_000);

  it('the pull request of that edit is heeded as any other', async () => {
    await look();
    await stage.sync([stage.comment('/roadmap done')]);
    const { number, body } = stage.sandbox.state.pullRequests(REPOSITORY)[0]!;
    stage.sandbox.people.editPullRequest(REPOSITORY, number, { body: body!.replace('- [x]', '- [ ]'), by: 'alice' });
    await stage.sync([]);
    expect(stage.sandbox.state.pullRequest(REPOSITORY, number).state).toBe('closed');
    expect(stage.sandbox.state.branches(REPOSITORY)).toEqual(['main']);
    await stage.sync([stage.comment('/roadmap done')]);
    const again = stage.sandbox.state.pullRequests(REPOSITORY).at(-1)!.number;
    expect(stage.replies()[1]).toContain(`will be marked done by [#${again}]`);
    stage.sandbox.people.closePullRequest(REPOSITORY, again, { by: 'alice' });
    await stage.sync([]);
    expect((await stage.memory.conversation('ROADMAP.md')).standing).toBeNull();
    await stage.sync([stage.comment('/roadmap done')]);
    expect(stage.replies()[2]).toMatch(/will be marked done by \[#\d+\]/);
    expect(stage.sandbox.state.issues(REPOSITORY).map(({ title }) => title)).not.toContain('Ring');
  }, 60_000);

  it('who may ask for a sync has it done', async () => {
    await look();
    await stage.sync([stage.comment('/roadmap sync')]);
    expect(stage.sandbox.state.issues(REPOSITORY).map(({ title }) => title)).toContain('Ring');
  }, 60_000);

  it('a wrong configuration is told by one check run, and to whoever gives a command', async () => {
    stage = await startStage(await store.fresh(), reader, { policy: 'mode: pla\n' });
    await stage.firstLook();
    const writes = await writesBy(() => stage.sync([stage.comment('/roadmap done')]));
    expect(writes).toEqual([`POST /repos/${REPOSITORY}/issues/N/comments`]);
    expect(stage.sandbox.state.checkRuns(REPOSITORY)).toHaveLength(1);
  }, 60_000);

  it('who may not has nothing done', async () => {
    await look();
    const writes = await writesBy(() => stage.sync([stage.comment('/roadmap sync', { by: 'bob' })]));
    expect(writes).toEqual([`POST /repos/${REPOSITORY}/issues/N/comments`]);
  }, 60_000);
});

describe('commands', () => {
  it('of one comment get one reply, in order, and reactions where no words are needed', async () => {
    await begin();
    const comment = stage.comment(
      '/roadmap snooze until 2027-01-31\n/roadmap move to Later\n/roadmap moev to Later\n/roadmap sync',
    );
    await stage.sync([comment]);
    expect(stage.reactions(comment).toSorted()).toEqual(['+1', 'rocket']);
    const [reply, ...others] = stage.replies();
    expect(others).toEqual([]);
    expect(reply).toMatch(
      /^`\/roadmap move to Later`\n\n“Dim the light at dusk”.*will be moved to “Later” by \[#\d+\].*\n\n`\/roadmap moev to Later`\n\nNo command is called “moev”/s,
    );
  }, 60_000);

  it('that ask tell what would be done without doing it', async () => {
    await begin();
    const text = '# Lantern roadmap\n\n## 1.7.0\n\n- [ ] Dim the light at dusk (issue coming soon)\n';
    stage.sandbox.push(REPOSITORY, {
      by: 'alice',
      message: 'Plan',
      files: { 'ROADMAP.md': text, '.github/milepost.yml': 'dashboard: false\nlimits: { new_issues: 0 }\n' },
    });
    await stage.sync([]);
    const issues = stage.sandbox.state.issues(REPOSITORY).length;
    const writes = await writesBy(() => stage.sync([stage.comment('/roadmap plan', { by: 'bob' })]));
    expect(writes).toEqual([`POST /repos/${REPOSITORY}/issues/N/comments`]);
    expect(stage.replies()[0]).toMatch(/^`ROADMAP.md`: 1 item\.\n\n\*\*1 issue waits for a person's word/);
    expect(stage.sandbox.state.issues(REPOSITORY)).toHaveLength(issues);
  }, 60_000);

  it('are answered ten times in ten minutes for whoever may only ask, then with a confused look', async () => {
    await begin();
    const comments = Array.from({ length: 12 }, () => stage.comment('/roadmap help', { by: 'bob' }));
    await stage.sync(comments);
    expect(stage.replies()).toHaveLength(10);
    expect(comments.map((comment) => stage.reactions(comment))).toEqual([
      ...Array.from({ length: 10 }, () => []),
      ['confused'],
      ['confused'],
    ]);
    const other = stage.comment('/roadmap help', { by: 'carol' });
    await stage.sync([other]);
    expect(stage.reactions(other)).toEqual([]);
  }, 60_000);

  it('in a locked conversation get a reaction only', async () => {
    await begin();
    stage.sandbox.people.lockIssue(REPOSITORY, 1);
    const [asked, edits] = [stage.comment('/roadmap moev'), stage.comment('/roadmap done')];
    await stage.sync([asked, edits]);
    expect(stage.replies()).toEqual([]);
    expect(stage.reactions(asked)).toEqual(['confused']);
    expect(stage.reactions(edits)).toEqual(['+1']);
  }, 60_000);

  it('that no file can obey are answered with why, and not remembered', async () => {
    const table = '| Feature | Owner |\n| --- | --- |\n| Sing in the dark | bob |\n';
    await begin({ roadmap: `# Plan\n\n## Next\n\n- Dim the light at dusk (#1)\n\n## Later\n\n${table}` });
    await stage.sync([stage.comment('/roadmap move to Later')]);
    expect(stage.replies()[0]).toMatch(/has its target, “Next”, from the section that it stands in/);
    expect((await stage.memory.conversation('ROADMAP.md')).wishes).toEqual([]);
  }, 60_000);

  it('that the file obeys already say so', async () => {
    await begin();
    await stage.sync([stage.comment('/roadmap done', { on: 3 })]);
    expect(stage.replies(3)[0]).toMatch(/^The roadmap says so already: “Shine”/);
    expect(stage.sandbox.state.pullRequests(REPOSITORY)).toEqual([]);
  }, 60_000);

  it('replace what was asked for before', async () => {
    await begin();
    await stage.sync([stage.comment('/roadmap move to Later')]);
    await stage.sync([stage.comment('/roadmap move to Done')]);
    const { wishes } = await stage.memory.conversation('ROADMAP.md');
    expect(wishes.map(({ summary }) => summary)).toEqual(['Move “Dim the light at dusk” to “Done”']);
    await stage.sync([stage.comment('/roadmap move to 1.7.0')]);
    expect((await stage.memory.conversation('ROADMAP.md')).wishes).toEqual([]);
  }, 60_000);

  it('for the same thing at the same time are one edit, and both are told where it is', async () => {
    await begin();
    stage.sandbox.setPermission(REPOSITORY, 'bob', 'triage');
    await stage.sync([stage.comment('/roadmap done'), stage.comment('/milepost done', { by: 'bob' })]);
    expect((await stage.memory.conversation('ROADMAP.md')).wishes.map(({ by }) => by)).toEqual(['alice']);
    expect(stage.replies()).toHaveLength(2);
    for (const reply of stage.replies()) expect(reply).toMatch(/will be marked done by \[#\d+\]/);
  }, 60_000);

  it('that a later one in the same sync takes back are told so', async () => {
    await begin();
    await stage.sync([stage.comment('/roadmap move to Later'), stage.comment('/roadmap move to Done')]);
    expect(stage.replies()[0]).toMatch(
      /^A later command asks for something else about “Dim the light at dusk” .*, so this one is not done\./,
    );
    expect(stage.replies()[1]).toMatch(/will be moved to “Done” by \[#\d+\]/);
  }, 60_000);

  it('for what is proposed already take the edit over', async () => {
    await begin();
    stage.sandbox.people.closeIssue(REPOSITORY, 1, { by: 'alice' });
    await stage.sync([]);
    const { number } = stage.sandbox.state.pullRequests(REPOSITORY)[0]!;
    await stage.sync([stage.comment('/roadmap done', { by: 'alice' })]);
    expect(stage.replies()[0]).toContain(`will be marked done by [#${number}]`);
    const { wishes, standing } = await stage.memory.conversation('ROADMAP.md');
    expect(standing!.proposals).toEqual(wishes.map(({ key }) => key));
  }, 60_000);

  it('may mark and move an item at once', async () => {
    await begin();
    await stage.sync([stage.comment('/roadmap done\n/roadmap move to Later')]);
    expect(stage.replies()[0]).toMatch(/will be marked done by .*will be moved to “Later” by /s);
    const { head } = stage.sandbox.state.pullRequests(REPOSITORY)[0]!;
    expect(stage.sandbox.state.file(REPOSITORY, 'ROADMAP.md', head.ref)).toContain(
      '- [ ] Sing in the dark\n- [x] Dim the light at dusk (#1)\n',
    );
  }, 60_000);

  it('that wait for a pull request which GitHub refuses say why', async () => {
    await begin();
    stage.sandbox.people.protectBranches(REPOSITORY, 'milepost/**');
    await stage.sync([stage.comment('/roadmap done')]);
    expect(stage.replies()[0]).toMatch(
      /will be marked done, once the roadmap’s pull request can be brought up to date\. A rule of example-org\/lantern does not let Milepost write to milepost\/roadmap: exempt Milepost from it/,
    );
  }, 60_000);

  it('where no pull request is wanted say why nothing is edited', async () => {
    await begin({ policy: 'dashboard: false\npull_request: { enabled: false }\n' });
    await stage.sync([stage.comment('/roadmap done')]);
    expect(stage.replies()[0]).toMatch(/^`pull_request.enabled: false` is configured/);
  }, 60_000);

  it('add an item for an issue that has none', async () => {
    await begin();
    const number = stage.sandbox.people.openIssue(REPOSITORY, { title: 'Hang from a @hook <b>', by: 'carol' });
    await stage.sync([stage.comment('/roadmap add to Later', { on: number })]);
    expect(stage.replies(number)[0]).toMatch(/^“Hang from a .*hook.*” will be added to “Later” by \[#\d+\]/);
    const { head } = stage.sandbox.state.pullRequests(REPOSITORY)[0]!;
    expect(stage.sandbox.state.file(REPOSITORY, 'ROADMAP.md', head.ref)).toContain(`#${number}`);
  }, 60_000);

  it('have a pull request corrected, and nothing else', async () => {
    await begin();
    stage.sandbox.people.push(REPOSITORY, {
      branch: 'plans',
      by: 'alice',
      message: 'Plan',
      files: { 'ROADMAP.md': '# Roadmap\n' },
    });
    const number = stage.sandbox.people.openPullRequest(REPOSITORY, { title: 'Plan', head: 'plans', by: 'alice' });
    const comment = stage.comment('/roadmap fix', { on: number });
    await stage.sync([comment]);
    expect(stage.fixes).toEqual([
      { number, headOid: stage.sandbox.state.pullRequest(REPOSITORY, number).head.sha, sender: 'alice' },
    ]);
    expect(stage.reactions(comment)).toEqual(['rocket']);
    expect(stage.replies(number)).toEqual([]);
  }, 60_000);
});

describe('a process that is killed', () => {
  it('between any two requests leaves one reply, one pull request, and the reactions once', async () => {
    for (let killAfter = 1; ; killAfter += 1) {
      await begin();
      const comment = stage.comment('/roadmap done\n/roadmap snooze');
      const isDone = await stage.sync([comment], { killAfter }).then(
        () => true,
        (error: unknown) => {
          if (!isKilled(error)) throw error;
          return false;
        },
      );
      if (!isDone) await stage.sync([comment]);
      expect({ killAfter, replies: stage.replies().length }).toEqual({ killAfter, replies: 1 });
      expect(stage.reactions(comment)).toEqual(['+1']);
      expect(stage.sandbox.state.pullRequests(REPOSITORY)).toHaveLength(1);
      expect((await stage.memory.conversation('ROADMAP.md')).wishes).toHaveLength(1);
      if (isDone) return expect(killAfter).toBeGreaterThan(8);
      await stage.close();
    }
  }, 600_000);

  it('again and again does not use up what the person may ask', async () => {
    await begin();
    const requests = await stage.sync([stage.comment('/roadmap help', { by: 'bob' })]);
    const comment = stage.comment('/roadmap help', { by: 'bob' });
    for (let kills = 0; kills < 12; kills += 1) {
      const error: unknown = await stage.sync([comment], { killAfter: requests - 1 }).catch((cause: unknown) => cause);
      expect(isKilled(error)).toBe(true);
    }
    await stage.sync([comment]);
    expect(stage.reactions(comment)).toEqual([]);
    expect(stage.replies()).toHaveLength(2);
  }, 60_000);
});

const isKilled = (error: unknown): boolean =>
  error instanceof Killed ||
  (error instanceof Error && (error.message.includes('killed after ') || isKilled(error.cause)));
