import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, it } from '@jest/globals';
import { claimDashboard, findDashboard, saveDashboard } from '../../src/store/dashboards.ts';
import { storeKinds, useStore } from './stores.ts';

const claim = (holder: string, leaseMs = 60_000) => ({ repositoryId: 7, holder, leaseMs });

describe.each(storeKinds)('the dashboard of a repository on %s', (kind) => {
  const store = useStore(kind);

  it('is for exactly one of many to open, who may ask again', async () => {
    const database = await store.fresh();
    const holders = Array.from({ length: 10 }, (_, index) => `worker ${index}`);
    const claims = await Promise.all(holders.map((holder) => claimDashboard(database, claim(holder))));
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect(await claimDashboard(database, claim(holders[claims.indexOf(true)]!))).toBe(true);
    expect(await findDashboard(database, 7)).toBeNull();
  });

  it('is for another one to open once the lease is over, and for nobody once it is there', async () => {
    const database = await store.fresh();
    await claimDashboard(database, claim('dead', 1));
    await sleep(30);
    expect(await claimDashboard(database, claim('next'))).toBe(true);
    await saveDashboard(database, 7, { number: 3, words: 'with \u0000 in them' });
    expect(await findDashboard(database, 7)).toMatchObject({ number: 3 });
    expect(await claimDashboard(database, claim('next'))).toBe(false);
    await saveDashboard(database, 7, { number: 4 });
    expect(await findDashboard(database, 7)).toEqual({ number: 4 });
    expect(await findDashboard(database, 8)).toBeNull();
  });
});
