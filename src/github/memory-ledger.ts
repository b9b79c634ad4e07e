import type { LedgerRecord, Operation, OperationResult } from '../plan/model.ts';
import type { Ledger } from './ledger.ts';

/**
 * A Ledger for one run over one roadmap without a store: it knows this run only, and what came before is found through
 * the markers on GitHub. For one `apply` at a time.
 */
export function createMemoryLedger(): Ledger {
  const records = new Map<string, LedgerRecord>();
  const released = new Set<string>();
  const set = (operation: Operation, state: LedgerRecord['state'], result: OperationResult | null = null): void => {
    const { key, kind, hold } = operation;
    records.set(key, { key, kind, state, hold, result });
  };
  return {
    load: async () => new Map(records),
    begin: async (operation) => {
      const { state, result } = records.get(operation.key) ?? {};
      if (state === 'done' && result !== undefined && result !== null) return { state, result };
      set(operation, 'begun');
      const isNew = state !== 'begun' || released.delete(operation.key);
      return { state: isNew ? 'claimed' : 'recovering' };
    },
    release: async ({ key }) => void released.add(key),
    finish: async (operation, result) => set(operation, 'done', result),
    fail: async (operation) => set(operation, 'failed'),
    wait: async (operation) => {
      const { state } = records.get(operation.key) ?? {};
      if (state !== 'done' && state !== 'begun') set(operation, 'waiting');
    },
  };
}
