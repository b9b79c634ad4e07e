import type { CheckAnnotation } from '../render/check/check-annotations.ts';
import type { Outputs } from './environment-files.ts';

/** What a run came to, before it is said anywhere. */
export interface Outcome {
  /** One line of plain text. */
  title: string;
  /** Markdown for the job's summary; what others wrote is inert in it. */
  summary: string;
  /** For the log, of any origin. */
  text: string;
  /** Nothing about GitHub's own limits is known of here. */
  annotations: readonly CheckAnnotation[];
  outputs: Omit<Outputs, 'report'>;
  /** For later steps, as JSON. */
  report: unknown;
  /** By what `fail-on` names. */
  isFailed: boolean;
  /** Why not all that was asked for could be done; null where it was. */
  fault: string | null;
  /** Sentences for the log and the summary: what else there is to know, and how to have it. */
  notes: readonly string[];
}

/** The outputs of a run that had nothing to look at. */
export const NO_OUTPUTS: Outcome['outputs'] = {
  conclusion: 'skipped',
  findings: '0',
  errors: '0',
  warnings: '0',
  operations: '0',
  opened: '[]',
  'pull-request': '',
  fingerprint: '',
};

/** Nothing was there to be done: said, and no failure. */
export const nothingDone = (why: string): Outcome => ({
  title: 'Nothing to do',
  summary: '',
  text: why,
  annotations: [],
  outputs: NO_OUTPUTS,
  report: { skipped: why },
  isFailed: false,
  fault: null,
  notes: [],
});
