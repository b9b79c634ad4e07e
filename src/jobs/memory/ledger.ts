import type { Claim, Ledger } from '../../github/ledger.ts';
import type { LedgerRecord, Operation, OperationResult } from '../../plan/model.ts';
import type { Database } from '../../store/database.ts';
import {
  beginEntry,
  failEntry,
  finishEntry,
  listEntries,
  releaseEntry,
  waitEntry,
} from '../../store/ledger-entries.ts';

export interface LedgerOwner {
  repositoryId: number;
  /** Of the roadmap file. */
  path: string;
  /** Names who works, differently in every process. Beginning an Operation again under the same name is recovering. */
  holder: string;
  /**
   * How long an Operation begun is nobody else's: longer than any one call to GitHub takes. It ends early only when the
   * embedded store is opened anew, since nobody else can be at work then.
   */
  leaseMs: number;
}

/** The Ledger of one roadmap, in the store. Every method may be repeated. */
export function createLedger(database: Database, owner: LedgerOwner): Ledger {
  const { repositoryId, path, holder, leaseMs } = owner;
  const entryOf = (operation: Operation) => ({
    key: operation.key,
    repositoryId,
    path,
    kind: operation.kind,
    operation,
  });
  return {
    async load() {
      const rows = await listEntries(database, repositoryId, path);
      return new Map(
        rows.map(({ key, kind, state, operation, result }) => [
          key,
          {
            key,
            kind: kind as LedgerRecord['kind'],
            state,
            hold: (operation as Operation).hold,
            result: result as OperationResult | null,
            ...(state === 'begun' ? { operation: operation as Operation } : {}),
          },
        ]),
      );
    },
    async begin(operation): Promise<Claim> {
      const claim = await beginEntry(database, { ...entryOf(operation), holder, leaseMs });
      return claim.state === 'done'
        ? { state: 'done', result: claim.result as OperationResult }
        : { state: claim.state };
    },
    release: (operation) => releaseEntry(database, operation.key, holder),
    async finish(operation, result) {
      if (await finishEntry(database, operation.key, result)) return;
      throw new Error(`${operation.key} was finished, but the Ledger has no entry of its beginning.`);
    },
    fail: (operation, reason) => failEntry(database, operation.key, holder, reason),
    wait: (operation) => waitEntry(database, entryOf(operation)),
  };
}
