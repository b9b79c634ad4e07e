import type { Operation, Plan } from '../plan/model.ts';
import type { OperationOutcome } from '../plan/report.ts';
import { commentSlip } from './apply/comment-slip.ts';
import { createHold, HoldLost, type Hold } from './apply/hold.ts';
import { openIssue } from './apply/open-issue.ts';
import { refusalOf } from './apply/refusal.ts';
import { createRun, doneEarlier, type Done, type Run } from './apply/run.ts';
import { updateSlipComment } from './apply/update-slip-comment.ts';
import { pause as realPause, type GitHubClient } from './client.ts';
import type { Ledger } from './ledger.ts';
import type { Texts } from './texts.ts';

export interface ApplyContext {
  client: GitHubClient;
  ledger: Ledger;
  texts: Texts;
  /** Where the roadmap lies: the repository as it is called now, and its id. */
  roadmap: { owner: string; name: string; id: number; path: string };
  /** Asked before each Operation: null to go on, else why it is withheld this time. */
  allow?: (operation: Operation) => string | null;
  /** Waits after an unclear answer; tests hand in one that does not. */
  pause?: (ms: number) => Promise<void>;
  /** Milliseconds since 1970. */
  clock?: () => number;
}

export interface AppliedOperation {
  operation: Operation;
  outcome: OperationOutcome;
}

/**
 * Carries the Plan out, one Operation after the other in its order, each entered in the Ledger before its call and
 * closed after it, and none twice: before anything is created, Milepost's markers on GitHub are listed. Held Operations
 * wait in the Ledger. A refusal is an outcome, and the next Operation follows.
 *
 * In plan mode every Operation is withheld and the Ledger is not touched.
 * @throws RateLimited, and GitHubError when GitHub is unavailable or the installation or token as a whole is refused:
 * what was done until then is in the Ledger, and calling again with a new Plan goes on from there
 */
export async function apply(plan: Plan, context: ApplyContext): Promise<AppliedOperation[]> {
  const { client, texts, roadmap, pause = realPause } = context;
  const waiting = plan.operations.filter(({ hold }) => hold === 'limit').map(({ item }) => item.id);
  const run = createRun({ client, texts, waiting: [...new Set(waiting)], pause }, roadmap);
  // Before anything is created: a process that dies on the way must leave behind what it was not to go on with.
  for (const operation of plan.operations) {
    if (operation.hold !== null && whyNot(operation, context) === null) await context.ledger.wait(operation);
  }
  const applied: AppliedOperation[] = [];
  for (const operation of plan.operations) {
    applied.push({ operation, outcome: await applyOne(operation, run, context) });
  }
  return applied;
}

/** Why an Operation is withheld this time; null to go on. */
const whyNot = (operation: Operation, { client, allow }: ApplyContext): string | null =>
  client.mode === 'plan' ? 'in plan mode nothing but check runs is written' : (allow?.(operation) ?? null);

async function applyOne(operation: Operation, run: Run, context: ApplyContext): Promise<OperationOutcome> {
  const { ledger, clock = Date.now } = context;
  const withheld = whyNot(operation, context);
  if (withheld !== null) return { state: 'withheld', reason: withheld };
  if (operation.hold !== null) return { state: 'held', hold: operation.hold };
  const claim = await ledger.begin(operation);
  if (claim.state === 'done') return doneEarlier(claim.result);
  if (claim.state === 'busy') return TAKEN;
  const hold = createHold(ledger, operation, claim.state === 'recovering', clock);
  try {
    const done = await carryOut(operation, run, hold);
    await ledger.finish(operation, done.result);
    return done;
  } catch (error) {
    if (error instanceof HoldLost) return error.result === null ? TAKEN : doneEarlier(error.result);
    const reason = refusalOf(error, operation);
    if (reason === null) throw error;
    await ledger.fail(operation, reason);
    return { state: 'refused', reason };
  }
}

const TAKEN: OperationOutcome = { state: 'withheld', reason: 'another process is at it' };

function carryOut(operation: Operation, run: Run, hold: Hold): Promise<Done> {
  switch (operation.kind) {
    case 'open-issue':
      return openIssue(operation, run, hold);
    case 'comment-slip':
      return commentSlip(operation, run, hold);
    case 'update-slip-comment':
      return updateSlipComment(operation, run);
    default:
      throw new TypeError(`Nothing plans an operation ${operation.kind} yet.`);
  }
}
