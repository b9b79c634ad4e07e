/**
 * Every function that makes a text for GitHub, and what it makes of a project that says hostile things. A renderer that is
 * not in here fails the test of completeness in hostile.test.ts.
 */
import { planAnswer } from '../../src/commands/answers/plan.ts';
import type { Proposal } from '../../src/plan/proposal.ts';
import type { StandingReport } from '../../src/plan/report.ts';
import { defaultPolicy } from '../../src/policy/defaults.ts';
import { renderCheck } from '../../src/render/check/check.ts';
import { renderDashboard, type DashboardInput } from '../../src/render/dashboard/dashboard.ts';
import { wrongConfigurationNotice } from '../../src/render/dashboard/dashboard-notices.ts';
import { renderPlanMarkdown } from '../../src/render/plan-markdown.ts';
import { closedBody, commitMessage, pullBody, pullTitle } from '../../src/render/standing-pull.ts';
import { reportMarkdown } from '../../src/render/report-markdown.ts';
import { createTexts } from '../../src/render/texts.ts';
import { DASHBOARD, dashboardOf } from './dashboard/dashboards.ts';
import { hostileEdits } from './hostile-edits.ts';
import { hostilePlan, hostilePullReport, hostileReport, hostileRoadmap } from './hostile-project.ts';
import { createLinks } from '../../src/render/links.ts';
import { renderPullCheck } from '../../src/render/pull-check/pull-check.ts';
import { renderFixReview } from '../../src/render/pull-check/pull-fix.ts';
import { HEAD, REPO, textsContext } from './sample-project.ts';
import { hostileAnswers, hostileStatuses } from './hostile-commands.ts';
import { hostileViews } from './hostile-views.ts';
import type { Written } from './written.ts';

export type Renderer = (texts: readonly string[]) => Written[];

const serverUrl = 'https://github.com';
const conversationLinks = createLinks({ serverUrl, repo: REPO, ref: HEAD, isConversation: true });
/** One line of a file, whatever the text says. */
const lineOf = (text: string): string => text.split(/[\r\n]/u, 1)[0] ?? '';

/** By `file/function` under src. */
export const RENDERERS: Readonly<Record<string, Renderer>> = {
  'commands/answers/plan/planAnswer': (texts) =>
    hostileReport(texts).roadmaps.map((report) => ({
      what: 'answer to plan',
      kind: 'body',
      text: planAnswer(
        { ...report, plan: { ...report.plan, proposals: texts.map((one) => proposal(one)) } },
        { links: conversationLinks, rulesUrl: `https://github.com/${REPO}/blob/main/docs/rules` },
      ),
    })),
  'commands/answers/status/statusAnswer': (texts) => hostileStatuses(texts),
  'commands/decide-line': (texts) => texts.flatMap((text) => hostileAnswers(text)),
  'render/check/check/renderCheck': (texts) =>
    [hostileReport(texts), hostileReport(texts, { roadmaps: [], searched: [...texts] })].flatMap((report) => {
      const { title, summary, annotations } = renderCheck(report, { serverUrl: 'https://github.com', failOn: 'error' });
      return [
        { what: 'summary', kind: 'check' as const, text: summary },
        ...[title, ...annotations.flatMap((one) => [one.title, one.message])].map((text) => ({
          what: 'title or annotation',
          kind: 'plain' as const,
          text,
        })),
      ];
    }),
  'render/dashboard/dashboard/renderDashboard': (texts) =>
    [1, 2].map((roadmaps) => {
      const text = renderDashboard(hostileDashboard(texts, roadmaps), {
        ...DASHBOARD,
        branch: `main ${texts[0]}`.replaceAll('/', '-'),
      });
      // A box begins a line; a marker anywhere else is one too many.
      const boxes = text.match(/^- \[[ x]\] <!-- milepost:tick:/gmu) ?? [];
      return { what: `dashboard of ${roadmaps}`, kind: 'body', text, markers: boxes.length + 1 };
    }),
  'render/dashboard/dashboard-notices/wrongConfigurationNotice': (texts) => [
    {
      what: 'notice',
      kind: 'body',
      text: wrongConfigurationNotice(hostileReport(texts, { roadmaps: [] }).policyProblems),
    },
  ],
  'render/plan-markdown/renderPlanMarkdown': (texts) =>
    [null, { serverUrl: 'https://github.com', ref: HEAD }].map((place) => ({
      what: 'plan',
      kind: 'check',
      text: renderPlanMarkdown(hostilePlan(texts), place),
    })),
  'render/report-markdown/reportMarkdown': (texts) =>
    hostileViews(texts).map((view) => ({
      what: 'report',
      kind: 'check',
      text: reportMarkdown([view], { today: '2026-04-02' }),
    })),
  'render/standing-pull/pullTitle': (texts) =>
    hostileEdits(texts).map((content) => ({ what: 'pull request title', kind: 'commit', text: pullTitle(content) })),
  'render/standing-pull/commitMessage': (texts) =>
    hostileEdits(texts).map((content) => {
      const { headline, body } = commitMessage(content, 'Signed-off-by: milepost[bot] <1+milepost[bot]>');
      return { what: 'commit', kind: 'commit', text: `${headline}\n\n${body}`.replace(/ <1\+.*$/u, '') };
    }),
  'render/standing-pull/pullBody': (texts) =>
    hostileEdits(texts).map((content) => ({
      what: 'pull request',
      kind: 'body',
      text: pullBody(
        content,
        {
          serverUrl: 'https://github.com',
          repo: REPO,
          ref: HEAD,
          documentationUrl: textsContext.documentationUrl,
        },
        100,
      ),
      markers: content.held.length + content.refused.length,
    })),
  'render/standing-pull/closedBody': (texts) =>
    hostileEdits(texts).map((content) => ({ what: 'closed pull request', kind: 'body', text: closedBody(content) })),
  'render/texts/createTexts': (texts) => {
    const made = createTexts(textsContext);
    return hostilePlan(texts).operations.flatMap((operation): Written[] => {
      if (operation.kind === 'open-issue') {
        const { title, body } = made.openIssue(operation, ['0123456789']);
        return [
          { what: 'issue title', kind: 'title', text: title },
          { what: 'issue', kind: 'body', text: body, markers: 1 },
        ];
      }
      if (operation.kind !== 'comment-slip' && operation.kind !== 'update-slip-comment') return [];
      return [{ what: 'comment', kind: 'body', text: made.slipComment(operation).body, markers: 1 }];
    });
  },
  'render/pull-check/pull-check/renderPullCheck': (texts) =>
    [false, true].flatMap((isOutside) => {
      const { title, summary, annotations } = renderPullCheck(hostilePullReport(texts, isOutside), {
        serverUrl: 'https://github.com',
        failOn: 'error',
        rulesUrl: `https://github.com/${REPO}/blob/main/docs/rules`,
        fixable: 2,
        fix: texts[0] ?? null,
      });
      return [
        { what: 'summary', kind: 'check' as const, text: summary },
        ...[title, ...annotations.flatMap((one) => [one.title, one.message])].map((text) => ({
          what: 'title or annotation',
          kind: 'plain' as const,
          text,
        })),
      ];
    }),
  'render/pull-check/pull-fix/renderFixReview': (texts) => {
    const lines = texts.flatMap((text, index) =>
      [true, false].map((isInDiff) => ({ path: text, line: index + 1, before: text, after: lineOf(text), isInDiff })),
    );
    const { body, comments } = renderFixReview(lines, conversationLinks);
    return [
      { what: 'review', kind: 'body', text: body, markers: 1 },
      ...comments.map((comment) => ({ what: 'suggestion', kind: 'suggestion' as const, text: comment.body })),
    ];
  },
};

/** Everything that a person could have said or chosen, in the words of the texts. */
function hostileDashboard(texts: readonly string[], number: number): DashboardInput {
  const report = hostileReport(texts);
  const desired = hostileRoadmap(texts);
  const [text = ''] = texts;
  const items = desired.items.map(({ id }) => id);
  const roadmap = dashboardOf(
    desired,
    {
      ...report.roadmaps[0]!,
      plan: { ...report.roadmaps[0]!.plan, proposals: texts.map((one) => proposal(one)) },
      ...(number > 1 ? { pull: hostilePull(texts) } : {}),
    },
    {
      standing: { number: 7, headOid: text, baseOid: text, proposals: [text] },
      refused: [`${text}:${items[0]}`, text],
      snoozed: items.map((item) => ({ item, until: `9999 ${text}`, by: text })),
      ignored: [
        { item: null, rule: text, by: text },
        { item: items[0] ?? null, rule: text, by: text },
      ],
      quiet: items.slice(0, 1),
    },
  );
  const roadmaps = Array.from({ length: number }, () => roadmap);
  return {
    report,
    roadmaps,
    committedOn: '2026-04-02',
    refused: { by: text },
    policy: defaultPolicy,
    today: '2026-04-02',
  };
}

const hostilePull = (texts: readonly string[]): StandingReport => {
  const edits = texts.map((text) => ({ key: text, summary: text }));
  return {
    state: 'refused',
    number: 7,
    url: null,
    reason: texts[0] ?? '',
    edits,
    refusedEdits: edits.flatMap((edit) => [
      { ...edit, by: 'person', message: null },
      { ...edit, by: 'file', message: edit.summary },
    ]),
    said: [],
    isWritten: false,
  };
};

const proposal = (text: string): Proposal => ({
  key: text,
  edits: [],
  item: { id: text, title: text, line: 3 },
  summary: `Link #12 to ${text}`,
  reason: `“${text}” and \`${text}\``,
  source: { kind: 'command', by: text, url: text },
});

/** What the renderers above are made of, by file or function: it writes nothing by itself. */
export const PIECES: Readonly<Record<string, string>> = {
  'render/check/check-annotations': 'the annotations of a check',
  'render/check/check-sections': 'the sections of a check',
  'render/check/check-title': 'the title of a check',
  'render/count': 'numbers',
  'render/dashboard/dashboard-body': 'a dashboard put under a notice, or compared',
  'render/dashboard/dashboard-choices': 'what is kept quiet, on a dashboard',
  'render/dashboard/dashboard-progress': 'the progress of a dashboard',
  'render/dashboard/dashboard-pull': 'the edits that a dashboard tells',
  'render/dashboard/dashboard-ticks': 'the boxes of a dashboard',
  'render/dashboard/dashboard-timeline': 'the timeline of a dashboard',
  'render/check/check/toldToReaders': 'a report less what not everybody may know',
  'render/finding-sections': 'sections of findings',
  'render/inert': 'what makes texts inert, held by inert.test.ts',
  'render/links': 'links, held by links.test.ts',
  'render/operation-sections': 'sections of operations',
  'render/plain-text': 'what people see of a text',
  'render/pull-check/pull-check-changes': 'sections of a pull request’s check',
  'render/pull-check/pull-check-merge': 'sections of a pull request’s check',
  'render/pull-check/pull-check-sections': 'sections of a pull request’s check',
  'render/pull-check/pull-fix/fixMarker': 'the marker of a review, a digest',
  'render/reference-text': 'a reference in words',
  'render/sections': 'sections cut to a length',
  'render/shared-sentences': 'what several findings say, as plain text',
  'render/slip-sentence': 'the sentence of a slip',
  'render/standing-note': 'what a check says of the standing pull request',
};

/** Files for a terminal, a program or a picture: GitHub is written none of it. */
export const ELSEWHERE: readonly string[] = [
  'code-frame',
  'diagnosis',
  'diagnosis-text',
  'display-width',
  'explain-text',
  'explanation-json',
  'finding-blocks',
  'finding-json',
  'findings-github',
  'findings-text',
  'history/history-json',
  'history/history-order',
  'history/history-summary',
  'history/history-svg',
  'history/history-svg-marks',
  'history/history-svg-rows',
  'history/history-svg-scale',
  'history/history-svg-style',
  'history/history-text',
  'json-schema/json-schema',
  'json-schema/json-schema-history',
  'json-schema/json-schema-parts',
  'json-schema/json-schema-plan',
  'json-schema/json-schema-policy',
  'json-schema/json-schema-roadmap',
  'json-schema/json-schema-view',
  'markup',
  'operation-groups',
  'operation-text',
  'plan-json',
  'plan-text',
  'policy-file',
  'proposal-text',
  'pull-check/pull-report-json',
  'roadmap-json',
  'roadmap-text',
  'sarif',
  'severity-text',
  'history/svg-text',
  'terminal-style',
  'text-difference',
  'wrap-words',
  'text-table',
].map((name) => `render/${name}`);
