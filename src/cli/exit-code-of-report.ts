import type { SyncReport } from '../plan/report.ts';
import type { ExitCode } from './surroundings.ts';

/**
 * 2 when the sync could not do its work: a wrong configuration, no roadmap, an Operation that GitHub refused; 1 for
 * findings of severity error; else 0.
 */
export function exitCodeOf({ policyProblems, mode, roadmaps }: SyncReport): ExitCode {
  if (policyProblems.length > 0) return 2;
  if (mode === 'off') return 0;
  const isRefused = roadmaps.some(({ outcomes }) => outcomes.some(({ outcome }) => outcome.state === 'refused'));
  if (roadmaps.length === 0 || isRefused) return 2;
  return roadmaps.some(({ plan }) => plan.findings.some(({ severity }) => severity === 'error')) ? 1 : 0;
}
