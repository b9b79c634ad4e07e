import type { Policy } from './policy.ts';

/** What holds where no configuration says otherwise: the table of docs/configuration.md. */
export const defaultPolicy: Policy = {
  mode: 'apply',
  roadmaps: null,
  issues: { open_for: ['placeholders', 'slipped'], labels: ['roadmap'] },
  slips: { comment: true, grace_days: 0 },
  limits: { new_issues: 10, comments: 10 },
  milestones: { assign: true, create: false },
  board: { status_field: 'Status', columns: {}, target_field: null, date_field: null, lane_field: null },
  pull_request: { enabled: true, branch: 'milepost/roadmap', sign_off: true },
  check: { fail_on: 'never' },
  dashboard: true,
  commands: { role: 'triage', users: [] },
  sections: { include: [], exclude: [] },
  rules: {},
};
