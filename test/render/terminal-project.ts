/** Lantern on a terminal: one roadmap of every kind of Operation and Finding, planned and applied. */
import type { SyncReport } from '../../src/plan/report.ts';
import type { Roadmap } from '../../src/roadmap/model.ts';
import {
  item,
  planFor,
  reference,
  roadmapOf,
  roadmapReport,
  syncReport,
  timeframe,
  withheld,
} from './sample-project.ts';

/** With escape sequences, line breaks, a change of writing direction and a workflow command in its words. */
export const HOSTILE = '\u001b[31mRed\u001b[0m\r\n::error::\u202egnilc\u2066 \u0007\u009b2J';

export const lantern: Roadmap = roadmapOf([
  item(5, 'Resumable uploads', { placeholder: true, path: ['Roadmap', 'Later'] }),
  item(6, 'Faster start', { references: [reference(12)], target: timeframe('Q4 2025', '2025-10-01', '2025-12-31') }),
  item(7, 'Themes', { placeholder: true }),
  item(8, HOSTILE, { placeholder: true }),
  item(9, 'Offline maps'),
]);

const limited = { limits: { new_issues: 2, comments: 10 } };

export const planned = (): SyncReport => {
  const plan = planFor(lantern, { policy: limited });
  return syncReport([roadmapReport(lantern, plan, withheld('This is a dry run: nothing is written.'))]);
};

export const applied = (): SyncReport => syncReport([roadmapReport(lantern, planFor(lantern, { policy: limited }))]);

export const quiet = (): SyncReport => {
  const calm = roadmapOf([item(5, 'Faster start', { references: [reference(12)] })]);
  return syncReport([{ ...roadmapReport(calm, planFor(calm)), references: 1 }]);
};
