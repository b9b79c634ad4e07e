import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { EventStage, REPOSITORY } from './event-stage.ts';

let stage: EventStage;
let number = 0;
let headOid = '';
beforeAll(async () => {
  stage = await EventStage.begin();
  const { people, state } = stage.sandbox;
  await stage.after(() => {
    people.push(REPOSITORY, { by: 'bob', branch: 'plans', message: 'Plan', files: { a: 'b' } });
    number = people.openPullRequest(REPOSITORY, { head: 'plans', base: 'main', title: 'Plan', by: 'bob' });
  });
  headOid = state.commit(REPOSITORY, 'plans')!;
});
afterAll(() => stage.sandbox.close());

/** A check run of Milepost on that commit, with buttons; its id. */
async function checkRun(externalId: string): Promise<number> {
  const { apiUrl } = stage.sandbox;
  const actions = ['fix', 'recheck', 'another'].map((identifier) => ({ identifier, label: 'A', description: 'B' }));
  const answer = await fetch(`${apiUrl}/repos/${REPOSITORY}/check-runs`, {
    method: 'POST',
    headers: { authorization: `Bearer ${stage.sandbox.createInstallationToken(stage.installationId)}` },
    body: JSON.stringify({ name: 'Milepost', head_sha: headOid, external_id: externalId, actions }),
  });
  return ((await answer.json()) as { id: number }).id;
}

/** What follows when bob presses a button of it, or "Re-run". */
async function press(externalId: string, action?: string) {
  const id = await checkRun(externalId);
  const button = action === undefined ? {} : { action };
  return stage.after(() => stage.sandbox.people.pressCheck(REPOSITORY, id, { by: 'bob', ...button }));
}

const check = (changes: object) => ({
  kind: 'task',
  task: {
    ...stage.place(),
    kind: 'check',
    headOid,
    baseOid: null,
    wanted: 'check',
    sender: 'bob',
    again: true,
    ...changes,
  },
});

describe('a check run', () => {
  it('that is asked for again is the one that its external id names', async () => {
    expect((await press('pull:12:0f3c')).errands).toEqual([check({ number: 12 })]);
    expect((await press('group:0f3c')).errands).toEqual([check({ number: null })]);
    expect((await press('0f3c0f3c')).errands).toEqual([
      {
        kind: 'task',
        task: expect.objectContaining({ ...stage.place(), kind: 'sync', occasion: 'manual', recheck: true }),
      },
    ]);
  });

  it('without an external id is that of the pull request that GitHub names', async () => {
    expect((await press('')).errands).toEqual([check({ number })]);
  });

  it('has buttons, of which only known ones do something', async () => {
    expect((await press('pull:12', 'fix')).errands).toEqual([check({ number: 12, wanted: 'fix' })]);
    expect((await press('pull:12', 'recheck')).errands).toEqual([check({ number: 12 })]);
    expect((await press('pull:12', 'another')).errands).toEqual([]);
  });

  it('that Milepost writes starts nothing', async () => {
    expect((await stage.after(() => checkRun('pull:12'))).events).toEqual([]);
  });
});

describe('all check runs of a commit', () => {
  it('are asked for again as the store knows them, with the pull requests that GitHub names', async () => {
    const { errands } = await stage.after(() =>
      stage.sandbox.people.rerunAllChecks(REPOSITORY, headOid, { by: 'bob' }),
    );
    expect(errands).toEqual([{ kind: 'recheck', place: stage.place(), headOid, numbers: [number], sender: 'bob' }]);
  });
});
