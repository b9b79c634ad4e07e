import { describe, expect, it } from '@jest/globals';
import { createMemoryLedger } from '../../src/github/memory-ledger.ts';
import { openIssueOf } from './lantern.ts';

const operation = openIssueOf('a', 1);
const result = { number: 5, commentId: null, url: 'u', missedKey: null };

describe('the Ledger of one run', () => {
  it('gives an Operation once, then its result', async () => {
    const ledger = createMemoryLedger();
    expect(await ledger.begin(operation)).toEqual({ state: 'claimed' });
    await ledger.finish(operation, result);
    expect(await ledger.begin(operation)).toEqual({ state: 'done', result });
    expect([...(await ledger.load()).values()]).toEqual([
      { key: operation.key, kind: 'open-issue', state: 'done', hold: null, result },
    ]);
  });

  it('knows what was begun and not finished', async () => {
    const ledger = createMemoryLedger();
    await ledger.begin(operation);
    expect(await ledger.begin(operation)).toEqual({ state: 'recovering' });
  });

  it('gives what was refused or waited again', async () => {
    const ledger = createMemoryLedger();
    await ledger.begin(operation);
    await ledger.fail(operation, 'no permission');
    expect(await ledger.begin(operation)).toEqual({ state: 'claimed' });
    const waiting = { ...operation, key: 'other', hold: 'limit' as const };
    await ledger.wait(waiting);
    expect((await ledger.load()).get('other')).toMatchObject({ state: 'waiting', hold: 'limit' });
    expect(await ledger.begin(waiting)).toEqual({ state: 'claimed' });
  });

  it('forgets nothing that was done because it is held later', async () => {
    const ledger = createMemoryLedger();
    await ledger.begin(operation);
    await ledger.finish(operation, result);
    await ledger.wait({ ...operation, hold: 'limit' });
    expect(await ledger.begin(operation)).toEqual({ state: 'done', result });
  });

  it('hands out a snapshot', async () => {
    const ledger = createMemoryLedger();
    const before = await ledger.load();
    await ledger.begin(operation);
    expect(before.size).toBe(0);
  });
});
