import type { Operation } from '../../plan/model.ts';
import type { OperationOutcome } from '../../plan/report.ts';
import type { Ledger } from '../ledger.ts';
import { doneEarlier } from './run.ts';

/** `ours`: go on; else what is to be told of it, without anything being written. */
export type Claimed = { state: 'ours'; recovering: boolean } | { state: 'settled'; outcome: OperationOutcome };

export const TAKEN: OperationOutcome = { state: 'withheld', reason: 'another process is at it' };

/**
 * Enters the Operation in the Ledger as begun, unless it is not to be carried out: `withheld` says why not this time,
 * null that it may be.
 */
export async function claimOperation(operation: Operation, withheld: string | null, ledger: Ledger): Promise<Claimed> {
  if (withheld !== null) return { state: 'settled', outcome: { state: 'withheld', reason: withheld } };
  if (operation.hold !== null) return { state: 'settled', outcome: { state: 'held', hold: operation.hold } };
  const claim = await ledger.begin(operation);
  if (claim.state === 'done') return { state: 'settled', outcome: doneEarlier(claim.result) };
  if (claim.state === 'busy') return { state: 'settled', outcome: TAKEN };
  return { state: 'ours', recovering: claim.state === 'recovering' };
}
