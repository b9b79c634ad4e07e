import type { Operation, Plan } from '../plan/model.ts';
import type { OperationOutcome } from '../plan/report.ts';
import { commentSlip } from './apply/comment-slip.ts';
import { openIssue } from './apply/open-issue.ts';
import { refusalOf } from './apply/refusal.ts';
import { createRun, type Done, type Run } from './apply/run.ts';
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
  const applied: AppliedOperation[] = [];
  for (const operation of plan.operations) {
    applied.push({ operation, outcome: await applyOne(operation, run, context) });
  }
  return applied;
}

async function applyOne(
  operation: Operation,
  run: Run,
  { client, ledger, allow }: ApplyContext,
): Promise<OperationOutcome> {
  if (client.mode === 'plan') return { state: 'withheld', reason: 'in plan mode nothing but check runs is written' };
  const withheld = allow?.(operation) ?? null;
  if (withheld !== null) return { state: 'withheld', reason: withheld };
  if (operation.hold !== null) {
    await ledger.wait(operation);
    return { state: 'held', hold: operation.hold };
  }
  const claim = await ledger.begin(operation);
  if (claim.state === 'done') return { state: 'done', result: claim.result, earlier: true };
  if (claim.state === 'busy') return { state: 'withheld', reason: 'another process is at it' };
  try {
    const done = await carryOut(operation, run, claim.state === 'recovering');
    await ledger.finish(operation, done.result);
    return done;
  } catch (error) {
    const reason = refusalOf(error, operation);
    if (reason === null) throw error;
    await ledger.fail(operation, reason);
    return { state: 'refused', reason };
  }
}

function carryOut(operation: Operation, run: Run, recovering: boolean): Promise<Done> {
  if (operation.kind === 'open-issue') return openIssue(operation, run, recovering);
  return operation.kind === 'comment-slip' ? commentSlip(operation, run) : updateSlipComment(operation, run);
}
