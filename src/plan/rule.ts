/**
 * What every rule under src/plan/rules is: a pure function from what is known to Findings. One file a rule; the file,
 * the id and the page docs/rules/<id>.md share one name.
 */
import type { Policy } from '../policy/policy.ts';
import type { Item, Roadmap, SourceRange } from '../roadmap/model.ts';
import type { ItemAgreement } from './agreement/agreements.ts';
import type { Base, LedgerRecord, Severity, Slip } from './model.ts';
import type { Observation } from './observation.ts';
import type { OpenedIssue } from './opened-issues.ts';

export interface RuleContext {
  /** What the file says, as far as the policy's `sections` serve it. */
  desired: Roadmap;
  /** All that the file says. */
  whole: Roadmap;
  /** null when nobody looked at GitHub (`milepost lint`): rules with `needs: 'github'` are not run then. */
  observed: Observation | null;
  base: Base | null;
  policy: Policy;
  /** ISO instant. */
  now: string;
  ledger: ReadonlyMap<string, LedgerRecord>;
  /** Slip of each item by id, computed once before the rules run. */
  slips: ReadonlyMap<string, Slip>;
  /** The issue that Milepost opened for an item, by item id. */
  opened: ReadonlyMap<string, OpenedIssue>;
  /** Where roadmap, issue and board stand to each other, by item id; empty when nobody looked at GitHub. */
  agreements: ReadonlyMap<string, ItemAgreement>;
}

/** A Finding before its severity and file are filled in from the Policy and the Roadmap. */
export interface RawFinding {
  message: string;
  range: SourceRange;
  item: Item | null;
  suggestion?: string | null;
  isAhead?: boolean;
}

export interface Rule {
  id: string;
  severity: Severity;
  /** `file`: the text alone tells; `github`: an Observation is needed. */
  needs: 'file' | 'github';
  /** One line for help and documentation. */
  description: string;
  check(context: RuleContext): RawFinding[];
}
