import { apply } from '../github/apply.ts';
import type { GitHubClient } from '../github/client.ts';
import type { RepositoryState } from '../github/repository-files.ts';
import { countUnobserved } from '../plan/facts.ts';
import type { Operation } from '../plan/model.ts';
import type { OperationOutcome, OperationReport, RoadmapReport } from '../plan/report.ts';
import { createTexts } from '../render/texts.ts';
import { DOCUMENTATION_URL } from './documentation.ts';
import type { Memory } from './memory.ts';
import type { PlannedRoadmap } from './plan-roadmap.ts';

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
}

/** Carries one Plan out, or says of each Operation why not. @throws GitHubError, RateLimited, as `apply` */
export async function carryOut(carrier: Carrier, planned: PlannedRoadmap): Promise<RoadmapReport> {
  const { path, desired, observed, plan } = planned;
  const { withheld } = carrier;
  const outcomes =
    withheld === null
      ? await applyPlan(carrier, planned)
      : plan.operations.map((operation) => ({ operation, outcome: withhold(operation, withheld) }));
  return {
    file: path,
    items: desired.items.length,
    references: desired.items.reduce((sum, { references }) => sum + references.length, 0),
    unobserved: countUnobserved(observed),
    plan,
    outcomes,
  };
}

const withhold = ({ hold }: Operation, reason: string): OperationOutcome =>
  hold === null ? { state: 'withheld', reason } : { state: 'held', hold };

async function applyPlan(carrier: Carrier, { path, plan }: PlannedRoadmap): Promise<OperationReport[]> {
  if (plan.operations.length === 0) return [];
  const { owner, name, id } = carrier.state.repository;
  return apply(plan, {
    client: carrier.writer(),
    ledger: carrier.memory.ledger(path),
    roadmap: { owner, name, id, path },
    texts: createTexts({
      permalink: permalink(carrier, path),
      roadmap: { id, path, repo: `${owner}/${name}` },
      documentationUrl: DOCUMENTATION_URL,
    }),
  });
}

/** Address of the roadmap's lines at the commit that was read. */
function permalink({ state, headOid, webUrl }: Carrier, path: string): (line: number, endLine: number) => string {
  const { owner, name } = state.repository;
  const file = path.split('/').map(encodeURIComponent).join('/');
  const address = `${webUrl}/${owner}/${name}/blob/${headOid}/${file}?plain=1`;
  return (line, endLine) => `${address}#L${line}${endLine > line ? `-L${endLine}` : ''}`;
}
