/**
 * What `apply` needs of the Ledger. The app's is in src/jobs/memory/ledger.ts on the store; a run of the command line without
 * a store keeps one in memory and relies on the markers on GitHub.
 */
import type { LedgerRecord, Operation, OperationResult } from '../plan/model.ts';

/**
 * - `begin`: enters the Operation before the call. `claimed`: go on; `recovering`: somebody began it and did not finish
 *   (a crash, a lost answer), look for its effect on GitHub first; `done`: it has happened, here is what came of it;
 *   `busy`: another process is at it now.
 */
export type Claim =
  { state: 'claimed' } | { state: 'recovering' } | { state: 'done'; result: OperationResult } | { state: 'busy' };

export interface Ledger {
  /** Snapshot of all entries of one roadmap, for `reconcile`. */
  load(): Promise<ReadonlyMap<string, LedgerRecord>>;
  begin(operation: Operation): Promise<Claim>;
  /**
   * What was begun is let go for now, and nothing of it took effect: whoever begins it next need not look for that, nor wait.
   * It stays begun, so that no limit of the policy holds it back.
   */
  release(operation: Operation): Promise<void>;
  finish(operation: Operation, result: OperationResult): Promise<void>;
  /** GitHub refused and will refuse again (422, 403, 404, 410): kept with its reason, tried again by a later sync. */
  fail(operation: Operation, reason: string): Promise<void>;
  /** Above the limit or only offered: no later sync goes on with it by itself. */
  wait(operation: Operation): Promise<void>;
}
