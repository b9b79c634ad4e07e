import type { CardOperation, Operation, Plan } from '../plan/model.ts';
import type { OperationOutcome } from '../plan/report.ts';
import { applyCards } from './apply/apply-cards.ts';
import { claimOperation, TAKEN } from './apply/claim.ts';
import { commentSlip } from './apply/comment-slip.ts';
import { createMilestone } from './apply/create-milestone.ts';
import { createHold, HoldLost, type Hold } from './apply/hold.ts';
import { openIssue } from './apply/open-issue.ts';
import { refusalOf } from './apply/refusal.ts';
import { createRun, doneEarlier, type Done, type Run } from './apply/run.ts';
import { setMilestone } from './apply/set-milestone.ts';
import { updateSlipComment } from './apply/update-slip-comment.ts';
import { pause as realPause, type GitHubClient } from './client.ts';
import { RateLimited } from './github-error.ts';
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
 * closed after it, and none twice: before anything is created, Milepost's markers on GitHub are listed. Operations on
 * cards are carried out together, after the others. Held Operations wait in the Ledger. A refusal is an outcome, and the
 * next Operation follows. What is given back is in the Plan's order.
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
  for (const group of groupsOf(plan.operations)) applied.push(...(await applyGroup(group, run, context)));
  const place = new Map(plan.operations.map((operation, index) => [operation, index]));
  return applied.toSorted((one, other) => (place.get(one.operation) ?? 0) - (place.get(other.operation) ?? 0));
}

/** The Operations on cards, or one of any other kind. */
type Group = { cards: CardOperation[] } | { single: SingleOperation };
type SingleOperation = Exclude<Operation, CardOperation>;

const isCard = (operation: Operation): operation is CardOperation =>
  operation.kind === 'add-card' || operation.kind === 'update-card';

/** All cards together and last, however they stand among the others: many of them are one request. */
function groupsOf(operations: readonly Operation[]): Group[] {
  const cards = operations.filter((operation) => isCard(operation));
  const singles = operations.flatMap((operation) => (isCard(operation) ? [] : [{ single: operation }]));
  return cards.length === 0 ? singles : [...singles, { cards }];
}

async function applyGroup(group: Group, run: Run, context: ApplyContext): Promise<AppliedOperation[]> {
  if ('single' in group) return [{ operation: group.single, outcome: await applyOne(group.single, run, context) }];
  const { client, ledger } = context;
  const whyNotNow = (operation: Operation): string | null => whyNot(operation, context);
  return applyCards(group.cards, { client, ledger, whyNot: whyNotNow });
}

/** Why an Operation is withheld this time; null to go on. */
const whyNot = (operation: Operation, { client, allow }: ApplyContext): string | null =>
  client.mode === 'plan' ? 'in plan mode nothing but check runs is written' : (allow?.(operation) ?? null);

async function applyOne(operation: SingleOperation, run: Run, context: ApplyContext): Promise<OperationOutcome> {
  const { ledger, clock = Date.now } = context;
  const claimed = await claimOperation(operation, whyNot(operation, context), ledger);
  if (claimed.state === 'settled') return claimed.outcome;
  const hold = createHold(ledger, operation, claimed.recovering, clock);
  try {
    const done = await carryOut(operation, run, hold);
    await ledger.finish(operation, done.result);
    return done;
  } catch (error) {
    if (error instanceof HoldLost) return error.result === null ? TAKEN : doneEarlier(error.result);
    const reason = refusalOf(error, operation);
    if (reason === null) {
      // Nothing took effect, and who goes on need not look for it.
      if (error instanceof RateLimited && !hold.recovering && !hold.isUnclear) await ledger.release(operation);
      throw error;
    }
    await ledger.fail(operation, reason);
    return { state: 'refused', reason };
  }
}

function carryOut(operation: SingleOperation, run: Run, hold: Hold): Promise<Done> {
  switch (operation.kind) {
    case 'open-issue':
      return openIssue(operation, run, hold);
    case 'comment-slip':
      return commentSlip(operation, run, hold);
    case 'update-slip-comment':
      return updateSlipComment(operation, run);
    case 'create-milestone':
      return createMilestone(operation, run, hold);
    default:
      return setMilestone(operation, run);
  }
}
