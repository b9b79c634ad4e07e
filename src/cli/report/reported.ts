import type { RoadmapView } from '../../plan/view/view.ts';
import type { ExitCode } from '../surroundings.ts';

/** What there is to report, wherever it comes from. */
export interface Reported {
  /** At least one, unless nothing could be read. */
  views: RoadmapView[];
  /** What a person should know besides, for stderr. */
  notes: string[];
  exitCode: ExitCode;
}

/** Enough to tell what slipped, and read in seconds. */
export const REPORT_REVISIONS = 500;
