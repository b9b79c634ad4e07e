/** The configuration, validated and complete: every key has a value. Names are those of `.github/milepost.yml`. */
export interface Policy {
  mode: 'apply' | 'plan' | 'off';
  /** null: the file found at the usual places. */
  roadmaps: { path: string; project: string | number | null }[] | null;
  issues: { open_for: ('placeholders' | 'slipped' | 'unreferenced')[]; labels: string[] };
  slips: { comment: boolean; grace_days: number };
  limits: { new_issues: number; comments: number };
  milestones: { assign: boolean; create: boolean };
  board: {
    status_field: string;
    columns: Record<string, string[]>;
    target_field: string | null;
    date_field: string | null;
    lane_field: string | null;
  };
  pull_request: { enabled: boolean; branch: string; sign_off: boolean };
  check: { fail_on: 'never' | 'error' | 'warning' };
  dashboard: boolean;
  commands: { role: 'read' | 'triage' | 'write' | 'maintain' | 'admin'; users: string[] };
  sections: { include: string[]; exclude: string[] };
  rules: Record<string, 'off' | 'info' | 'warning' | 'error'>;
}

/** A fault in the configuration. Nothing is guessed in its place: while there is one, nothing is written. */
export interface PolicyProblem {
  /** `.github/milepost.yml`, or `OWNER/.github: .github/milepost.yml` for the organisation's. */
  file: string;
  /** Dotted: `limits.new_issues`; '' for the file as a whole. */
  key: string;
  /** 1-based, in that file. */
  line: number;
  column: number;
  /** What was found, what was expected, what to do. */
  message: string;
}

export interface PolicyReading {
  /** null when there is a problem. */
  policy: Policy | null;
  problems: PolicyProblem[];
}
