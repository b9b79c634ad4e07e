/** Checks of pull requests for Lantern, an invented project, made from texts as people write them. */
import { introducedBy, type PlannedReading } from '../../../src/plan/introduced.ts';
import type { Base, BaseItem } from '../../../src/plan/model.ts';
import type { ObservedReference } from '../../../src/plan/observation.ts';
import type { PullReport } from '../../../src/plan/pull-report.ts';
import { defaultPolicy } from '../../../src/policy/defaults.ts';
import { createLinks } from '../../../src/render/links.ts';
import { renderPullCheck, type PullCheckContext } from '../../../src/render/pull-check/pull-check.ts';
import { renderFixReview } from '../../../src/render/pull-check/pull-fix.ts';
import { withIdentity } from '../../../src/roadmap/identity/with-identity.ts';
import type { Roadmap } from '../../../src/roadmap/model.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import { baseOf, closedIssue, HEAD, NOW, observationOf, planFor, REPO } from '../sample-project.ts';

export const PULL_CONTEXT: PullCheckContext = {
  serverUrl: 'https://github.com',
  failOn: 'never',
  rulesUrl: `https://github.com/${REPO}/blob/main/docs/rules`,
  fixable: 0,
  fix: null,
};

const BEFORE = `# Lantern roadmap

## 2.4.0 (Q2 2026)

- Resumable uploads (#118)
- Deduplicate by content (#131)
- Encrypted albums, issue coming soon

## Q3 2026

- Import from memory cards (#140)
- Album covers (#142)

## Later

- Keyboard shortcuts (#150)
`;

const AFTER = `# Lantern roadmap

## 2.4.0 (Q2 2026)

- Deduplicate by content hash (#131)
- Encrypted albums, issue coming soon

## Q3 2026

- Resumable uploads (#118)
- Album covers (#142)
- Face grouping on the device, issue coming soon
- Timeline view (#999)

## Later

- Keyboard shortcuts (#150)
- [x] Backup to two places (#160)
- CafÃ© mode (#161)
`;

export interface Comparing {
  before: string | null;
  after: string | null;
  answers?: Record<string, ObservedReference>;
  earlier?: Record<string, Partial<BaseItem>>;
  report?: Partial<PullReport>;
}

const read = (text: string, known: Roadmap | null): Roadmap => {
  const roadmap = parse(text, { file: 'ROADMAP.md', repo: REPO, host: 'github.com', asOf: NOW.slice(0, 10) });
  return known === null ? roadmap : withIdentity(roadmap, known.items);
};

/** The report of a change from one text to the other, as the job makes it. */
export function pullReport({ before, after, answers = {}, earlier = {}, report = {} }: Comparing): PullReport {
  const old = before === null ? null : read(before, null);
  const desired = after === null ? null : read(after, old);
  const both = { ...(desired ?? old)!, items: [...(old?.items ?? []), ...(desired?.items ?? [])] };
  const observed = observationOf(both, answers);
  const base: Base | null =
    old === null
      ? null
      : baseOf(old, Object.fromEntries(old.items.map((item) => [item.id, earlier[item.title] ?? {}])));
  const planned = (roadmap: Roadmap | null, text: string | null): PlannedReading | null =>
    roadmap && { desired: roadmap, text, plan: planFor(roadmap, { observed, base }) };
  return {
    repo: REPO,
    headOid: HEAD,
    subject: { kind: 'pull', number: 214 },
    baseBranch: 'main',
    defaultBranch: 'main',
    mode: 'apply',
    policyProblems: [],
    changedPolicy: null,
    roadmaps:
      both.items.length === 0 && before === null && after === null
        ? []
        : [introducedBy({ before: planned(old, before), after: planned(desired, after), base, policy: defaultPolicy })],
    lost: [],
    movedOn: [],
    isOutside: false,
    unobserved: 0,
    ...report,
  };
}

/** The check as GitHub lays it out. */
export function pullCheckPage(report: PullReport, more: Partial<PullCheckContext> = {}): string {
  const { title, conclusion, summary, annotations } = renderPullCheck(report, { ...PULL_CONTEXT, ...more });
  const lines = annotations.map(
    (one) => `    ${one.path}:${one.start_line} [${one.annotation_level}] ${one.title}\n        ${one.message}`,
  );
  const shown = lines.length === 0 ? '' : `\n---\n\nAnnotations on the lines:\n\n${lines.join('\n')}\n`;
  return `# Milepost — ${title}\n\nConclusion: ${conclusion}\n\n---\n\n${summary}\n${shown}`;
}

const changed: Comparing = {
  before: BEFORE,
  after: AFTER,
  answers: {
    'lanternhq/lantern#999': { state: 'missing' },
    'lanternhq/lantern#160': closedIssue(160, 'Backup to two places'),
  },
  earlier: {
    'Resumable uploads': {
      earlierTargets: [
        { text: 'Q4 2025', end: '2025-12-31' },
        { text: 'Q1 2026', end: '2026-03-31' },
      ],
    },
  },
};

const CONFIGURATION = '.github/milepost.yml';

/** By file name under docs/gallery. */
export const pullCheckPages = (): Record<string, string> => ({
  'pull-check-changes.md': pullCheckPage(pullReport(changed), { fixable: 1 }),
  'pull-check-fix-refused.md': pullCheckPage(
    pullReport({ before: BEFORE, after: BEFORE.replace('Album', 'AlbumÃ©') }),
    {
      fixable: 1,
      fix: 'carol may not do this here: it takes the role triage or a higher one, theirs is read. `commands` in .github/milepost.yml says who may.',
    },
  ),
  'pull-check-first-roadmap.md': pullCheckPage(pullReport({ before: null, after: BEFORE })),
  'pull-check-removed.md': pullCheckPage(pullReport({ before: BEFORE, after: null })),
  'pull-check-from-outside.md': pullCheckPage(
    pullReport({
      before: BEFORE,
      after: BEFORE.replace('(#142)', '(#142, lanternhq/vault#3)'),
      answers: { 'lanternhq/vault#3': { state: 'hidden' } },
      report: { isOutside: true, unobserved: 2 },
    }),
  ),
  'pull-check-configuration.md': pullCheckPage(
    pullReport({
      before: null,
      after: null,
      report: {
        changedPolicy: {
          state: 'changed',
          problems: [
            {
              file: CONFIGURATION,
              key: 'limits.new_issue',
              line: 7,
              column: 3,
              message: 'Found the unknown key `new_issue`. Did you mean `new_issues`?',
            },
          ],
          keys: null,
        },
      },
    }),
  ),
  'pull-check-merge-queue.md': pullCheckPage(
    pullReport({ before: null, after: null, report: { subject: { kind: 'group' } } }),
  ),
  'pull-fix-review.md': `# A review of #214\n\n---\n\n${reviewPage()}\n`,
});

const line = (number: number, before: string, after: string, isInDiff: boolean) => ({
  path: 'ROADMAP.md',
  line: number,
  before,
  after,
  isInDiff,
});

function reviewPage(): string {
  const links = createLinks({ serverUrl: 'https://github.com', repo: REPO, ref: HEAD });
  const { body, comments } = renderFixReview(
    [
      line(19, '- CafÃ© mode (#161)', '- Café mode (#161)', true),
      line(31, '- ZoÃ«’s filters', '- Zoë’s filters', false),
    ],
    links,
  );
  const shown = comments.map((comment) => `${comment.path}, line ${comment.line}:\n\n${comment.body}`);
  return `${body}\n\n---\n\n${shown.join('\n\n')}`;
}
