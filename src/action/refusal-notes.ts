/** What a maintainer changes in the workflow, or in the settings of Actions, where GitHub did not let Milepost write. */
import type { SyncReport } from '../plan/report.ts';

const NEEDS_ISSUES = /permission "Issues: write"/u;
const NEEDS_CONTENTS = /permissions "Contents: write" and "Pull requests: write"/u;
const NO_PULLS = /not permitted to create or approve pull requests/iu;

/** `fault`: what was asked for could not be done; null where all was. */
export interface RefusalNotes {
  fault: string | null;
  notes: string[];
}

/** The token's permissions are the workflow's to give, so that is where the way out is. */
export function refusalNotes({ roadmaps }: SyncReport): RefusalNotes {
  const reasons = roadmaps.flatMap(({ outcomes }) =>
    outcomes.flatMap(({ outcome }) => (outcome.state === 'refused' ? [outcome.reason] : [])),
  );
  const pulls = roadmaps.flatMap(({ pull }) =>
    pull?.state === 'refused' && pull.reason !== null ? [pull.reason] : [],
  );
  const fault = reasons.some((reason) => NEEDS_ISSUES.test(reason))
    ? 'GitHub did not let Milepost write issues: add `issues: write` to the `permissions:` of the job.'
    : null;
  return { fault, notes: [...new Set(pulls.flatMap(pullNote))] };
}

function pullNote(reason: string): string[] {
  if (NO_PULLS.test(reason))
    return [
      'GitHub lets no workflow open pull requests here, so the edits of the roadmap are not proposed. Allow it under Settings, Actions, General, “Allow GitHub Actions to create and approve pull requests”, or set `pull_request.enabled: false` in .github/milepost.yml.',
    ];
  if (NEEDS_CONTENTS.test(reason))
    return [
      'The edits of the roadmap are not proposed: add `contents: write` and `pull-requests: write` to the `permissions:` of the job, or set `pull_request.enabled: false` in .github/milepost.yml.',
    ];
  return [`The edits of the roadmap are not proposed. ${reason}`];
}
