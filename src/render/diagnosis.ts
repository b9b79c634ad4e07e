/** What `milepost doctor` found, as a value: the terminal and JSON are renderings of it. */

/** `not-checked`: something else has to be right first. */
export type CheckState = 'ok' | 'warning' | 'problem' | 'not-checked';

/** One thing that was looked at. */
export interface Check {
  /** Names it for programs: `webhook-url`. Several of one kind (installations) have the same. */
  id: string;
  /** Heading under which it stands. */
  group: string;
  title: string;
  state: CheckState;
  /** A sentence without secrets; where nothing was checked, the reason. */
  found: string;
  /** What to do; null where nothing is to be done. */
  advice: string | null;
}

/** How many checks came out how. */
export const countChecks = (checks: readonly Check[]): Record<CheckState, number> => {
  const counts: Record<CheckState, number> = { ok: 0, warning: 0, problem: 0, 'not-checked': 0 };
  for (const { state } of checks) counts[state] += 1;
  return counts;
};
