import { afterEach, describe, expect, it } from '@jest/globals';
import type { Operation, Plan } from '../../src/plan/model.ts';
import { readIssueMarker } from '../../src/plan/marker.ts';
import { apply, type AppliedOperation, type ApplyContext } from '../../src/github/apply.ts';
import type { Budget } from '../../src/github/budget.ts';
import { GitHubError, RateLimited } from '../../src/github/github-error.ts';
import type { Ledger } from '../../src/github/ledger.ts';
import { createMemoryLedger } from '../../src/github/memory-ledger.ts';
import { commentOf, noPause, openIssueOf, planOf, slip, startLantern, textsOf, type Lantern } from './lantern.ts';
import { BOT } from './test-client.ts';

let lantern: Lantern;
afterEach(() => lantern.sandbox.close());

const issues = () => lantern.sandbox.state.issues('example-org/lantern');
const comments = (number: number) => lantern.sandbox.state.comments('example-org/lantern', number);
const isCreation = { method: 'POST', path: /\/issues$/ };
const isComment = { method: 'POST', path: /\/comments$/ };

function run(plan: Plan, more: Partial<ApplyContext> = {}): Promise<AppliedOperation[]> {
  return apply(plan, {
    client: lantern.client(),
    ledger: createMemoryLedger(),
    texts: textsOf(lantern.id),
    roadmap: { owner: 'example-org', name: 'lantern', id: lantern.id, path: 'ROADMAP.md' },
    pause: noPause,
    ...more,
  });
}

const open = (id: string, more: Parameters<typeof openIssueOf>[2] = {}) => openIssueOf(id, lantern.id, more);
const states = (applied: AppliedOperation[]): string[] => applied.map(({ outcome }) => outcome.state);

/** A Ledger that answers `begin` as told and writes down what it is told. */
function scripted(claim: Awaited<ReturnType<Ledger['begin']>>): { ledger: Ledger; told: string[] } {
  const told: string[] = [];
  const note = async (what: string): Promise<void> => void told.push(what);
  const ledger: Ledger = {
    load: async () => new Map(),
    begin: async () => claim,
    release: () => note('release'),
    finish: (_operation, { number }) => note(`finish ${number}`),
    fail: (_operation, reason) => note(`fail ${reason}`),
    wait: () => note('wait'),
  };
  return { ledger, told };
}

/** What the Ledger is told when a rate limit ends the run. */
async function toldOfLimit(state: 'claimed' | 'recovering'): Promise<string[]> {
  const { ledger, told } = scripted({ state });
  await expect(run(planOf(open('a')), { ledger })).rejects.toBeInstanceOf(RateLimited);
  return told;
}

describe('opening issues', () => {
  it('opens each with title, marker, label and milestone, and tells its number', async () => {
    lantern = await startLantern();
    const milestone = lantern.sandbox.people.createMilestone('example-org/lantern', { title: '1.0' });
    const applied = await run(planOf(open('a', { milestone }), open('b'), open('c', { hold: 'limit' })));
    expect(applied.map(({ outcome }) => outcome)).toEqual([
      {
        state: 'done',
        earlier: false,
        result: { number: 1, commentId: null, url: expect.stringContaining('/issues/1'), missedKey: null },
      },
      { state: 'done', earlier: false, result: expect.objectContaining({ number: 2 }) },
      { state: 'held', hold: 'limit' },
    ]);
    expect(issues()).toMatchObject([
      {
        title: 'Item a',
        labels: [{ name: 'roadmap', color: '1f6feb' }],
        milestone: { number: milestone },
        user: { login: 'milepost[bot]' },
      },
      { title: 'Item b', milestone: null },
    ]);
    expect(readIssueMarker(issues()[0]?.body ?? '')).toMatchObject({ item: 'a', waiting: ['c'] });
  });

  it('costs one listing, one look for the label and its creation, then one request each', async () => {
    lantern = await startLantern();
    const client = lantern.client();
    await run(planOf(open('a'), open('b'), open('c')), { client });
    expect(client.counts).toEqual({ graphql: 0, rest: 6 });
    expect(lantern.sandbox.state.writes()).toHaveLength(4);
  });

  it('leaves a label that is there as it is', async () => {
    lantern = await startLantern();
    lantern.sandbox.people.createLabel('example-org/lantern', { name: 'roadmap', color: 'ff0000' });
    await run(planOf(open('a')));
    expect(lantern.sandbox.state.labels('example-org/lantern')).toMatchObject([{ name: 'roadmap', color: 'ff0000' }]);
    expect(lantern.sandbox.state.writes()).toHaveLength(1);
  });

  it('a second time writes nothing, also with a Ledger that knows nothing', async () => {
    lantern = await startLantern();
    await run(planOf(open('a')));
    lantern.sandbox.state.clearRequests();
    const [again] = await run(planOf(open('a')));
    expect(again?.outcome).toMatchObject({ state: 'done', earlier: true, result: { number: 1 } });
    expect(issues()).toHaveLength(1);
    expect(lantern.sandbox.state.writes()).toEqual([]);
  });

  it('takes no copied marker for its own', async () => {
    lantern = await startLantern();
    const { body } = textsOf(lantern.id).openIssue(open('a'), []);
    lantern.sandbox.people.openIssue('example-org/lantern', { title: 'Copied', body, by: 'alice' });
    const [applied] = await run(planOf(open('a')));
    expect(applied?.outcome).toMatchObject({ state: 'done', earlier: false, result: { number: 2 } });
  });

  it('goes on without a milestone that is no longer there', async () => {
    lantern = await startLantern();
    const [applied] = await run(planOf(open('a', { milestone: 77 })));
    expect(applied?.outcome.state).toBe('done');
    expect(issues()).toMatchObject([{ milestone: null, labels: [{ name: 'roadmap' }] }]);
  });

  it('keeps the pace that GitHub asks for', async () => {
    lantern = await startLantern();
    const waits: number[] = [];
    const pause = async (ms: number): Promise<void> => void waits.push(ms);
    await run(planOf(open('a'), open('b')), {
      client: lantern.client({ spacingMs: 1000, pause, clock: () => 5_000_000 }),
    });
    expect(waits).toEqual([1000]);
  });
});

describe('an unclear answer', () => {
  it.each<[string, Parameters<Lantern['sandbox']['faults']['add']>[0]]>([
    ['lost on its way back', { match: isCreation, action: 'drop-after' }],
    ['lost before it did anything', { match: isCreation, action: 'drop-before' }],
    ['a 502 that took effect', { match: isCreation, action: { status: 502, afterEffect: true } }],
    ['a 500 that did nothing', { match: isCreation, action: { status: 500 } }],
    ['two in a row, the second one after the effect', { match: isCreation, times: 2, action: { status: 503 } }],
  ])('%s: exactly one issue', async (_name, fault) => {
    lantern = await startLantern();
    lantern.sandbox.faults.add(fault);
    const [applied] = await run(planOf(open('a')));
    expect(applied?.outcome).toMatchObject({ state: 'done', result: { number: 1 } });
    expect(issues()).toHaveLength(1);
  });

  it.each<[string, Parameters<Lantern['sandbox']['faults']['add']>[0]]>([
    ['lost on its way back', { match: isComment, action: 'drop-after' }],
    ['a 502 that took effect', { match: isComment, action: { status: 502, afterEffect: true } }],
    ['lost before it did anything', { match: isComment, action: 'drop-before' }],
  ])('%s: exactly one comment', async (_name, fault) => {
    lantern = await startLantern();
    const number = lantern.sandbox.people.openIssue('example-org/lantern', { title: 'Late', by: 'alice' });
    lantern.sandbox.faults.add(fault);
    const [applied] = await run(planOf(commentOf(number, 'q1 2026', lantern.id)));
    expect(applied?.outcome).toMatchObject({ state: 'done', result: { number, commentId: expect.any(Number) } });
    expect(comments(number)).toHaveLength(1);
  });

  it('that stays unclear is thrown after three tries, and the next run finds what there is', async () => {
    lantern = await startLantern();
    const fault = lantern.sandbox.faults.add({ match: isCreation, times: 3, action: { status: 502 } });
    const ledger = createMemoryLedger();
    const waits: number[] = [];
    const pause = async (ms: number): Promise<void> => void waits.push(ms);
    await expect(run(planOf(open('a')), { ledger, pause })).rejects.toMatchObject({
      kind: 'unavailable',
      about: 'opening an issue in example-org/lantern',
    });
    expect(fault.hits).toBe(3);
    expect(waits).toEqual([500, 2000, 8500, 2000, 9000, 5000]);
    expect((await ledger.load()).get(open('a').key)?.state).toBe('begun');
    const [applied] = await run(planOf(open('a')), { ledger });
    expect(applied?.outcome).toMatchObject({ state: 'done', earlier: false });
    expect(issues()).toHaveLength(1);
  });

  it('of the label does not stop the issue', async () => {
    lantern = await startLantern();
    lantern.sandbox.faults.add({ match: { method: 'POST', path: /\/labels$/ }, action: 'drop-after' });
    await run(planOf(open('a')));
    expect(issues()).toMatchObject([{ labels: [{ name: 'roadmap', color: '1f6feb' }] }]);
  });
});

/** The issue that slips. */
const number = 1;
const withIssue = async (): Promise<void> => {
  lantern = await startLantern();
  lantern.sandbox.people.openIssue('example-org/lantern', { title: 'Late', by: 'alice' });
};

const update = (commentId: number): Operation =>
  ({
    ...commentOf(number, 'q2 2026', lantern.id),
    kind: 'update-slip-comment',
    key: 'update',
    commentId,
    slip: slip('q2 2026'),
  }) as Operation;

describe('slip comments', () => {
  it('are written once, and edited when another target is missed', async () => {
    await withIssue();
    const [first] = await run(planOf(commentOf(number, 'q1 2026', lantern.id)));
    expect(first?.outcome).toMatchObject({ state: 'done', earlier: false, result: { number, missedKey: 'q1 2026' } });
    const [again] = await run(planOf(commentOf(number, 'q1 2026', lantern.id)));
    expect(again?.outcome).toMatchObject({ state: 'done', earlier: true });
    const [later] = await run(planOf(commentOf(number, 'q2 2026', lantern.id)));
    expect(later?.outcome).toMatchObject({ state: 'done', earlier: false, result: { missedKey: 'q2 2026' } });
    expect(comments(number)).toHaveLength(1);
    expect(comments(number)[0]?.body).toContain('q2 2026');
  });

  it('are updated by their id', async () => {
    await withIssue();
    await run(planOf(commentOf(number, 'q1 2026', lantern.id)));
    const [applied] = await run(planOf(update(comments(number)[0]!.id)));
    expect(applied?.outcome).toMatchObject({ state: 'done', earlier: false });
    expect(comments(number)[0]?.body).toContain('q2 2026');
  });

  it('that a person deleted stay deleted', async () => {
    await withIssue();
    await run(planOf(commentOf(number, 'q1 2026', lantern.id)));
    const { id } = comments(number)[0]!;
    lantern.sandbox.people.deleteComment('example-org/lantern', id);
    const [applied] = await run(planOf(update(id)));
    expect(applied?.outcome).toMatchObject({ state: 'done', earlier: true, result: { commentId: id, url: null } });
    expect(comments(number)).toEqual([]);
  });

  it('on a locked conversation are refused with what to do', async () => {
    await withIssue();
    lantern.sandbox.people.lockIssue('example-org/lantern', number);
    lantern.sandbox.people.openIssue('example-org/lantern', { title: 'Also late', by: 'alice' });
    const applied = await run(planOf(commentOf(number, 'q1 2026', lantern.id), commentOf(2, 'q1 2026', lantern.id)));
    expect(states(applied)).toEqual(['refused', 'done']);
    expect(applied[0]?.outcome).toMatchObject({ reason: expect.stringContaining('unlock it') });
  });
});

describe('what GitHub refuses', () => {
  it('is told with what to do when issues are disabled', async () => {
    lantern = await startLantern();
    lantern.sandbox.people.setIssuesEnabled('example-org/lantern', false);
    const ledger = createMemoryLedger();
    const [applied] = await run(planOf(open('a', { labels: [] })), { ledger });
    expect(applied?.outcome).toEqual({
      state: 'refused',
      reason:
        'Issues are disabled in example-org/lantern: enable them in its settings, or set "issues.open_for" to [].',
    });
    expect((await ledger.load()).get(open('a').key)?.state).toBe('failed');
  });

  it('is told with the permission that is missing', async () => {
    lantern = await startLantern();
    const token = lantern.sandbox.createInstallationToken(lantern.installation, {
      metadata: 'read',
      contents: 'read',
      issues: 'read',
    });
    const applied = await run(planOf(open('a'), open('b')), { client: lantern.clientOf(token, BOT) });
    expect(states(applied)).toEqual(['refused', 'refused']);
    expect(applied[0]?.outcome).toMatchObject({ reason: expect.stringContaining('permission "Issues: write"') });
    expect(issues()).toEqual([]);
  });

  it('is told when the repository is archived', async () => {
    lantern = await startLantern();
    lantern.sandbox.people.archive('example-org/lantern');
    const [applied] = await run(planOf(open('a')));
    expect(applied?.outcome).toMatchObject({ state: 'refused', reason: expect.stringContaining('archived') });
  });

  it('for the whole installation ends the run', async () => {
    lantern = await startLantern();
    const client = lantern.client();
    lantern.sandbox.suspend(lantern.installation);
    const { ledger, told } = scripted({ state: 'claimed' });
    await expect(run(planOf(open('a')), { client, ledger })).rejects.toMatchObject({ kind: 'suspended' });
    expect(told).toEqual([]);
  });

  it('for now lets go of what was begun, unless nobody knows what became of it', async () => {
    lantern = await startLantern();
    lantern.sandbox.faults.add({ match: isCreation, action: 'secondary-limit' });
    expect(await toldOfLimit('claimed')).toEqual(['release']);
    lantern.sandbox.faults.add({ match: isCreation, action: 'secondary-limit' });
    expect(await toldOfLimit('recovering')).toEqual([]);
    lantern.sandbox.faults.add({ match: isCreation, action: { status: 502 } });
    lantern.sandbox.faults.add({ match: isCreation, action: 'secondary-limit' });
    expect(await toldOfLimit('claimed')).toEqual([]);
  });

  it('asks whether it is still ours after all waiting, and sends nothing when it is not', async () => {
    lantern = await startLantern();
    let now = 0;
    const { ledger, told } = scripted({ state: 'claimed' });
    const claims: Awaited<ReturnType<Ledger['begin']>>[] = [{ state: 'claimed' }, { state: 'busy' }];
    const budget: Budget = {
      admit: async ({ creates }) => {
        if (creates) now += 3_000;
      },
      settle: async (_request, { limited }) => limited,
    };
    const applied = await run(planOf(open('a', { labels: [] })), {
      client: lantern.client({ budget }),
      ledger: { ...ledger, begin: async () => claims.shift() ?? { state: 'busy' } },
      clock: () => now,
    });
    expect(states(applied)).toEqual(['withheld']);
    expect(told).toEqual([]);
    expect(issues()).toEqual([]);
  });

  it('for now, by a rate limit, ends the run and is gone on with later', async () => {
    lantern = await startLantern();
    lantern.sandbox.faults.add({ match: isCreation, after: 1, action: 'secondary-limit' });
    const ledger = createMemoryLedger();
    const plan = planOf(open('a'), open('b'));
    await expect(run(plan, { ledger })).rejects.toBeInstanceOf(RateLimited);
    expect(issues()).toHaveLength(1);
    const applied = await run(plan, { ledger });
    expect(applied.map(({ outcome }) => outcome)).toMatchObject([
      { state: 'done', earlier: true },
      { state: 'done', earlier: false },
    ]);
    expect(issues()).toHaveLength(2);
  });
});

describe('the Ledger', () => {
  it('says what was done before: nothing is asked of GitHub', async () => {
    lantern = await startLantern();
    const result = { number: 9, commentId: null, url: null, missedKey: null };
    const client = lantern.client();
    const { ledger, told } = scripted({ state: 'done', result });
    const [applied] = await run(planOf(open('a')), { ledger, client });
    expect(applied?.outcome).toEqual({ state: 'done', result, earlier: true });
    expect(client.counts.rest).toBe(0);
    expect(told).toEqual([]);
  });

  it('says that another process is at it', async () => {
    lantern = await startLantern();
    const [applied] = await run(planOf(open('a')), scripted({ state: 'busy' }));
    expect(applied?.outcome).toEqual({ state: 'withheld', reason: 'another process is at it' });
    expect(issues()).toEqual([]);
  });

  it('says that it was begun: the effect is found by a fresh listing', async () => {
    lantern = await startLantern();
    const client = lantern.client();
    const { ledger: claiming } = scripted({ state: 'claimed' });
    const { ledger: recovering, told } = scripted({ state: 'recovering' });
    // The first Operation of the run has made a listing; meanwhile another process opens the second one's issue.
    const ledger: Ledger = {
      ...recovering,
      begin: (operation) => (operation.item.id === 'a' ? claiming : recovering).begin(operation),
    };
    const other = async (): Promise<null> => {
      await run(planOf(open('b')));
      return null;
    };
    const started = run(planOf(open('a'), open('b')), {
      client,
      ledger: {
        ...ledger,
        finish: async (operation, result) => {
          await other();
          await ledger.finish(operation, result);
        },
      },
    });
    expect((await started).map(({ outcome }) => outcome)).toMatchObject([{ earlier: false }, { earlier: true }]);
    expect(told.at(-1)).toBe('finish 2');
    expect(issues().map(({ title }) => title)).toEqual(['Item a', 'Item b']);
  });

  it('is asked again before a creating call that comes late, and whoever took over goes on alone', async () => {
    lantern = await startLantern();
    lantern.sandbox.faults.add({ match: isCreation, action: 'drop-before' });
    let now = 0;
    const pause = async (ms: number): Promise<void> => void (now += ms);
    const { ledger, told } = scripted({ state: 'claimed' });
    let begun = 0;
    const begin = async (): ReturnType<Ledger['begin']> => {
      begun += 1;
      return { state: begun === 1 ? 'claimed' : 'busy' };
    };
    const [applied] = await run(planOf(open('a')), { ledger: { ...ledger, begin }, pause, clock: () => now });
    expect(applied?.outcome).toEqual({ state: 'withheld', reason: 'another process is at it' });
    expect(begun).toBe(2);
    expect(told).toEqual([]);
    expect(issues()).toEqual([]);
  });

  it('keeps what is held', async () => {
    lantern = await startLantern();
    const { ledger, told } = scripted({ state: 'claimed' });
    expect(states(await run(planOf(open('a', { hold: 'offered' })), { ledger }))).toEqual(['held']);
    expect(told).toEqual(['wait']);
  });
});

const firstLook = (operation: Operation): string | null =>
  operation.item.id === 'a' ? 'a first look writes nothing' : null;

describe('nothing is written', () => {
  it('in plan mode, and the Ledger does not hear of it', async () => {
    lantern = await startLantern();
    const { ledger, told } = scripted({ state: 'claimed' });
    const client = lantern.client({ mode: 'plan' });
    const applied = await run(planOf(open('a'), open('b', { hold: 'limit' })), { ledger, client });
    expect(states(applied)).toEqual(['withheld', 'withheld']);
    expect(told).toEqual([]);
    expect(client.counts.rest).toBe(0);
  });

  it('where the caller withholds it', async () => {
    lantern = await startLantern();
    const applied = await run(planOf(open('a'), open('b')), { allow: firstLook });
    expect(applied.map(({ outcome }) => outcome)).toMatchObject([
      { state: 'withheld', reason: 'a first look writes nothing' },
      { state: 'done' },
    ]);
    expect(issues().map(({ title }) => title)).toEqual(['Item b']);
  });

  it('with texts that carry no marker', async () => {
    lantern = await startLantern();
    const texts = { ...textsOf(lantern.id), openIssue: () => ({ title: 'T', body: 'no marker' }) };
    await expect(run(planOf(open('a')), { texts })).rejects.toThrow(/has no marker/);
    expect(issues()).toEqual([]);
  });

  it('by a client that does not know who it is', async () => {
    lantern = await startLantern();
    const token = lantern.sandbox.createInstallationToken(lantern.installation);
    const client = lantern.clientOf(token, { kind: 'user', login: '', appId: null });
    await expect(run(planOf(open('a')), { client })).rejects.not.toBeInstanceOf(GitHubError);
    expect(issues()).toEqual([]);
  });
});
