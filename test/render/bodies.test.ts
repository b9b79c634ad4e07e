/** Every body that Milepost writes, made from the most hostile roadmap, configuration and answers there are. */
import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import { readIssueMarker, readSlipMarker } from '../../src/plan/marker.ts';
import type { Finding, Operation, Plan } from '../../src/plan/model.ts';
import type { OperationOutcome, SyncReport } from '../../src/plan/report.ts';
import { renderCheck } from '../../src/render/check.ts';
import { renderPlanMarkdown } from '../../src/render/plan-markdown.ts';
import { createTexts } from '../../src/render/texts.ts';
import type { Roadmap } from '../../src/roadmap/model.ts';
import { gallery } from './gallery.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { AUTOLINKS, whatActs } from './reading-as-github.ts';
import {
  baseOf,
  HEAD,
  item,
  observationOf,
  openIssue,
  planFor,
  reference,
  release,
  REPO,
  roadmapOf,
  syncReport,
  textsContext,
  timeframe,
} from './sample-project.ts';

const LIMIT = 65_535;

const isOurs = ({ url }: { url: string }): boolean =>
  url.startsWith(`https://github.com/${REPO}/`) ||
  /^https:\/\/redirect\.github\.com\/[\w.-]+\/[\w.-]+\/issues\/\d+$/u.test(url) ||
  url === textsContext.documentationUrl;

/** Each text as title, description, section, target and milestone of items with and without issues. */
function hostileRoadmap(texts: readonly string[]): Roadmap {
  const items = texts.flatMap((text, index) => {
    const title = text.trim() === '' ? 'Untitled' : text;
    const fields = { description: `${text}\n${text}`, path: [text, 'Roadmap', text], areas: [text] };
    return [
      item(index * 3 + 1, title, { ...fields, placeholder: true, target: release(text) }),
      item(index * 3 + 2, title, {
        ...fields,
        references: [reference(index + 1)],
        target: timeframe(text, '2020-01-01', '2020-12-31'),
      }),
      item(index * 3 + 3, title, { ...fields, status: 'slipped', target: release(text) }),
    ];
  });
  return roadmapOf(items, { file: 'docs/@octocat #1/a|b`c(d)<e>/ROADMAP.md', title: texts[0] ?? null });
}

function hostilePlan(texts: readonly string[]): Plan {
  const desired = hostileRoadmap(texts);
  const answers = Object.fromEntries(
    texts.map((text, index) => [
      `lanternhq/lantern#${index + 1}`,
      openIssue(index + 1, text, index % 2 === 0 ? {} : { open: false, stateReason: 'completed' }),
    ]),
  );
  const plan = planFor(desired, {
    observed: observationOf(desired, answers),
    base: baseOf(desired),
    policy: { limits: { new_issues: 30, comments: 10 } },
  });
  const quoted: Finding[] = texts.map((text, index) => ({
    rule: 'overdue',
    severity: 'warning',
    message: `“${text}” and \`${text}\` disagree. Do ${text}.`,
    file: plan.file,
    range: { line: index + 1, column: 1, endLine: index + 1, endColumn: 9, startOffset: 0, endOffset: 8 },
    item: null,
    suggestion: text,
  }));
  return { ...plan, findings: [...plan.findings, ...quoted] };
}

const OUTCOMES: ((text: string) => OperationOutcome)[] = [
  () => ({
    state: 'done',
    earlier: false,
    result: { number: 7, commentId: 1, url: 'https://example.com/@octocat', missedKey: null },
  }),
  () => ({ state: 'done', earlier: true, result: { number: 8, commentId: null, url: null, missedKey: null } }),
  (text) => ({ state: 'refused', reason: text }),
  (text) => ({ state: 'withheld', reason: text }),
  () => ({ state: 'held', hold: 'limit' }),
  () => ({ state: 'held', hold: 'offered' }),
];

function hostileReport(texts: readonly string[], fields: Partial<SyncReport> = {}): SyncReport {
  const plan = hostilePlan(texts);
  const outcomes = plan.operations.map((operation, index) => ({
    operation,
    outcome: OUTCOMES[index % OUTCOMES.length]!(texts[index % texts.length] ?? ''),
  }));
  const file = '.github/milepost.yml';
  const problems = texts.map((text, index) => ({
    file: index % 2 === 0 ? file : `octo/.github: ${file}`,
    key: text,
    line: 1,
    column: 1,
    message: text,
  }));
  return syncReport(
    [
      { file: plan.file, items: 3, plan, outcomes },
      { file: plan.file, items: 3, plan, outcomes: [] },
    ],
    {
      unserved: problems,
      policyProblems: fields.roadmaps === undefined ? [] : problems,
      ...fields,
    },
  );
}

const context = { serverUrl: 'https://github.com', failOn: 'error' } as const;

function expectInertCheck(report: SyncReport): void {
  const { title, summary, annotations } = renderCheck(report, context);
  expect(whatActs(summary, isOurs)).toEqual([]);
  expect(summary.length).toBeLessThanOrEqual(LIMIT);
  for (const plain of [title, ...annotations.flatMap((one) => [one.title, one.message])]) {
    for (const [, pattern] of AUTOLINKS.slice(0, 3)) expect(plain).not.toMatch(pattern);
    expect(plain).not.toMatch(/[\p{Cc}\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/u);
  }
  expect(title.length).toBeLessThanOrEqual(255);
  expect(annotations.length).toBeLessThanOrEqual(500);
}

function expectInertTexts(operation: Operation): void {
  const texts = createTexts(textsContext);
  if (operation.kind === 'open-issue') {
    const { title, body } = texts.openIssue(operation, ['0123456789']);
    expect(whatActs(body, isOurs)).toEqual([]);
    expect(readIssueMarker(body)?.item).toBe(operation.item.id);
    expect(body.match(/<!--/gu)).toHaveLength(1);
    expect(title.length).toBeLessThanOrEqual(256);
    expect(title).not.toMatch(/@[\p{L}\p{N}_]|#\p{N}|[\p{Cc}\u202A-\u202E]/u);
    return;
  }
  if (operation.kind !== 'comment-slip' && operation.kind !== 'update-slip-comment') return;
  const { body } = texts.slipComment(operation);
  expect(whatActs(body, isOurs)).toEqual([]);
  expect(readSlipMarker(body)?.item).toBe(operation.item.id);
  expect(body.match(/<!--/gu)).toHaveLength(1);
}

describe('everything that Milepost writes', () => {
  it.each(HOSTILE_TEXTS.map((text) => [text]))('does nothing with %j in it', (text) => {
    const plan = hostilePlan([text]);
    expectInertCheck(hostileReport([text]));
    expectInertCheck(hostileReport([text], { roadmaps: [], searched: [text] }));
    for (const place of [null, { serverUrl: 'https://github.com', ref: HEAD }])
      expect(whatActs(renderPlanMarkdown(plan, place), isOurs)).toEqual([]);
    plan.operations.forEach(expectInertTexts);
  });

  it('does nothing with many of them at once, in every occasion and mode', () => {
    const report = hostileReport(HOSTILE_TEXTS.slice(0, 20));
    for (const occasion of ['push', 'first-look', 'own-event', 'manual'] as const)
      for (const mode of ['apply', 'plan', 'off'] as const) expectInertCheck({ ...report, occasion, mode });
  });

  it('does nothing with any texts', () => {
    const text = fc
      .array(fc.oneof(fc.constantFrom(...HOSTILE_TEXTS), fc.string({ unit: 'binary' })), { maxLength: 4 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 3 }), (texts) => {
        expectInertCheck(hostileReport(texts));
        hostilePlan(texts).operations.forEach(expectInertTexts);
      }),
      { numRuns: 25 },
    );
  });

  it('is inert in the gallery too', () => {
    // A picture and what a terminal shows are no Markdown.
    const pages = Object.entries(gallery()).filter(([name]) => !name.startsWith('history.'));
    for (const [name, page] of pages) {
      const body = page.split('\n---\n')[1] ?? page;
      expect([name, whatActs(body, isOurs)]).toEqual([name, []]);
    }
  });
});

describe('the limits of GitHub', () => {
  const long = '$@<'.repeat(60_000);

  it('are kept by an issue whose every part is too long', () => {
    const plan = planFor(
      roadmapOf([
        item(1, long, {
          description: `${long}\n`.repeat(3),
          path: Array.from({ length: 40 }, () => long),
          placeholder: true,
          target: release(long),
        }),
      ]),
    );
    const operation = plan.operations[0]!;
    if (operation.kind !== 'open-issue') throw new Error('An issue was expected.');
    const waiting = Array.from({ length: 20_000 }, (_, index) => index.toString(16).padStart(10, '0'));
    const { title, body } = createTexts(textsContext).openIssue(operation, waiting);
    expect(title).toHaveLength(256);
    expect(body.length).toBeLessThanOrEqual(65_536);
    const marker = readIssueMarker(body);
    expect(marker?.waiting.length).toBeGreaterThan(1_000);
    expect(marker?.waiting).toEqual(waiting.slice(0, marker?.waiting.length));
  });

  it('are kept by a check with thousands of findings, by whole entries and with a notice', () => {
    const items = Array.from({ length: 3_000 }, (_, index) =>
      item(index + 1, `Item ${index}`, { references: [reference(index + 1)] }),
    );
    const desired = roadmapOf(items);
    const missing = Object.fromEntries(
      items.map((_, index) => [`lanternhq/lantern#${index + 1}`, { state: 'missing' as const }]),
    );
    const plan = planFor(desired, { observed: observationOf(desired, missing) });
    const { summary, annotations } = renderCheck(
      syncReport([{ file: desired.file, items: 3_000, plan, outcomes: [] }]),
      context,
    );
    expect(summary.length).toBeLessThanOrEqual(LIMIT);
    expect(summary.length).toBeGreaterThan(LIMIT - 1_000);
    expect(summary).toMatch(
      /\n<\/details>\n\n… and \d+ lines more, which do not fit into a check\. `milepost plan lanternhq\/lantern` prints everything\.\n\n4 GitHub requests/u,
    );
    expect(whatActs(summary, isOurs)).toEqual([]);
    expect(annotations).toHaveLength(500);
  });
});
