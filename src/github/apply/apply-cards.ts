import type { CardOperation, OperationResult } from '../../plan/model.ts';
import type { OperationOutcome, OperationReport } from '../../plan/report.ts';
import type { GitHubClient } from '../client.ts';
import { RateLimited } from '../github-error.ts';
import type { Ledger } from '../ledger.ts';
import { cardBatches, writeCards, type WrittenCard } from './cards.ts';
import { claimOperation } from './claim.ts';
import { refusalOf } from './refusal.ts';
import { doneNow } from './run.ts';

export interface CardsContext {
  client: GitHubClient;
  ledger: Ledger;
  /** Why an Operation is withheld this time; null to go on. */
  whyNot: (operation: CardOperation) => string | null;
}

/**
 * Carries out Operations on cards in batches, in their order; each is entered in the Ledger before its batch is sent and
 * closed after it. One outcome for each, in the same order.
 * @throws RateLimited, and GitHubError when GitHub is unavailable or refuses as a whole: what of a batch was carried out
 * is closed before, and all of it may be repeated
 */
export async function applyCards(
  operations: readonly CardOperation[],
  context: CardsContext,
): Promise<OperationReport[]> {
  const outcomes = new Map<CardOperation, OperationOutcome>();
  for (const batch of cardBatches(operations)) await applyBatch(batch, context, outcomes);
  return operations.flatMap((operation) => {
    const outcome = outcomes.get(operation);
    return outcome === undefined ? [] : [{ operation, outcome }];
  });
}

async function applyBatch(
  batch: readonly CardOperation[],
  { client, ledger, whyNot }: CardsContext,
  outcomes: Map<CardOperation, OperationOutcome>,
): Promise<void> {
  const ours: CardOperation[] = [];
  for (const operation of batch) {
    const claimed = await claimOperation(operation, whyNot(operation), ledger);
    if (claimed.state === 'ours') ours.push(operation);
    else outcomes.set(operation, claimed.outcome);
  }
  if (ours.length === 0) return;
  const unexplained: unknown[] = [];
  for (const written of await writeOrRelease(client, ours, ledger)) {
    const outcome = await close(written, ledger);
    if (outcome === null) unexplained.push(written.failure);
    else outcomes.set(written.operation, outcome);
  }
  if (unexplained.length > 0) throw unexplained[0];
}

/** Cards may be written again whatever happened: until there is room for them nobody needs to hold them. */
async function writeOrRelease(
  client: GitHubClient,
  operations: readonly CardOperation[],
  ledger: Ledger,
): Promise<WrittenCard[]> {
  try {
    return await writeCards(client, operations);
  } catch (error) {
    if (error instanceof RateLimited) for (const operation of operations) await ledger.release(operation);
    throw error;
  }
}

/** null for a failure that is no refusal of this Operation: it stays begun. */
async function close({ operation, failure }: WrittenCard, ledger: Ledger): Promise<OperationOutcome | null> {
  if (failure === null) {
    const done = doneNow(resultOf(operation));
    await ledger.finish(operation, done.result);
    return done;
  }
  const reason = refusalOf(failure, operation);
  if (reason === null) return null;
  await ledger.fail(operation, reason);
  return { state: 'refused', reason };
}

const resultOf = ({ issue }: CardOperation): OperationResult => ({
  number: issue.number,
  commentId: null,
  url: null,
  missedKey: null,
});
