/** What stands above a dashboard that is not brought up to date. */
import type { PolicyProblem } from '../../policy/policy.ts';
import { count } from '../count.ts';
import { inertMessage, inertText } from '../inert.ts';

/** Above a dashboard that stays as it is while the configuration is wrong. */
export function wrongConfigurationNotice(problems: readonly PolicyProblem[]): string {
  const [first] = problems;
  const where =
    first === undefined
      ? ''
      : ` ${inertText(first.file, { maxLength: 120 })}, line ${first.line}: ${inertMessage(first.message, { maxLength: 500 })}`;
  const more = problems.length > 1 ? ` And ${count(problems.length - 1, 'fault')} more, see the check.` : '';
  return `**The configuration is wrong, so nothing is written until it is corrected.**${where}${more} What stands below is from before.`;
}

/** Above a dashboard that the configuration no longer wants. */
export const SWITCHED_OFF_NOTICE =
  '**`dashboard: false` is configured: this issue is no longer kept up to date.** It may be closed. What stands below is from before.';
