/** What the check of a pull request, or of a group of the merge queue, came to. */
import type { Policy, PolicyProblem } from '../policy/policy.ts';
import type { RoadmapChange } from './introduced.ts';

/** Whose change is checked. */
export type CheckSubject = { kind: 'pull'; number: number } | { kind: 'group' };

/** The configuration as the change would leave it. */
export interface ChangedPolicy {
  state: 'changed' | 'removed';
  problems: PolicyProblem[];
  /** Dotted keys whose value is another afterwards; null where they may not be told, or it is wrong. */
  keys: string[] | null;
}

export interface PullReport {
  /** `owner/name` of the repository that the change goes into. */
  repo: string;
  headOid: string;
  subject: CheckSubject;
  /** Name of the branch that the change goes into, and of the one that Milepost acts on. */
  baseBranch: string;
  defaultBranch: string;
  /** Of the default branch; null when its configuration is wrong. */
  mode: Policy['mode'] | null;
  /** Faults of the configuration on the default branch: with one, GitHub was not asked about the roadmap. */
  policyProblems: PolicyProblem[];
  /** null: the change does not touch it. */
  changedPolicy: ChangedPolicy | null;
  /** The roadmaps that the change touches. */
  roadmaps: RoadmapChange[];
  /** Roadmaps that the configuration names and that would not be there any more. */
  lost: { path: string; movedTo: string | null }[];
  /** Files that the base branch has changed since: what merging gives may differ from what was read. */
  movedOn: string[];
  /** The change comes from outside: only this repository and public ones were looked at. */
  isOutside: boolean;
  /** References that GitHub did not answer for, of those that may be spoken of. */
  unobserved: number;
}
