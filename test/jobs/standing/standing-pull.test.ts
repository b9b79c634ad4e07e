import { afterEach, describe, expect, it } from '@jest/globals';
import { BRANCH, REPO, ROADMAP, StandingStory } from './standing-story.ts';

const DIM = { title: 'Dim the light at dusk', target: 'Q4 2027' };
const BATTERY = { title: 'Report the battery level', target: 'Q1 2028' };

describe('the standing pull request', () => {
  let story: StandingStory;
  afterEach(() => story.end());

  const begin = async (files?: Record<string, string | Buffer>): Promise<StandingStory> =>
    (story = await StandingStory.begin(files));

  it('holds the edits that are outstanding, on the base, signed and signed off, and says each with its reason', async () => {
    await begin();
    const [dim] = await story.wish([DIM, BATTERY]);
    const report = await story.sync();
    expect(report).toMatchObject({ state: 'open', number: 1, reason: null, isWritten: true });
    expect(report.edits.map(({ summary }) => summary)).toEqual([
      'Plan “Dim the light at dusk” for Q4 2027',
      'Plan “Report the battery level” for Q1 2028',
    ]);
    const [pull] = story.pulls();
    expect(pull).toMatchObject({
      title: 'Roadmap: 2 edits',
      state: 'open',
      head: { ref: BRANCH },
      base: { ref: 'main' },
    });
    expect(story.changed()).toEqual(['- Dim the light at dusk (Q4 2027)', '- Report the battery level (Q1 2028)']);
    const [commit, before] = story.state.commits(REPO, BRANCH);
    expect(commit!.commit.verification.verified).toBe(true);
    const { id } = commit!.author!;
    expect(commit!.commit.message).toBe(
      [
        'Roadmap: 2 edits',
        '',
        '- Plan “Dim the light at dusk” for Q4 2027: alice asked for it',
        '- Plan “Report the battery level” for Q1 2028: alice asked for it',
        '',
        `Signed-off-by: milepost[bot] <${id}+milepost[bot]@users.noreply.127.0.0.1>`,
      ].join('\n'),
    );
    expect(before!.sha).toBe(story.state.commit(REPO));
    const body = story.body(1);
    expect(body).toMatch(
      /^- \[x\] Plan “Dim the light at dusk” for Q4 2027 \(\[line 5\]\(.*\)\) – asked for by alice in a comment\. /m,
    );
    expect(story.state.branches(REPO).toSorted()).toEqual(['main', BRANCH]);
    expect(dim).toBe('command:900:0');
  });

  it('names its one edit in its title, in words that refer to nothing', async () => {
    await begin();
    await story.wish([DIM]);
    await story.sync();
    expect(story.pulls()[0]!.title).toBe('Plan “Dim the light at dusk” for Q4 2027');
  });

  it('is left as it is while neither the roadmap nor the edits change', async () => {
    await begin();
    await story.wish([DIM]);
    await story.sync();
    story.push({ 'README.md': 'Another readme.\n' });
    story.state.clearRequests();
    const report = await story.sync();
    expect(report).toMatchObject({ state: 'open', number: 1, isWritten: false });
    expect(story.writes()).toEqual([]);
  });

  it('is rebuilt on the newest commit when the roadmap or the edits change, and stays the same pull request', async () => {
    await begin();
    await story.wish([DIM]);
    await story.sync();
    story.push({ 'ROADMAP.md': ROADMAP.replace('- Sing in the dark', '- Ring the bell\n- Sing in the dark') });
    await story.sync();
    expect(story.state.commits(REPO, BRANCH)[1]!.sha).toBe(story.state.commit(REPO));
    await story.wish([BATTERY]);
    await story.sync();
    expect(story.changed()).toHaveLength(2);
    expect(story.state.commits(REPO, BRANCH)[1]!.sha).toBe(story.state.commit(REPO));
    expect(story.pulls().map(({ number, state, title }) => [number, state, title])).toEqual([
      [1, 'open', 'Roadmap: 2 edits'],
    ]);
    expect(story.state.branches(REPO).toSorted()).toEqual(['main', BRANCH]);
  });

  it('loses an edit that somebody unticks, and has it again when it is ticked again', async () => {
    await begin();
    const [dim] = await story.wish([DIM, BATTERY]);
    await story.sync();
    story.click(1, dim!);
    const report = await story.sync();
    expect(report.refusedEdits).toMatchObject([{ key: dim, by: 'person' }]);
    expect(story.changed()).toEqual(['- Report the battery level (Q1 2028)']);
    expect(story.body(1)).toMatch(/^- \[ \] Plan “Dim the light/m);
    expect(story.conversation().refused).toEqual([dim]);
    story.state.clearRequests();
    await story.sync();
    expect(story.writes()).toEqual([]);
    story.click(1, dim!);
    await story.sync();
    expect(story.changed()).toHaveLength(2);
    expect(story.conversation().refused).toEqual([]);
  });

  it('closes itself, and drops its branch, when nothing is left in it', async () => {
    await begin();
    const [dim] = await story.wish([DIM]);
    await story.sync();
    story.push({ 'ROADMAP.md': ROADMAP.replace('dusk (Q3 2027)', 'dusk (Q4 2027)') });
    const report = await story.sync();
    expect(report).toMatchObject({ state: 'closed', number: 1, said: [dim] });
    expect(story.pulls()).toMatchObject([{ state: 'closed', merged: false }]);
    expect(story.body(1)).toContain('Nothing is left to propose');
    expect(story.state.branches(REPO)).toEqual(['main']);
    expect(story.conversation()).toMatchObject({ standing: null, refused: [], wishes: [] });
    story.state.clearRequests();
    expect((await story.sync()).state).toBe('none');
    expect(story.writes()).toEqual([]);
  });

  it('is over with what it held when somebody closes it, until something new arises', async () => {
    await begin();
    const [dim] = await story.wish([DIM]);
    await story.sync();
    story.people.closePullRequest(REPO, 1, { by: 'alice' });
    expect(await story.sync()).toMatchObject({ state: 'closed', number: 1 });
    expect(story.conversation()).toMatchObject({ standing: null, refused: [dim], wishes: [] });
    expect(story.state.branches(REPO)).toEqual(['main']);
    expect((await story.sync()).state).toBe('none');
    await story.wish([BATTERY]);
    expect(await story.sync()).toMatchObject({ state: 'open', number: 2 });
    expect(story.changed()).toEqual(['- Report the battery level (Q1 2028)']);
  });

  it.each(['merge', 'squash'] as const)('begins anew after a %s, over what is left of its branch', async (method) => {
    await begin();
    await story.wish([DIM]);
    await story.sync();
    story.people.mergePullRequest(REPO, 1, { method, by: 'alice' });
    expect(await story.sync()).toMatchObject({ state: 'merged', number: 1 });
    expect(story.conversation()).toMatchObject({ standing: null, refused: [], wishes: [] });
    await story.wish([BATTERY]);
    expect(await story.sync()).toMatchObject({ state: 'open', number: 2 });
    expect(story.changed()).toEqual(['- Report the battery level (Q1 2028)']);
  });
});
