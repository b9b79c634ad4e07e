/** The issues that a sync opens are not on the board yet: their cards come in the same sync. */
import type { OperationReport, RoadmapReport } from '../../plan/report.ts';
import { carryOut, settleBegun, type Carrier } from './carry-out.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';

export interface CarriedRoadmap {
  planned: PlannedRoadmap;
  report: RoadmapReport;
}

/**
 * Carries one Plan out, and, where it opened issues for a roadmap that has a board, what the board lacks then. Gives the
 * Plan with what was added, and the roadmap as it is seen by now.
 * @throws GitHubError, RateLimited, as `apply`
 */
export async function carryOutWithCards(carrier: Carrier, planned: PlannedRoadmap): Promise<CarriedRoadmap> {
  const left = await settleBegun(carrier, planned);
  const carried = await carryOut(carrier, planned);
  const report = { ...carried, outcomes: [...carried.outcomes, ...left] };
  const opened = report.outcomes.flatMap(openedNow);
  if (opened.length === 0 || planned.observed.board?.state !== 'found') return { planned, report };
  const ledger = await carrier.memory.ledger(planned.path).load();
  const seen = await planned.againWith(opened, { ledger });
  const known = new Set(report.outcomes.map(({ operation }) => operation.key));
  const cards = seen.plan.operations.filter(({ kind, key }) => kind === 'add-card' && !known.has(key));
  const added = await carryOut(carrier, { ...seen, plan: { ...seen.plan, operations: cards } });
  const plan = { ...report.plan, operations: [...report.plan.operations, ...cards] };
  return { planned: seen, report: { ...report, plan, outcomes: [...report.outcomes, ...added.outcomes] } };
}

const openedNow = ({ operation, outcome }: OperationReport): number[] =>
  operation.kind === 'open-issue' && outcome.state === 'done' && outcome.result.number !== null
    ? [outcome.result.number]
    : [];
