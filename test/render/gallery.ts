/** Examples of what people read on GitHub, by file name under docs/gallery: made for Lantern, an invented project. */
import type { OpenIssue, Operation } from '../../src/plan/model.ts';
import type { SyncReport } from '../../src/plan/report.ts';
import { renderCheck } from '../../src/render/check/check.ts';
import type { CheckContext } from '../../src/render/check/check.ts';
import { sortLives } from '../../src/render/history/history-order.ts';
import { historySvg } from '../../src/render/history/history-svg.ts';
import { historyText } from '../../src/render/history/history-text.ts';
import { renderPlanMarkdown } from '../../src/render/plan-markdown.ts';
import { plainStyle } from '../../src/render/terminal-style.ts';
import { createTexts } from '../../src/render/texts.ts';
import { boardCheck, commandGallery } from './gallery-commands.ts';
import { dashboardGallery } from './dashboard/gallery-dashboards.ts';
import { pullGallery } from './gallery-pulls.ts';
import type { Roadmap } from '../../src/roadmap/model.ts';
import { pullCheckPages } from './pull-check/pull-check-pages.ts';
import {
  baseOf,
  closedIssue,
  done,
  HEAD,
  item,
  observationOf,
  planFor,
  reference,
  release,
  roadmapOf,
  roadmapReport,
  syncReport,
  textsContext,
  timeframe,
  withheld,
} from './sample-project.ts';
import { lanternHistory } from './history/sample-history.ts';

const CHECK: CheckContext = {
  serverUrl: 'https://github.com',
  failOn: 'never',
  limits: { new_issues: 10, comments: 10 },
};

const path = (...titles: string[]): string[] => ['Roadmap', ...titles];

const healthy = roadmapOf(
  ['Encrypted albums', 'Face grouping on the device', 'Import from memory cards', 'Shared albums'].map((title, index) =>
    item(12 + index, title, { references: [reference(210 + index)], path: path('3.0') }),
  ),
);

const busy = roadmapOf([
  item(14, 'Resumable uploads', { references: [reference(118)], target: release('2.3.0'), path: path('2.3.0') }),
  item(15, 'Deduplicate by content', { references: [reference(131)], target: release('2.3.0'), path: path('2.3.0') }),
  item(20, 'Encrypted albums', {
    placeholder: true,
    target: timeframe('Q3 2026', '2026-07-01', '2026-09-30'),
    path: path('2.4.0', 'Privacy'),
    description: 'Albums that the server cannot look into.\nThe key is derived on the device and never leaves it.',
  }),
  item(21, 'Face grouping on the device', { placeholder: true, path: path('2.4.0', 'Privacy') }),
  item(26, 'Import from memory cards', { references: [reference(140)], path: path('Later') }),
  item(27, 'Album covers', { path: path('Later') }),
  item(28, 'Keyboard shortcuts', { path: path('Later') }),
]);

const busyAnswers = {
  'lanternhq/lantern#131': closedIssue(131, 'Deduplicate by content'),
  'lanternhq/lantern#140': { state: 'missing' as const },
};

const busyPlan = planFor(busy, { observed: observationOf(busy, busyAnswers) });

const late = roadmapOf(
  ['Offline maps', 'Timeline view', 'Backup to two places'].map((title, index) =>
    item(9 + index, title, { target: timeframe('Q1 2026', '2026-01-01', '2026-03-31'), path: path('Q1 2026') }),
  ),
);

const crowded = roadmapOf(
  Array.from({ length: 14 }, (_, index) =>
    item(30 + index, `Plugin ${index + 1}`, { placeholder: true, path: path('Plugins') }),
  ),
);

/** The check as GitHub lays it out: title, conclusion, summary, and the annotations that stand on the lines. */
export function checkPage(report: SyncReport, context: CheckContext = CHECK): string {
  const { title, conclusion, summary, annotations } = renderCheck(report, context);
  const lines = annotations.map(
    (one) => `    ${one.path}:${one.start_line} [${one.annotation_level}] ${one.title}\n        ${one.message}`,
  );
  const shown = lines.length === 0 ? '' : `\n---\n\nAnnotations on the lines:\n\n${lines.join('\n')}\n`;
  return `# Milepost — ${title}\n\nConclusion: ${conclusion}\n\n---\n\n${summary}\n${shown}`;
}

const texts = createTexts(textsContext);

function issuePage(operation: Operation | undefined): string {
  const { title, body } = texts.openIssue(operation as OpenIssue, []);
  return `# ${title}\n\n---\n\n${body}\n`;
}

function commentPage(desired: Roadmap, index = 0): string {
  const operation = planFor(desired).operations[index];
  if (operation?.kind !== 'comment-slip' && operation?.kind !== 'update-slip-comment')
    throw new Error('The example has no slip comment.');
  return `# A comment on #${operation.issue.number}\n\n---\n\n${texts.slipComment(operation).body}\n`;
}

function movedPage(): string {
  const moved = roadmapOf([
    item(14, 'Resumable uploads', {
      references: [reference(118)],
      target: timeframe('Q4 2026', '2026-10-01', '2026-12-31'),
    }),
  ]);
  const earlier = { text: 'Q2 2026', kind: 'timeframe' as const, start: '2026-04-01', end: '2026-06-30' };
  const plan = planFor(moved, { base: baseOf(moved, { [moved.items[0]!.id]: { target: earlier } }) });
  const operation = plan.operations[0];
  if (operation?.kind !== 'comment-slip' && operation?.kind !== 'update-slip-comment')
    throw new Error('The example has no slip comment.');
  return `# A comment on #${operation.issue.number}\n\n---\n\n${texts.slipComment(operation).body}\n`;
}

const push = (desired: Roadmap, fields: Parameters<typeof planFor>[1] = {}): SyncReport =>
  syncReport([roadmapReport(desired, planFor(desired, fields))]);

/** Roadmap and report of each check, also used to see that none of them acts. */
export const gallery = (): Record<string, string> => ({
  'check-healthy.md': checkPage(push(healthy)),
  'check-after-a-push.md': checkPage(syncReport([roadmapReport(busy, busyPlan)])),
  'check-first-look.md': checkPage(
    syncReport([roadmapReport(busy, busyPlan, withheld('first look'))], { occasion: 'first-look' }),
  ),
  'check-plan-mode.md': checkPage(
    syncReport([roadmapReport(busy, busyPlan, withheld('mode: plan'))], { mode: 'plan' }),
  ),
  'check-above-the-limit.md': checkPage(push(crowded)),
  'check-offered.md': checkPage(
    push(late, {
      base: baseOf(late, Object.fromEntries(late.items.map(({ id }) => [id, { missedBefore: ['q1 2026'] }]))),
    }),
  ),
  'check-refused.md': checkPage(
    syncReport([
      roadmapReport(busy, busyPlan, (operation, index) =>
        operation.kind === 'open-issue'
          ? {
              state: 'refused',
              reason:
                'Issues are switched off in lanternhq/lantern. Switch them on in its settings, or take `placeholders` out of `issues.open_for`.',
            }
          : done(operation, index),
      ),
    ]),
  ),
  'check-wrong-configuration.md': checkPage(
    syncReport([], {
      mode: null,
      policyProblems: [
        {
          file: '.github/milepost.yml',
          key: 'limits.new_issue',
          line: 7,
          column: 3,
          message: 'Found the unknown key `new_issue`. Did you mean `new_issues`?',
        },
        {
          file: '.github/milepost.yml',
          key: 'mode',
          line: 1,
          column: 7,
          message: 'Found `aply`, expected one of `apply`, `plan`, `off`. Did you mean `apply`?',
        },
      ],
      requests: { graphql: 0, rest: 3 },
    }),
  ),
  'check-no-roadmap.md': checkPage(
    syncReport([], {
      searched: ['ROADMAP.md', 'docs/ROADMAP.md', '.github/ROADMAP.md'],
      requests: { graphql: 0, rest: 4 },
    }),
  ),
  'check-no-items.md': checkPage(
    push(
      roadmapOf([], {
        problems: [
          {
            rule: 'no-items',
            message:
              'No items found: the file has one paragraph and a link to https://lantern.example/board. Milepost reads bullets, table rows and headings with prose.',
            line: 1,
            range: item(1, 'x').range,
            suggestion: null,
          },
        ],
      }),
    ),
  ),
  ...pullCheckPages(),
  'issue-for-a-placeholder.md': issuePage(busyPlan.operations.find(({ kind }) => kind === 'open-issue')),
  'issue-for-a-slip.md': issuePage(planFor(late).operations[0]),
  'comment-released.md': commentPage(busy),
  'comment-moved-later.md': movedPage(),
  ...dashboardGallery(),
  ...pullGallery(),
  ...commandGallery(),
  'check-board.md': checkPage(boardCheck()),
  'history.svg': historySvg(sortLives(lanternHistory(), 'slips'), { today: '2025-11-03' }),
  'history.txt': historyText(sortLives(lanternHistory(), 'slips'), { width: 150, style: plainStyle }),
  'plan.md': renderPlanMarkdown(busyPlan, { serverUrl: 'https://github.com', ref: HEAD }),
});
