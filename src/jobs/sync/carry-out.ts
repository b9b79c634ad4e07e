import { apply } from '../../github/apply.ts';
import { settleLeft } from '../../github/apply/settle-left.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import { countUnobserved } from '../../plan/facts.ts';
import type { Operation } from '../../plan/model.ts';
import type { OperationOutcome, OperationReport, RoadmapReport } from '../../plan/report.ts';
import { createTexts } from '../../render/texts.ts';
import { DOCUMENTATION_URL } from '../documentation.ts';
import type { Memory } from '../memory/memory.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';

export interface Carrier {
  /** Makes the client that may write; not called when nothing is to be written. */
  writer(): GitHubClient;
  memory: Memory;
  state: RepositoryState;
  headOid: string;
  /** Base of the pages that people see. */
  webUrl: string;
  /** Why nothing is written this time; null when it may be. */
  withheld: string | null;
  /** Whether what a person ticked is done all the same: after a first look, not where nothing may be written. */
  obeysTicks: boolean;
}

/** Carries one Plan out, or says of each Operation why not. @throws GitHubError, RateLimited, as `apply` */
export async function carryOut(carrier: Carrier, planned: PlannedRoadmap): Promise<RoadmapReport> {
  const { path, desired, observed, plan } = planned;
  const { withheld } = carrier;
  const mayPass = passingOf(carrier, planned);
  const outcomes =
    withheld === null || plan.operations.some(mayPass)
      ? await applyPlan(carrier, planned, (operation) => (mayPass(operation) ? null : withheld))
      : plan.operations.map((operation) => ({ operation, outcome: withhold(operation, withheld) }));
  return {
    file: path,
    items: desired.items.length,
    references: desired.items.reduce((sum, { references }) => sum + references.length, 0),
    unobserved: countUnobserved(observed),
    ...(observed.board?.state === 'unobserved' ? { boardUnobserved: observed.board.reason } : {}),
    plan,
    outcomes,
  };
}

const withhold = ({ hold }: Operation, reason: string): OperationOutcome =>
  hold === null ? { state: 'withheld', reason } : { state: 'held', hold };

/** What a person ticked is done although the rest is withheld, unless nothing may be written at all. */
function passingOf({ withheld, obeysTicks }: Carrier, { conversation }: PlannedRoadmap) {
  const approved = new Set(obeysTicks ? conversation.approved : []);
  return ({ key }: Operation): boolean => withheld === null || approved.has(key);
}

/**
 * Closes in the Ledger what a killed process had begun and the Plan asks for no more; gives what cannot be closed yet.
 * @throws GitHubError, RateLimited
 */
export async function settleBegun(carrier: Carrier, { path, plan }: PlannedRoadmap): Promise<OperationReport[]> {
  if (carrier.withheld !== null) return [];
  const ledger = carrier.memory.ledger(path);
  const planned = new Set(plan.operations.map(({ key }) => key));
  const isLeft = [...(await ledger.load()).values()].some(({ state, key }) => state === 'begun' && !planned.has(key));
  if (!isLeft) return [];
  const { owner, name, id } = carrier.state.repository;
  return settleLeft({ client: carrier.writer(), ledger, roadmap: { owner, name, id, path }, planned });
}

async function applyPlan(
  carrier: Carrier,
  { path, plan }: PlannedRoadmap,
  allow: (operation: Operation) => string | null,
): Promise<OperationReport[]> {
  if (plan.operations.length === 0) return [];
  const { owner, name, id } = carrier.state.repository;
  const applied = await apply(plan, {
    allow,
    client: carrier.writer(),
    ledger: carrier.memory.ledger(path),
    roadmap: { owner, name, id, path },
    texts: createTexts({
      permalink: permalink(carrier, path),
      roadmap: { id, path, repo: `${owner}/${name}` },
      documentationUrl: DOCUMENTATION_URL,
    }),
  });
  // Above the limit is the better reason than that this sync writes little.
  return applied.map(({ operation, outcome }) => ({
    operation,
    outcome: outcome.state === 'withheld' ? withhold(operation, outcome.reason) : outcome,
  }));
}

/** Address of the roadmap's lines at the commit that was read. */
function permalink({ state, headOid, webUrl }: Carrier, path: string): (line: number, endLine: number) => string {
  const { owner, name } = state.repository;
  const file = path.split('/').map(encodeURIComponent).join('/');
  const address = `${webUrl}/${owner}/${name}/blob/${headOid}/${file}?plain=1`;
  return (line, endLine) => `${address}#L${line}${endLine > line ? `-L${endLine}` : ''}`;
}
