import { describe, expect, it } from '@jest/globals';
import type { Database } from '../../src/store/database.ts';
import { createReadiness } from '../../src/web/readiness.ts';
import { useStore } from '../store/stores.ts';

/** A store that takes every statement and never answers, as one behind a broken network does. */
const silent = (): { database: Database; asked: () => number } => {
  let count = 0;
  const never = (): Promise<never> => {
    count += 1;
    return new Promise(() => {});
  };
  return {
    database: { kind: 'postgres', query: never, transaction: never, close: async () => {} },
    asked: () => count,
  };
};

describe('readiness', () => {
  const store = useStore('pglite');
  const said: string[] = [];
  const log = {
    info: (message: string): void => void said.push(message),
    warn: (_details: object, message: string): void => void said.push(message),
  };

  it('is not before everything is at work, and says so', async () => {
    const ready = createReadiness({ role: 'web', database: silent().database, isStarted: () => false, log });
    await expect(ready()).rejects.toThrow('it is starting');
  });

  it('does not wait for a store that says nothing, and asks it once however many want to know', async () => {
    const { database, asked } = silent();
    const ready = createReadiness({ role: 'web', database, isStarted: () => true, log, timeoutMs: 20 });
    await Promise.all([1, 2, 3].map(() => expect(ready()).rejects.toThrow('did not answer within 0.02 seconds')));
    expect(asked()).toBe(1);
  });

  it('names what the store lacks, and tells the log once when it changes', async () => {
    const database = await store.fresh();
    said.length = 0;
    const web = createReadiness({ role: 'web', database, isStarted: () => true, log });
    const worker = createReadiness({ role: 'worker', database, isStarted: () => true, log });
    await expect(web()).resolves.toBe('role web; the store is reachable and migrated');
    await expect(worker()).rejects.toThrow('the store has no queue');
    await database.query('delete from milepost.migrations where number = 2');
    await expect(web()).rejects.toThrow('the store lacks 0002-conversations');
    await expect(web()).rejects.toThrow('the store lacks 0002-conversations');
    await database.query("insert into milepost.migrations (number, name) values (2, 'conversations')");
    await expect(web()).resolves.toContain('role web');
    expect(said).toEqual([
      'Not ready: the store has no queue',
      'Not ready: the store lacks 0002-conversations',
      'Ready again',
    ]);
  });
});
