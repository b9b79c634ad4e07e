/** What people do on the branch, to the pull request and to the repository: their work is kept, and refusals are told. */
import { afterEach, describe, expect, it } from '@jest/globals';
import { defaultPolicy } from '../../../src/policy/defaults.ts';
import { BRANCH, REPO, ROADMAP, StandingStory } from './standing-story.ts';

const DIM = { title: 'Dim the light at dusk', target: 'Q4 2027' };
const BATTERY = { title: 'Report the battery level', target: 'Q1 2028' };
const SING = { title: 'Sing in the dark', target: '2032' };
const DIMMED = '- Dim the light at dusk (Q4 2027)';
const REPORTED = '- Report the battery level (Q1 2028)';

let story: StandingStory;
afterEach(() => story.end());

const begin = async (files?: Record<string, string | Buffer>): Promise<StandingStory> =>
  (story = await StandingStory.begin(files));

/** A pull request with one edit, and a commit of alice's on top of it. */
async function shared(change: (text: string) => string = (text) => `${text}\nWith love.\n`): Promise<string> {
  await begin();
  await story.wish([DIM]);
  await story.sync();
  return story.push({ 'ROADMAP.md': change(story.state.file(REPO, 'ROADMAP.md', BRANCH)!) }, BRANCH);
}

const named = async (branch: string): Promise<void> => {
  await begin();
  story.policy = { ...story.policy, pull_request: { ...story.policy.pull_request, branch } };
  await story.wish([DIM]);
};

describe("people's commits on the branch", () => {
  it('stay, also when the base moves; what is new comes as one more commit on top', async () => {
    const hers = await shared();
    await story.sync();
    expect(story.state.commit(REPO, BRANCH)).toBe(hers);
    expect(story.body(1)).toContain('Milepost no longer rebuilds it');
    story.push({ 'ROADMAP.md': ROADMAP.replace('(2030)', '(2031)') });
    await story.wish([BATTERY]);
    expect(await story.sync()).toMatchObject({ state: 'open', number: 1 });
    expect(story.state.commits(REPO, BRANCH).map(({ sha }) => sha)[1]).toBe(hers);
    const text = story.state.file(REPO, 'ROADMAP.md', BRANCH)!;
    expect(text).toContain(`${DIMMED}\n${REPORTED}\n`);
    expect(text).toContain('With love.');
    story.state.clearRequests();
    await story.sync();
    expect(story.writes()).toEqual([]);
    await story.wish([SING]);
    await story.sync();
    expect(story.state.commits(REPO, BRANCH)[2]!.sha).toBe(hers);
    expect(story.body(1).match(/^- \[x\]/gm)).toHaveLength(3);
  });

  it('may take an edit out again: it is listed, and comes back only when it is ticked', async () => {
    await shared((text) => text.replace('dusk (Q4 2027)', 'dusk (Q3 2027)'));
    await story.wish([BATTERY]);
    await story.sync();
    expect(story.changed()).toEqual([REPORTED]);
    expect(story.conversation().refused).toEqual(['command:900:0']);
    expect(story.body(1)).toMatch(/^- \[ \] Plan “Dim/m);
    story.click(1, 'command:900:0');
    await story.sync();
    expect(story.changed()).toEqual([DIMMED, REPORTED]);
    expect(story.body(1)).toMatch(/^- \[x\] Plan “Dim/m);
  });

  it('are not closed with the pull request when nothing is left, nor dropped with its branch when somebody closes it', async () => {
    const hers = await shared();
    story.push({ 'ROADMAP.md': ROADMAP.replace('dusk (Q3 2027)', 'dusk (Q4 2027)') });
    await story.sync();
    await story.sync();
    expect(story.openPulls()).toHaveLength(1);
    expect(story.state.commit(REPO, BRANCH)).toBe(hers);
    story.people.closePullRequest(REPO, 1, { by: 'alice' });
    await story.sync();
    expect(story.state.commit(REPO, BRANCH)).toBe(hers);
    await story.wish([SING]);
    const report = await story.sync();
    expect(report.state).toBe('refused');
    expect(report.reason).toContain('Milepost did not make');
    expect(story.state.commit(REPO, BRANCH)).toBe(hers);
  });

  it('are kept with the sign of it in the body when the store is lost', async () => {
    const hers = await shared();
    await story.sync();
    story.memory.forget();
    await story.wish([BATTERY]);
    await story.sync();
    expect(story.state.commits(REPO, BRANCH)[1]!.sha).toBe(hers);
    expect(story.openPulls()).toHaveLength(1);
  });

  it('are met where others took the roadmap away: it is said, and nothing is added', async () => {
    await shared();
    story.people.push(REPO, { by: 'alice', message: 'Away', branch: BRANCH, files: { 'ROADMAP.md': null } });
    await story.wish([BATTERY]);
    const report = await story.sync();
    expect(report).toMatchObject({ state: 'refused', number: 1 });
    expect(report.reason).toContain('cannot be read on milepost/roadmap');
  });

  it('that arrive while it is rebuilt are not overwritten', async () => {
    await begin();
    await story.wish([DIM]);
    await story.sync();
    await story.wish([BATTERY]);
    const made = story.lantern.sandbox.faults.add({ match: { graphql: /MilepostCommit/ }, action: 'hold' });
    const syncing = story.sync();
    await made.hit;
    const hers = story.push({ 'README.md': 'Hers.\n' }, BRANCH);
    made.release();
    const report = await syncing;
    expect(report).toMatchObject({ state: 'refused', number: 1 });
    expect(report.reason).toContain('Somebody else moved milepost/roadmap');
    expect(story.state.commit(REPO, BRANCH)).toBe(hers);
    await story.sync();
    expect(story.state.commits(REPO, BRANCH)[1]!.sha).toBe(hers);
    expect(story.changed()).toEqual([DIMMED, REPORTED]);
    expect(story.state.branches(REPO).toSorted()).toEqual(['main', BRANCH]);
  });
});

describe('what people do to the pull request', () => {
  it('keeps the title that somebody gave it', async () => {
    await begin();
    await story.wish([DIM]);
    await story.sync();
    story.people.editPullRequest(REPO, 1, { title: 'docs: later, later', by: 'alice' });
    await story.wish([BATTERY]);
    await story.sync();
    await story.sync();
    expect(story.pulls()[0]!.title).toBe('docs: later, later');
    expect(story.body(1)).toContain('2 edits of');
  });

  it('leaves one alone that somebody pointed at another branch', async () => {
    await begin();
    await story.wish([DIM]);
    await story.sync();
    story.people.moveBranch(REPO, 'release', story.state.commit(REPO)!, { by: 'alice' });
    story.people.editPullRequest(REPO, 1, { base: 'release', by: 'alice' });
    await story.wish([BATTERY]);
    story.state.clearRequests();
    expect((await story.sync()).reason).toContain('goes into release');
    expect(story.writes()).toEqual([]);
  });

  it('takes it up again when it is reopened: what it holds is wanted', async () => {
    await begin();
    const [dim] = await story.wish([DIM]);
    await story.sync();
    const head = story.state.commit(REPO, BRANCH)!;
    const { wishes } = story.conversation();
    story.people.closePullRequest(REPO, 1, { by: 'alice' });
    await story.sync();
    expect(story.conversation().refused).toEqual([dim]);
    story.people.moveBranch(REPO, BRANCH, head, { by: 'alice' });
    story.people.reopenPullRequest(REPO, 1, { by: 'alice' });
    story.memory.conversations.set('ROADMAP.md', { ...story.conversation(), wishes });
    expect(await story.sync()).toMatchObject({ state: 'open', number: 1 });
    expect(story.conversation().refused).toEqual([]);
    expect(story.openPulls()).toHaveLength(1);
  });

  it('opens none beside a pull request of somebody else from the same branch', async () => {
    await begin();
    story.push({ 'README.md': 'Hers.\n' }, BRANCH);
    story.people.openPullRequest(REPO, { title: 'Mine', head: BRANCH, by: 'alice' });
    await story.wish([DIM]);
    story.state.clearRequests();
    const report = await story.sync();
    expect(report).toMatchObject({ state: 'refused' });
    expect(report.reason).toContain('#1 is a pull request from milepost/roadmap that Milepost did not open');
    expect(story.writes()).toEqual([]);
  });

  it('does not propose again what somebody took out before merging', async () => {
    await begin();
    const [dim] = await story.wish([DIM, BATTERY]);
    await story.sync();
    const text = story.state.file(REPO, 'ROADMAP.md', BRANCH)!;
    story.push({ 'ROADMAP.md': text.replace('dusk (Q4 2027)', 'dusk (Q3 2027)') }, BRANCH);
    story.people.mergePullRequest(REPO, 1, { by: 'alice' });
    expect(await story.sync()).toMatchObject({ state: 'merged' });
    expect(story.conversation()).toMatchObject({ standing: null, refused: [dim], wishes: [] });
    expect(story.pulls()).toHaveLength(1);
  });
});

describe('a store that was lost', () => {
  it('takes the pull request up again, and knows what was unticked', async () => {
    await begin();
    const [dim] = await story.wish([DIM, BATTERY]);
    await story.sync();
    story.click(1, dim!);
    await story.sync();
    const { wishes } = story.conversation();
    story.memory.forget();
    story.memory.conversations.set('ROADMAP.md', { ...story.conversation(), wishes });
    await story.sync();
    expect(story.pulls().map(({ number, state }) => [number, state])).toEqual([[1, 'open']]);
    expect(story.changed()).toEqual([REPORTED]);
    expect(story.conversation().refused).toEqual([dim]);
  });

  it('is no different from another door that has written since: its marker tells what it wrote', async () => {
    await begin();
    await story.wish([DIM]);
    await story.sync();
    const { standing } = story.conversation();
    await story.wish([BATTERY]);
    await story.sync();
    story.memory.conversations.set('ROADMAP.md', { ...story.conversation(), standing });
    story.state.clearRequests();
    expect(await story.sync()).toMatchObject({ state: 'open', isWritten: false });
    expect(story.writes()).toEqual([]);
    expect(story.conversation().standing).toMatchObject({ headOid: story.state.commit(REPO, BRANCH) });
    expect(story.conversation().standing?.shared).toBeUndefined();
  });

  it('knows what somebody refused by closing it', async () => {
    await begin();
    const [dim] = await story.wish([DIM]);
    await story.sync();
    const { wishes } = story.conversation();
    story.people.closePullRequest(REPO, 1, { by: 'alice' });
    story.memory.forget();
    story.memory.conversations.set('ROADMAP.md', { ...story.conversation(), wishes });
    await story.sync();
    expect(story.conversation().refused).toEqual([dim]);
    expect(story.openPulls()).toEqual([]);
  });
});

describe('what GitHub refuses', () => {
  it('is told with what to do: a branch that is protected, a permission that is missing', async () => {
    await begin();
    await story.wish([DIM]);
    story.people.protectBranches(REPO, 'milepost/*');
    expect(await story.sync()).toMatchObject({ state: 'refused', number: null, edits: [] });
    expect((await story.sync()).reason).toContain('name another branch in `pull_request.branch`');
    story.policy = { ...defaultPolicy, pull_request: { ...defaultPolicy.pull_request, branch: 'bot-roadmap' } };
    expect(await story.sync()).toMatchObject({ state: 'open', number: 1 });
    story.lantern.sandbox.grant(story.lantern.installation, {
      metadata: 'read',
      contents: 'read',
      issues: 'write',
      pull_requests: 'read',
      checks: 'write',
    });
    await story.wish([BATTERY]);
    const report = await story.sync();
    expect(report).toMatchObject({ state: 'refused', number: 1 });
    expect(report.reason).toContain('"Contents: write" and "Pull requests: write"');
  });

  it('is told when pull requests are not taken, and the branch is not written again and again', async () => {
    await begin();
    await story.wish([DIM]);
    const { faults } = story.lantern.sandbox;
    const body = { message: 'Pull requests are disabled for this repository.' };
    faults.add({ match: { method: 'POST', path: /\/pulls$/ }, times: Infinity, action: { status: 403, body } });
    expect((await story.sync()).reason).toContain('takes no pull requests from Milepost');
    story.state.clearRequests();
    await story.sync();
    expect(story.writes().filter((write) => !write.endsWith('/pulls'))).toEqual([]);
    faults.clear();
    expect(await story.sync()).toMatchObject({ state: 'open', number: 1 });
  });

  it('is no refusal where GitHub is only unavailable: that is thrown, for the queue', async () => {
    await begin();
    await story.wish([DIM]);
    story.lantern.sandbox.faults.add({
      match: { method: 'POST', path: /\/git\/refs$/ },
      times: 3,
      action: { status: 503 },
    });
    await expect(story.sync()).rejects.toMatchObject({ kind: 'unavailable' });
    expect(await story.sync()).toMatchObject({ state: 'open' });
  });
});

describe('a branch by another name', () => {
  it('is never the default branch', async () => {
    await named('main');
    const before = story.state.commit(REPO);
    expect((await story.sync()).reason).toContain('is the default branch');
    expect(story.state.commit(REPO)).toBe(before);
  });

  it('is left to people where it was there before, though nothing of its own is on it', async () => {
    await named('develop');
    const before = story.state.commit(REPO)!;
    story.people.moveBranch(REPO, 'develop', before, { by: 'alice' });
    story.push({ 'README.md': 'Another readme.\n' });
    expect((await story.sync()).reason).toContain('develop of example-org/lantern was there before');
    expect(story.state.commit(REPO, 'develop')).toBe(before);
  });

  it('is known for its own where it was made just before the process died', async () => {
    await named('bot-roadmap');
    const { faults } = story.lantern.sandbox;
    faults.add({ match: { graphql: /MilepostCommit/ }, times: 3, action: 'drop-before' });
    await expect(story.sync()).rejects.toMatchObject({ kind: 'unavailable' });
    story.push({ 'README.md': 'Another readme.\n' });
    expect(await story.sync()).toMatchObject({ state: 'open', number: 1 });
    expect(story.conversation().making).toBeUndefined();
  });
});

describe('files as they are', () => {
  it('keeps a byte order mark, the line ends and every other byte', async () => {
    const text = `\uFEFF${ROADMAP.replaceAll('\n', '\r\n')}   `;
    await begin({ 'ROADMAP.md': Buffer.from(text) });
    await story.wish([DIM]);
    await story.sync();
    expect(story.state.file(REPO, 'ROADMAP.md', BRANCH)).toBe(text.replace('dusk (Q3 2027)', 'dusk (Q4 2027)'));
    story.state.clearRequests();
    await story.sync();
    expect(story.writes()).toEqual([]);
  });

  it('gives each roadmap of a repository a pull request of its own', async () => {
    await begin({ 'ROADMAP.md': ROADMAP, 'docs/Plan.md': ROADMAP });
    story.policy = {
      ...story.policy,
      roadmaps: [
        { path: 'ROADMAP.md', project: null },
        { path: 'docs/Plan.md', project: null },
      ],
    };
    await story.wish([DIM]);
    await story.wish([BATTERY, SING], 'docs/Plan.md');
    await story.sync();
    await story.sync('docs/Plan.md');
    expect(story.pulls().map(({ title, head }) => [title, head.ref])).toEqual([
      ['Plan “Dim the light at dusk” for Q4 2027', BRANCH],
      ['Roadmap docs/Plan.md: 2 edits', 'milepost/roadmap-docs-plan'],
    ]);
    expect(story.changed('milepost/roadmap-docs-plan', 'docs/Plan.md')).toEqual([
      REPORTED,
      '- Sing in the dark (2032)',
    ]);
  });

  it('tells what cannot be written exactly, and does the rest', async () => {
    await begin();
    await story.wish([
      DIM,
      { title: 'Sing in the dark', edits: (item) => [{ kind: 'set-status', item, status: 'done' }] },
    ]);
    const report = await story.sync();
    expect(report.refusedEdits).toMatchObject([{ key: 'command:901:0', by: 'file' }]);
    expect(story.body(1)).toMatch(
      /\*\*Left to you:\*\*\n\n- Change “Sing in the dark” .*could not be written exactly\. /,
    );
    expect(story.changed()).toEqual([DIMMED]);
  });

  it('adds an item once, whatever happens in between', async () => {
    await begin();
    const item = { title: 'Ring the bell' };
    await story.wish([{ title: 'Sing in the dark', edits: () => [{ kind: 'add-item', to: ['Later'], item }] }]);
    await story.sync();
    expect(story.changed()).toEqual(['- Ring the bell']);
    story.people.mergePullRequest(REPO, 1, { by: 'alice' });
    expect(await story.sync()).toMatchObject({ state: 'merged', said: ['command:900:0'] });
    expect(story.conversation().wishes).toEqual([]);
  });

  it('leaves it as it is while the roadmap cannot be read', async () => {
    await begin();
    await story.wish([DIM]);
    await story.sync();
    story.push({ 'ROADMAP.md': Buffer.from([0xff, 0xfe, 0x41, 0x00]) });
    story.state.clearRequests();
    expect((await story.sync()).reason).toContain('cannot be read');
    expect(story.writes()).toEqual([]);
    expect(story.openPulls()).toHaveLength(1);
  });
});
