import type { OperationResult, Operation } from '../../plan/model.ts';
import { isUnavailable } from '../github-error.ts';
import type { Ledger } from '../ledger.ts';
import { stopwatch } from '../stopwatch.ts';

/** What this process holds in the Ledger while it carries an Operation out. */
export interface Hold {
  /** Somebody began it before and did not finish: its effect is to be looked for afresh. */
  recovering: boolean;
  /** A creating call was sent whose effect nobody knows. */
  readonly isUnclear: boolean;
  /**
   * Called right before each creating call is sent: makes sure that the Operation is still ours, should listing and waiting
   * have taken so long that another process took it for abandoned.
   * @throws HoldLost when it is not
   */
  readonly renew: () => Promise<void>;
  /** What `create` made, which is to call `renew`. Every creating call goes through here. @throws as `create` */
  creating<Created>(create: () => Promise<Created>): Promise<Created>;
}

/** Another process has taken the Operation over; `result` when it has finished it already. */
export class HoldLost extends Error {
  override readonly name = 'HoldLost';
  readonly result: OperationResult | null;

  constructor(key: string, result: OperationResult | null) {
    super(`${key} was taken over by another process`);
    this.result = result;
  }
}

/** Entries are held for some seconds at least; within this time after the last look the Ledger need not be asked again. */
const FRESH_MS = 2000;

export function createHold(ledger: Ledger, operation: Operation, recovering: boolean, clock: () => number): Hold {
  let renewed = stopwatch(clock);
  let isUnclear = false;
  return {
    recovering,
    get isUnclear() {
      return isUnclear;
    },
    async creating(create) {
      try {
        return await create();
      } catch (error) {
        isUnclear ||= isUnavailable(error);
        throw error;
      }
    },
    async renew() {
      if (renewed() < FRESH_MS) return;
      const claim = await ledger.begin(operation);
      if (claim.state === 'done') throw new HoldLost(operation.key, claim.result);
      if (claim.state === 'busy') throw new HoldLost(operation.key, null);
      renewed = stopwatch(clock);
    },
  };
}
