/** Dashboards as values, of roadmaps and reports as the other tests of texts make them. */
import { NO_CONVERSATION, type Conversation } from '../../../src/plan/conversation.ts';
import type { RoadmapReport } from '../../../src/plan/report.ts';
import type { DashboardContext, DashboardRoadmap } from '../../../src/render/dashboard/dashboard.ts';
import type { Roadmap } from '../../../src/roadmap/model.ts';
import { REPOSITORY_ID } from '../sample-project.ts';

export const DASHBOARD: DashboardContext = {
  serverUrl: 'https://github.com',
  repositoryId: REPOSITORY_ID,
  branch: 'main',
};

/** As after a sync that came to this report; every item with a reference has a slip comment. */
export const dashboardOf = (
  desired: Roadmap,
  report: RoadmapReport,
  conversation: Partial<Conversation> = {},
): DashboardRoadmap => ({
  report,
  items: desired.items,
  conversation: { ...NO_CONVERSATION, ...conversation },
  commented: new Set(desired.items.flatMap(({ id, references }) => (references.length > 0 ? [id] : []))),
});
