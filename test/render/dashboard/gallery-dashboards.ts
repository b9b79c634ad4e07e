/** The dashboards of the example roadmaps, as after a push on 2 April 2026: every issue they name is open. */
import { readdirSync, readFileSync } from 'node:fs';
import type { Conversation } from '../../../src/plan/conversation.ts';
import { NO_CONVERSATION } from '../../../src/plan/conversation.ts';
import { defaultPolicy } from '../../../src/policy/defaults.ts';
import { DASHBOARD_TITLE, renderDashboard } from '../../../src/render/dashboard/dashboard.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import type { Roadmap } from '../../../src/roadmap/model.ts';
import { DASHBOARD, dashboardOf } from './dashboards.ts';
import { done, observationOf, planFor, REPO, roadmapReport, syncReport, withheld } from '../sample-project.ts';

const folder = new URL('../../../roadmaps/', import.meta.url);

const read = (name: string): Roadmap =>
  parse(readFileSync(new URL(name, folder), 'utf8'), {
    file: 'ROADMAP.md',
    repo: REPO,
    host: 'github.com',
    asOf: '2026-04-02',
  });

/** A first look: what was late before is offered, and nothing is done yet. */
function firstLook(desired: Roadmap): string {
  const plan = planFor(desired, { base: null, observed: observationOf(desired) });
  const report = syncReport([roadmapReport(desired, plan, withheld('this is the first look'))], {
    occasion: 'first-look',
  });
  return page(desired, report, {});
}

/** After a push, with all that people may have chosen. */
function afterPush(desired: Roadmap): string {
  const plan = planFor(desired, { policy: { limits: { new_issues: 2, comments: 2 } } });
  const report = syncReport([roadmapReport(desired, plan, done)]);
  const ids = desired.items.map(({ id }) => id);
  return page(desired, report, {
    quiet: ids.slice(0, 1),
    snoozed: ids.slice(1, 2).map((item) => ({ item, until: '2026-06-30', by: 'alice' })),
    ignored: [{ item: null, rule: 'stale-last-updated', by: 'bob' }],
    refused: ids.slice(2, 3).map((id) => `set-status:${id}:done`),
  });
}

function page(desired: Roadmap, report: ReturnType<typeof syncReport>, choices: Partial<Conversation>): string {
  const [reported] = report.roadmaps;
  const comments = reported!.plan.operations.filter(({ kind }) => kind === 'comment-slip');
  const roadmap = {
    ...dashboardOf(desired, reported!, { ...NO_CONVERSATION, ...choices }),
    commented: new Set(comments.map(({ item }) => item.id)),
  };
  const policy = { ...defaultPolicy, limits: { new_issues: 2, comments: 2 } };
  const input = { report, roadmaps: [roadmap], committedOn: '2026-04-01', refused: null, policy, today: '2026-04-02' };
  return `# ${DASHBOARD_TITLE}\n\n---\n\n${renderDashboard(input, DASHBOARD)}\n`;
}

/** By file name under docs/gallery. */
export const dashboardGallery = (): Record<string, string> =>
  Object.fromEntries(
    readdirSync(folder)
      .filter((name) => name.endsWith('.md'))
      .toSorted()
      .map((name, index) => [`dashboard-${name}`, (index % 2 === 0 ? afterPush : firstLook)(read(name))]),
  );
