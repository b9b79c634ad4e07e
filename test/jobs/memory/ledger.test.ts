import { describe, expect, it } from '@jest/globals';
import { setTimeout as sleep } from 'node:timers/promises';
import { createLedger } from '../../../src/jobs/memory/ledger.ts';
import type { CommentSlip, OpenIssue } from '../../../src/plan/model.ts';
import type { Database } from '../../../src/store/database.ts';
import { migrate } from '../../../src/store/migrate.ts';
import { openDatabase } from '../../../src/store/open-database.ts';
import { storeKinds, useStore } from '../../store/stores.ts';

const item = { id: 'i1', title: 'Sort by \0 date', description: '', path: [], line: 3, endLine: 3, target: null };

const openIssue: OpenIssue = {
  kind: 'open-issue',
  key: 'open-issue:7:ROADMAP.md:i1',
  item,
  hold: null,
  repository: { id: 7, owner: 'quill', name: 'press' },
  reason: 'placeholder',
  labels: ['roadmap'],
  milestone: null,
  slip: null,
};

const comment: CommentSlip = {
  kind: 'comment-slip',
  key: 'comment-slip:7:ROADMAP.md:quill/press#1',
  item,
  hold: 'limit',
  issue: { owner: 'quill', repo: 'press', number: 1 },
  slip: { reason: 'date-passed', missedKey: 'q1 2026', missed: 'Q1 2026', missedOn: '2026-03-31', now: null },
};

const opened = { number: 12, commentId: null, url: 'https://example.test/12', missedKey: null };

const ledgerOf = (database: Database, holder: string, leaseMs = 60_000) =>
  createLedger(database, { repositoryId: 7, path: 'ROADMAP.md', holder, leaseMs });

describe.each(storeKinds)('the Ledger on %s', (kind) => {
  const store = useStore(kind);

  it('claims an Operation once, and afterwards gives what came of it', async () => {
    const database = await store.fresh();
    const mine = ledgerOf(database, 'mine');
    const other = ledgerOf(database, 'other');
    expect(await mine.begin(openIssue)).toEqual({ state: 'claimed' });
    expect(await other.begin(openIssue)).toEqual({ state: 'busy' });
    await mine.finish(openIssue, opened);
    await mine.finish(openIssue, { ...opened, number: 13 });
    expect(await other.begin(openIssue)).toEqual({ state: 'done', result: opened });
    expect(await mine.begin(openIssue)).toEqual({ state: 'done', result: opened });
  });

  it('lets go of what was begun without effect: another worker has it at once, and looks for nothing', async () => {
    const database = await store.fresh();
    const mine = ledgerOf(database, 'mine');
    const other = ledgerOf(database, 'other');
    await mine.begin(openIssue);
    await other.release(openIssue);
    expect(await other.begin(openIssue)).toEqual({ state: 'busy' });
    await mine.release(openIssue);
    expect((await mine.load()).get(openIssue.key)).toMatchObject({ state: 'begun' });
    expect(await other.begin(openIssue)).toEqual({ state: 'claimed' });
    expect(await mine.begin(openIssue)).toEqual({ state: 'busy' });
    // Begun again, and not let go: whoever comes after it looks.
    expect(await other.begin(openIssue)).toEqual({ state: 'recovering' });
    // An earlier version begins it without clearing the note of its release.
    await other.release(openIssue);
    await database.query("update milepost.ledger set begun_at = clock_timestamp() + interval '1 second'");
    expect(await other.begin(openIssue)).toEqual({ state: 'recovering' });
  });

  it('gives exactly one of many workers the claim', async () => {
    const database = await store.fresh();
    const ledgers = Array.from({ length: 20 }, (_, index) => ledgerOf(database, `worker ${index}`));
    const claims = await Promise.all(ledgers.map((ledger) => ledger.begin(openIssue)));
    const states = claims.map(({ state }) => state);
    expect(states.filter((state) => state === 'claimed')).toHaveLength(1);
    expect(states.filter((state) => state === 'busy')).toHaveLength(19);
  });

  it('gives exactly one of many workers what a dead one had begun', async () => {
    const database = await store.fresh();
    await ledgerOf(database, 'dead', 1).begin(openIssue);
    await sleep(30);
    const ledgers = Array.from({ length: 20 }, (_, index) => ledgerOf(database, `worker ${index}`));
    const states = (await Promise.all(ledgers.map((ledger) => ledger.begin(openIssue)))).map(({ state }) => state);
    expect(states.filter((state) => state === 'recovering')).toHaveLength(1);
    expect(states.filter((state) => state === 'busy')).toHaveLength(19);
  });

  it('is recovering for the one who begins again what it had begun', async () => {
    const ledger = ledgerOf(await store.fresh(), 'mine');
    await ledger.begin(openIssue);
    expect(await ledger.begin(openIssue)).toEqual({ state: 'recovering' });
    expect(await ledger.begin(openIssue)).toEqual({ state: 'recovering' });
  });

  it('tries again what GitHub had refused, and what had waited, as new', async () => {
    const database = await store.fresh();
    const mine = ledgerOf(database, 'mine');
    await mine.begin(openIssue);
    await mine.fail(openIssue, 'Issues are switched off.');
    expect((await mine.load()).get(openIssue.key)).toMatchObject({ state: 'failed', result: null });
    expect(await ledgerOf(database, 'other').begin(openIssue)).toEqual({ state: 'claimed' });
    await mine.wait(comment);
    expect(await mine.begin(comment)).toEqual({ state: 'claimed' });
  });

  it('does not let the one who lost its claim end it as failed, but does believe it that it happened', async () => {
    const database = await store.fresh();
    const slow = ledgerOf(database, 'slow', 1);
    const next = ledgerOf(database, 'next');
    await slow.begin(openIssue);
    await sleep(30);
    expect(await next.begin(openIssue)).toEqual({ state: 'recovering' });
    await slow.fail(openIssue, 'late');
    expect((await next.load()).get(openIssue.key)?.state).toBe('begun');
    await slow.finish(openIssue, opened);
    expect(await next.begin(openIssue)).toEqual({ state: 'done', result: opened });
  });

  it('never makes wait what is begun or done', async () => {
    const ledger = ledgerOf(await store.fresh(), 'mine');
    await ledger.begin(openIssue);
    await ledger.wait(openIssue);
    expect((await ledger.load()).get(openIssue.key)?.state).toBe('begun');
    await ledger.finish(openIssue, opened);
    await ledger.wait(openIssue);
    expect((await ledger.load()).get(openIssue.key)).toEqual({
      key: openIssue.key,
      kind: 'open-issue',
      state: 'done',
      hold: null,
      result: opened,
    });
  });

  it('loads the entries of its own roadmap only', async () => {
    const database = await store.fresh();
    const ledger = ledgerOf(database, 'mine');
    await ledger.wait(comment);
    await ledger.begin(openIssue);
    const elsewhere = createLedger(database, { repositoryId: 7, path: 'docs/ROADMAP.md', holder: 'mine', leaseMs: 1 });
    await elsewhere.wait({ ...comment, key: 'elsewhere' });
    expect([...(await ledger.load())].map(([key, { state }]) => [key, state])).toEqual([
      [comment.key, 'waiting'],
      [openIssue.key, 'begun'],
    ]);
  });

  it('says so when something is finished that was never begun', async () => {
    const ledger = ledgerOf(await store.fresh(), 'mine');
    await expect(ledger.finish(openIssue, opened)).rejects.toThrow(openIssue.key);
  });
});

describe('the embedded store opened anew', () => {
  const store = useStore('pglite');

  it('frees what an earlier process had begun: nobody else can be at it', async () => {
    const address = await store.address();
    const first = await openDatabase(address);

    await migrate(first);
    await ledgerOf(first, 'earlier', 3_600_000).begin(openIssue);
    await first.close();
    const again = await store.open(address);
    expect(await ledgerOf(again, 'later').begin(openIssue)).toEqual({ state: 'recovering' });
  });
});
