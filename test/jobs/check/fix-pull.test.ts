import { describe, expect, it, jest } from '@jest/globals';
import { usePullStage } from './pull-stage.ts';

jest.setTimeout(60_000);

const ROADMAP = `# Roadmap

## Later

- Oil gauge
- Brass polish, see [#1](https://github.com/x)
`;
/** Two faults that have an answer each. */
const FAULTY = '- CafÃ© lamp (#1)\n- Wick trimmÃ©r (#2)\n';
const CORRECT = '- Café lamp (#1)\n- Wick trimmér (#2)\n';

const stage = usePullStage();

async function lantern(name: string, files: Record<string, string> = {}): Promise<string> {
  const repository = stage().repository(name, { 'ROADMAP.md': ROADMAP, ...files });
  const { sandbox } = stage();
  for (const title of ['Oil', 'Wick', 'Polish']) sandbox.people.openIssue(repository, { by: 'alice', title });
  await stage().sync(repository, 'first-look');
  return repository;
}

const faulty = { 'ROADMAP.md': `${ROADMAP}${FAULTY}` };

const summary = (repository: string, number: number): string =>
  stage().runs(repository, number).at(-1)?.output.summary ?? '';

describe('the button Fix', () => {
  it('is there where something can be corrected, and takes the corrections as one signed commit', async () => {
    const repository = await lantern('commits');
    const number = stage().change(repository, faulty);
    await stage().check(repository, number);
    const [run] = stage().runs(repository, number);
    expect(run?.actions.map(({ identifier }) => identifier)).toEqual(['fix', 'recheck']);
    expect(run?.output.summary).toContain('The button *Fix* above corrects 2 of these.');
    const before = stage().headOf(repository, number);

    const result = await stage().check(repository, number, { wanted: 'fix', sender: 'bob' });
    expect(result).toMatchObject({ fix: { done: 'committed' } });
    const { state } = stage().sandbox;
    const [commit, parent] = state.commits(repository, 'plan');
    expect(parent?.sha).toBe(before);
    expect(commit?.commit.message).toMatch(
      /^Correct the roadmap in 2 places\n\nTakes 2 suggestions [^\n]*\n\nSigned-off-by: milepost\[bot\] <\d+\+milepost\[bot\]@users\.noreply\./,
    );
    expect(state.file(repository, 'ROADMAP.md', 'plan')).toBe(`${ROADMAP}${CORRECT}`);
    // The same run tells it; its annotations stand there once.
    const runs = state.checkRuns(repository, before);
    expect(runs.map(({ annotations }) => annotations.length)).toEqual([run?.annotations.length]);
    expect(runs[0]?.output.summary).toContain('**Fix:** Milepost committed 2 corrections to the branch');

    await stage().check(repository, number);
    expect(stage().runs(repository, number).at(-1)?.conclusion).toBe('success');
    const again = await stage().check(repository, number, { wanted: 'fix' });
    expect(again).toMatchObject({ fix: { done: null } });
    expect(summary(repository, number)).toContain('There is nothing left that Milepost can correct by itself.');
  });

  it('keeps line ends and the byte order mark', async () => {
    const repository = await lantern('bytes');
    const text = `\uFEFF${faulty['ROADMAP.md'].replaceAll('\n', '\r\n')}`;
    const number = stage().change(repository, { 'ROADMAP.md': text });
    await stage().check(repository, number, { wanted: 'fix' });
    expect(stage().sandbox.state.file(repository, 'ROADMAP.md', 'plan')).toBe(text.replaceAll('Ã©', 'é'));
  });

  it('suggests in one review, once, what it may not push to a fork', async () => {
    const repository = await lantern('suggests');
    const number = stage().forkAndChange(repository, faulty);
    await stage().check(repository, number);
    const result = await stage().check(repository, number, { wanted: 'fix' });
    expect(result).toMatchObject({ fix: { done: 'suggested' } });
    const { state } = stage().sandbox;
    expect(state.reviews(repository, number)).toHaveLength(1);
    expect(state.reviewComments(repository, number).map(({ line, body }) => [line, body])).toEqual([
      [7, '```suggestion\n- Café lamp (#1)\n```'],
      [8, '```suggestion\n- Wick trimmér (#2)\n```'],
    ]);
    expect(await stage().check(repository, number, { wanted: 'fix' })).toMatchObject({ fix: { done: null } });
    expect(state.reviews(repository, number)).toHaveLength(1);
    expect(summary(repository, number)).toContain('suggested in a review of this pull request already');
    expect(state.notices().filter(({ by, kind }) => by === 'milepost[bot]' && kind === 'mention')).toEqual([]);
  });

  it('writes the review once though its answer was lost', async () => {
    const repository = await lantern('lost-answer');
    const number = stage().forkAndChange(repository, faulty, 'bob');
    stage().sandbox.faults.add({ match: { method: 'POST', path: /\/reviews$/ }, action: 'drop-after' });
    await stage().check(repository, number, { wanted: 'fix' });
    expect(stage().sandbox.state.reviews(repository, number)).toHaveLength(1);
  });

  it('follows a reference that has moved', async () => {
    const { sandbox } = stage();
    const old = stage().repository('old-harbour', {});
    sandbox.people.openIssue(old, { by: 'alice', title: 'Quay' });
    sandbox.people.renameRepository(old, 'new-harbour', { by: 'alice' });
    const repository = await lantern('moved-reference');
    const number = stage().change(repository, { 'ROADMAP.md': `${ROADMAP}- Quay (example-org/old-harbour#1)\n` });
    await stage().check(repository, number, { wanted: 'fix' });
    expect(sandbox.state.file(repository, 'ROADMAP.md', 'plan')).toBe(`${ROADMAP}- Quay (example-org/new-harbour#1)\n`);
  });

  it('suggests where the branch is protected', async () => {
    const repository = await lantern('protected');
    const number = stage().change(repository, faulty, { branch: 'free' });
    stage().sandbox.people.protectBranches(repository, 'free');
    expect(await stage().check(repository, number, { wanted: 'fix' })).toMatchObject({ fix: { done: 'suggested' } });
    expect(stage().sandbox.state.commits(repository, 'free')[0]?.sha).toBe(stage().headOf(repository, number));
  });

  it('is refused in the check, not in a comment, to who may not', async () => {
    const repository = await lantern('stranger');
    const number = stage().change(repository, faulty);
    await stage().check(repository, number);
    const head = stage().headOf(repository, number);
    const result = await stage().check(repository, number, { wanted: 'fix', sender: 'carol' });
    expect(result).toMatchObject({ fix: { done: null } });
    expect(summary(repository, number)).toContain('it takes the role triage or a higher one, theirs is read');
    expect(stage().headOf(repository, number)).toBe(head);
    expect(stage().sandbox.state.comments(repository)).toEqual([]);
  });

  it('is done for whom the configuration names, and refused in plan mode', async () => {
    const named = await lantern('named', { '.github/milepost.yml': 'commands:\n  users: [Carol]\n' });
    const number = stage().change(named, faulty);
    expect(await stage().check(named, number, { wanted: 'fix', sender: 'carol' })).toMatchObject({
      fix: { done: 'committed' },
    });
    const planned = await lantern('planned', { '.github/milepost.yml': 'mode: plan\n' });
    const other = stage().change(planned, faulty);
    await stage().check(planned, other);
    expect(
      stage()
        .runs(planned, other)[0]
        ?.actions.map(({ identifier }) => identifier),
    ).toEqual(['recheck']);
    await stage().check(planned, other, { wanted: 'fix' });
    expect(summary(planned, other)).toContain('`mode: plan`: nothing but this check is written');
  });

  it('says that the branch moved on meanwhile', async () => {
    const repository = await lantern('stale');
    const number = stage().change(repository, faulty);
    const fault = stage().sandbox.faults.add({ match: { graphql: /MilepostCommit/ }, action: 'drop-after' });
    // The answer of the first commit is lost; the queue asks for the same once more.
    await expect(stage().check(repository, number, { wanted: 'fix' })).rejects.toThrow();
    expect(fault.hits).toBe(1);
    const head = stage().headOf(repository, number);
    const again = await stage().check(repository, number, { wanted: 'fix' });
    expect(again).toMatchObject({ fix: { done: null }, headOid: head });
    expect(stage().sandbox.state.commits(repository, 'plan')[0]?.sha).toBe(head);
  });
});
