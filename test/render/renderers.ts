/**
 * Every function that makes a text for GitHub, and what it makes of a project that says hostile things. A renderer that is
 * not in here fails the test of completeness in hostile.test.ts.
 */
import { renderCheck } from '../../src/render/check.ts';
import { renderPlanMarkdown } from '../../src/render/plan-markdown.ts';
import { closedBody, commitMessage, pullBody, pullTitle } from '../../src/render/standing-pull.ts';
import { createTexts } from '../../src/render/texts.ts';
import { hostilePlan, hostileReport } from './hostile-project.ts';
import { hostileEdits } from './hostile-edits.ts';
import { HEAD, REPO, textsContext } from './sample-project.ts';
import type { Written } from './written.ts';

export type Renderer = (texts: readonly string[]) => Written[];

/** By `file/function` under src. */
export const RENDERERS: Readonly<Record<string, Renderer>> = {
  'render/check/renderCheck': (texts) =>
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
  'render/plan-markdown/renderPlanMarkdown': (texts) =>
    [null, { serverUrl: 'https://github.com', ref: HEAD }].map((place) => ({
      what: 'plan',
      kind: 'check',
      text: renderPlanMarkdown(hostilePlan(texts), place),
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
};

/** What the renderers above are made of: it writes nothing by itself. */
export const PIECES: Readonly<Record<string, string>> = {
  'render/check-annotations': 'the annotations of a check',
  'render/check-sections': 'the sections of a check',
  'render/check-title': 'the title of a check',
  'render/count': 'numbers',
  'render/finding-sections': 'sections of findings',
  'render/inert': 'what makes texts inert, held by inert.test.ts',
  'render/links': 'links, held by links.test.ts',
  'render/operation-sections': 'sections of operations',
  'render/plain-text': 'what people see of a text',
  'render/reference-text': 'a reference in words',
  'render/sections': 'sections cut to a length',
  'render/slip-sentence': 'the sentence of a slip',
};

/** Files for a terminal, a program or a picture: GitHub is written none of it. */
export const ELSEWHERE: readonly string[] = [
  'code-frame',
  'display-width',
  'explain-text',
  'explanation-json',
  'finding-json',
  'findings-github',
  'findings-text',
  'history-json',
  'history-order',
  'history-summary',
  'history-svg',
  'history-svg-marks',
  'history-svg-rows',
  'history-svg-scale',
  'history-svg-style',
  'history-text',
  'json-schema',
  'json-schema-history',
  'json-schema-parts',
  'json-schema-plan',
  'json-schema-policy',
  'json-schema-roadmap',
  'operation-text',
  'plan-json',
  'plan-text',
  'roadmap-json',
  'roadmap-text',
  'sarif',
  'severity-text',
  'svg-text',
  'terminal-style',
  'text-table',
].map((name) => `render/${name}`);
