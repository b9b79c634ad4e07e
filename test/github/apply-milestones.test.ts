import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { CreateMilestone, Operation, SetMilestone } from '../../src/plan/model.ts';
import { apply, type AppliedOperation } from '../../src/github/apply.ts';
import { createMemoryLedger } from '../../src/github/memory-ledger.ts';
import { noPause, planOf, startLantern, textsOf, type Lantern } from './lantern.ts';

let lantern: Lantern;
beforeEach(async () => {
  lantern = await startLantern();
});
afterEach(() => lantern.sandbox.close());

const REPO = 'example-org/lantern';
const item = {
  id: 'a',
  title: 'Item a',
  description: '',
  path: ['1.8.0'],
  line: 3,
  endLine: 3,
  target: '1.8.0',
};
const create = (more: Partial<CreateMilestone> = {}): CreateMilestone => ({
  kind: 'create-milestone',
  key: `create-milestone:${lantern.id}:ROADMAP.md:1.8`,
  item,
  hold: null,
  repository: { owner: 'example-org', name: 'lantern', id: lantern.id },
  title: '1.8.0',
  dueOn: '2026-09-30',
  ...more,
});
const set = (number: number, more: Partial<SetMilestone> = {}): SetMilestone => ({
  kind: 'set-milestone',
  key: `set-milestone:${lantern.id}:ROADMAP.md:${REPO}#${number}:1.8:0`,
  item,
  hold: null,
  issue: { owner: 'example-org', repo: 'lantern', number },
  milestone: null,
  title: '1.8.0',
  ...more,
});
const run = (...operations: Operation[]): Promise<AppliedOperation[]> =>
  apply(planOf(...operations), {
    client: lantern.client(),
    ledger: createMemoryLedger(),
    texts: textsOf(lantern.id),
    roadmap: { owner: 'example-org', name: 'lantern', id: lantern.id, path: 'ROADMAP.md' },
    pause: noPause,
  });
const milestones = () => lantern.sandbox.state.milestones(REPO);
const milestoneOf = (number: number): unknown =>
  lantern.sandbox.state.issues(REPO).find((issue) => issue.number === number)?.milestone?.title ?? null;
const isCreation = { method: 'POST', path: /\/milestones$/ };

describe('creating a milestone', () => {
  it('gives it its title and due date, and the issues of the same run get it', async () => {
    const issue = lantern.sandbox.people.openIssue(REPO, { title: 'Beam' });
    const applied = await run(create(), set(issue));
    expect(milestones()).toMatchObject([
      { title: '1.8.0', due_on: expect.stringMatching(/^2026-09-30/), state: 'open' },
    ]);
    expect(milestoneOf(issue)).toBe('1.8.0');
    expect(applied.map(({ outcome }) => outcome)).toMatchObject([
      { state: 'done', earlier: false, result: { number: 1 } },
      { state: 'done', earlier: false, result: { number: 1 } },
    ]);
  });

  it.each([
    ['of that title', '1.8.0', 'open'],
    ['of that release, written otherwise', 'v1.8', 'open'],
    ['that is closed', '1.8.0', 'closed'],
  ] as const)('finds one %s, and writes nothing', async (_what, title, state) => {
    lantern.sandbox.people.createMilestone(REPO, { title, state });
    lantern.sandbox.state.clearRequests();
    const [applied] = await run(create());
    expect(applied?.outcome).toMatchObject({ state: 'done', earlier: true, result: { number: 1 } });
    expect(lantern.sandbox.state.writes()).toEqual([]);
    expect(milestones()).toHaveLength(1);
  });

  it('needs no due date', async () => {
    await run(create({ dueOn: null }));
    expect(milestones()).toMatchObject([{ title: '1.8.0', due_on: null }]);
  });

  it.each([
    ['an answer that was lost', { match: isCreation, action: 'drop-after' as const }],
    ['an error after the effect', { match: isCreation, action: { status: 502, afterEffect: true } }],
    ['an error before it', { match: isCreation, action: { status: 502 } }],
  ])('creates one, whatever the answer: %s', async (_what, fault) => {
    lantern.sandbox.faults.add(fault);
    const [applied] = await run(create());
    expect(applied?.outcome).toMatchObject({ state: 'done', result: { number: 1 } });
    expect(milestones()).toHaveLength(1);
  });

  it('takes the one that somebody else created in the meantime', async () => {
    lantern.sandbox.people.createMilestone(REPO, { title: '1.8.0' });
    // The first look came before it: GitHub refuses a second one of that title.
    const match = { method: 'GET', path: /\/milestones\?/ };
    lantern.sandbox.faults.add({ match, action: { status: 200, body: [] } });
    const [applied] = await run(create());
    expect(milestones()).toHaveLength(1);
    expect(applied?.outcome).toMatchObject({ state: 'done', earlier: true, result: { number: 1 } });
  });
});

describe('setting a milestone', () => {
  it('leaves the one that the issue has got by now', async () => {
    const issue = lantern.sandbox.people.openIssue(REPO, { title: 'Beam' });
    const [mine, theirs] = ['1.8.0', '1.9.0'].map((title) => lantern.sandbox.people.createMilestone(REPO, { title }));
    lantern.sandbox.people.editIssue(REPO, issue, { milestone: theirs! });
    lantern.sandbox.state.clearRequests();
    const [applied] = await run(set(issue, { milestone: mine! }));
    expect(applied?.outcome).toMatchObject({ state: 'done', earlier: true, result: { number: theirs } });
    expect(lantern.sandbox.state.writes()).toEqual([]);
    expect(milestoneOf(issue)).toBe('1.9.0');
  });

  it('writes once, also after an answer that was lost', async () => {
    const issue = lantern.sandbox.people.openIssue(REPO, { title: 'Beam' });
    const number = lantern.sandbox.people.createMilestone(REPO, { title: '1.8.0' });
    lantern.sandbox.faults.add({ match: { method: 'PATCH' }, action: 'drop-after' });
    const [applied] = await run(set(issue, { milestone: number }));
    expect(applied?.outcome).toMatchObject({ state: 'done', result: { number } });
    expect(milestoneOf(issue)).toBe('1.8.0');
    const [again] = await run(set(issue, { milestone: number }));
    expect(again?.outcome).toMatchObject({ state: 'done', earlier: true });
  });

  it.each([
    ['whose milestone could not be created', 1, null, /there is no milestone \\"1\.8\.0\\" yet|there is no milestone/],
    ['that is not there', 77, 1, /no issue example-org\/lantern#77/],
    ['whose milestone is gone', 1, 99, /did not take the milestone for issue/],
  ] as const)('says why, for an issue %s', async (_what, number, milestone, reason) => {
    lantern.sandbox.people.openIssue(REPO, { title: 'Beam' });
    const [applied] = await run(set(number, { milestone }));
    expect(applied?.outcome).toMatchObject({ state: 'refused', reason: expect.stringMatching(reason) });
  });

  it('is refused where GitHub drops the milestone without a word', async () => {
    const issue = lantern.sandbox.people.openIssue(REPO, { title: 'Beam' });
    const number = lantern.sandbox.people.createMilestone(REPO, { title: '1.8.0' });
    lantern.sandbox.faults.add({
      match: { method: 'PATCH' },
      action: { status: 200, body: { number: issue, milestone: null } },
    });
    const [applied] = await run(set(issue, { milestone: number }));
    expect(applied?.outcome).toMatchObject({ state: 'refused', reason: expect.stringContaining('Issues: write') });
  });
});
