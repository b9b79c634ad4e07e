import type { Policy } from '../policy/policy.ts';
import type { Roadmap } from '../roadmap/model.ts';
import { findAll } from './findings.ts';
import type { Finding } from './model.ts';
import { scopeTo } from './scope.ts';

/**
 * Findings that the file alone gives, without GitHub and without a stored reading, by line, column, rule and message.
 * `now` is an ISO instant.
 */
export function lint(desired: Roadmap, policy: Policy, now: string): Finding[] {
  return findAll({
    desired: scopeTo(desired, policy.sections),
    whole: desired,
    observed: null,
    base: null,
    policy,
    now,
    ledger: new Map(),
    slips: new Map(),
    opened: new Map(),
    agreements: new Map(),
  });
}
