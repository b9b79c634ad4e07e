import type { Policy } from '../policy/policy.ts';
import type { Roadmap } from '../roadmap/model.ts';
import { findAgreements } from './agreement/agreements.ts';
import { mayTell } from './choices.ts';
import { NO_CONVERSATION, type Conversation } from './conversation.ts';
import { findAll } from './findings.ts';
import { fingerprintOf } from './fingerprint.ts';
import { roadmapKey } from './keys.ts';
import type { Base, LedgerRecord, Plan } from './model.ts';
import type { Observation } from './observation.ts';
import { findOpenedIssues } from './opened-issues.ts';
import { planOperations } from './operations.ts';
import type { Planning } from './planning.ts';
import type { Proposal } from './proposal.ts';
import { allProposals, planProposals } from './proposals.ts';
import { scopeTo } from './scope.ts';
import { findSlips } from './slips.ts';

export interface ReconcileInput {
  /** What the file says; its items carry their stored identities. */
  desired: Roadmap;
  /** The text that it was read from, without its byte order mark; left out: exact places in it cannot be proposed. */
  text?: string | null;
  /** What GitHub says. */
  observed: Observation;
  /** The last reading; null on the first. */
  base: Base | null;
  /** All entries of this roadmap, by key. */
  ledger: ReadonlyMap<string, LedgerRecord>;
  /** What people told Milepost about this roadmap; left out: nothing. */
  conversation?: Conversation;
  /** The fingerprint that a person approved, if any. */
  approvals: { fingerprint: string | null };
  policy: Policy;
  /** ISO instant. */
  now: string;
}

/**
 * The Plan that would settle roadmap and GitHub: what disagrees, and what would be written. Pure: the same arguments
 * give the same bytes, in whatever order GitHub listed things. An approval of exactly this fingerprint lifts all holds.
 * Nothing is ever closed, reopened or deleted.
 */
export function reconcile(input: ReconcileInput): Plan {
  const planning = planningOf(input);
  const operations = planOperations(planning);
  const fingerprint = fingerprintOf(operations);
  const isApproved = input.approvals.fingerprint === fingerprint;
  const approved = new Set(planning.conversation.approved);
  const { owner, name } = input.observed.repository;
  return {
    file: input.desired.file,
    repo: `${owner}/${name}`,
    findings: findAll(planning).filter((finding) => mayTell(finding, planning)),
    operations: operations.map((operation) =>
      isApproved || approved.has(operation.key) ? { ...operation, hold: null } : operation,
    ),
    proposals: planProposals(planning),
    fingerprint,
  };
}

/**
 * All edits of the file that are to be proposed, those that a person refused among them: asked again once the Plan was
 * carried out, with the Ledger as it is then, so that an issue just opened is proposed at once.
 */
export const proposalsAfter = (input: ReconcileInput): Proposal[] => allProposals(planningOf(input));

function planningOf({
  desired: whole,
  text = null,
  observed,
  base,
  ledger,
  conversation = NO_CONVERSATION,
  policy,
  now,
}: ReconcileInput): Planning {
  const desired = scopeTo(whole, policy.sections);
  const opened = findOpenedIssues({ desired: whole, observed, base, ledger });
  return {
    desired,
    whole,
    text,
    observed,
    base,
    ledger,
    conversation,
    policy,
    now,
    opened,
    agreements: findAgreements({ desired, observed, base, opened, policy }),
    slips: findSlips({ desired, observed, base, opened, policy, now }),
    roadmap: roadmapKey(observed.repository.id, desired.file),
    openedNumbers: new Set([...opened.values()].flatMap(({ number }) => number ?? [])),
    baseById: new Map((base?.items ?? []).map((item) => [item.id, item])),
  };
}
