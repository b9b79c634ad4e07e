/** What a body has to keep however much there is to say, and what the examples in the gallery do. */
import { describe, expect, it } from '@jest/globals';
import { readIssueMarker } from '../../src/plan/marker.ts';
import type { SyncReport } from '../../src/plan/report.ts';
import { renderCheck } from '../../src/render/check/check.ts';
import { createTexts } from '../../src/render/texts.ts';
import { gallery } from './gallery.ts';
import { hostileReport, isOurs } from './hostile-project.ts';
import { HOSTILE_TEXTS } from './hostile-texts.ts';
import { AUTOLINKS, whatActs } from './reading-as-github.ts';
import {
  item,
  observationOf,
  planFor,
  reference,
  release,
  roadmapOf,
  syncReport,
  textsContext,
} from './sample-project.ts';

const LIMIT = 65_535;

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

describe('everything that Milepost writes', () => {
  it('does nothing with many of them at once, in every occasion and mode', () => {
    const report = hostileReport(HOSTILE_TEXTS.slice(0, 20));
    for (const occasion of ['push', 'first-look', 'own-event', 'manual'] as const)
      for (const mode of ['apply', 'plan', 'off'] as const) expectInertCheck({ ...report, occasion, mode });
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
