/** What Milepost's check runs on pull requests are called (`external_id`), so that they are found again. Pure. */
import type { CheckSubject } from '../../plan/pull-report.ts';

/**
 * `pull:12`, `group`; once its content is known with a digest of it behind: `pull:12:0f3c…`. On `rerequested` GitHub does not
 * say which pull request of a fork a run belongs to: this does.
 */
export const checkRunName = (subject: CheckSubject): string =>
  subject.kind === 'pull' ? `pull:${subject.number}` : 'group';

/** The pull request that a check run is about; null for a run of a push or of the merge queue. */
export function pullOfCheckRun(externalId: string | null | undefined): number | null {
  const number = /^pull:([1-9]\d{0,8})(?::|$)/.exec(externalId ?? '')?.[1];
  return number === undefined ? null : Number(number);
}

/** What the buttons are called: `requested_action.identifier` of their press. */
export const BUTTONS = { fix: 'fix', recheck: 'recheck' } as const;
