import { describe, expect, it } from '@jest/globals';
import type { Conversation } from '../../../src/plan/conversation.ts';
import type { Proposal } from '../../../src/plan/proposal.ts';
import type { StandingReport, SyncReport } from '../../../src/plan/report.ts';
import { defaultPolicy } from '../../../src/policy/defaults.ts';
import { renderDashboard, type DashboardInput } from '../../../src/render/dashboard/dashboard.ts';
import { withNotice, withoutLastSync } from '../../../src/render/dashboard/dashboard-body.ts';
import type { Item, Roadmap } from '../../../src/roadmap/model.ts';
import { DASHBOARD, dashboardOf } from './dashboards.ts';
import { HOSTILE_TEXTS } from '../hostile-texts.ts';
import { allNodes, readMarkdown, whatActs } from '../reading-as-github.ts';
import { isOurs } from '../hostile-project.ts';
import {
  baseOf,
  done,
  HEAD,
  item,
  observationOf,
  planFor,
  reference,
  roadmapOf,
  roadmapReport,
  syncReport,
  timeframe,
} from '../sample-project.ts';

const PLANNED = timeframe('Q3 2026', '2026-07-01', '2026-09-30');

const inputOf = (
  desired: Roadmap,
  conversation: Partial<Conversation> = {},
  fields: Partial<SyncReport> = {},
): DashboardInput => {
  const roadmap = roadmapReport(desired, planFor(desired, { base: null }), done);
  return {
    report: syncReport([roadmap], fields),
    roadmaps: [dashboardOf(desired, roadmap, conversation)],
    committedOn: '2026-04-01',
    refused: null,
    policy: defaultPolicy,
    today: '2026-04-02',
  };
};

const bodyOf = (...parameters: Parameters<typeof inputOf>): string =>
  renderDashboard(inputOf(...parameters), DASHBOARD);

/** The lines of the chart. */
const chartOf = (body: string): string[] =>
  allNodes(readMarkdown(body)).flatMap((node) =>
    node.type === 'code' && node.lang === 'mermaid' ? node.value.split('\n') : [],
  );

describe('a dashboard', () => {
  const mixed = roadmapOf([
    item(3, 'Resumable uploads', { status: 'done', path: ['Plan', '2.3'], references: [reference(12)] }),
    item(4, 'Album covers', { status: 'in-progress', path: ['Plan', '2.3'] }),
    item(5, 'Offline maps', {
      target: timeframe('Q1 2026', '2026-01-01', '2026-03-31'),
      path: ['Plan', '2.4', 'Maps'],
    }),
    item(6, 'Shared albums', { status: 'dropped', path: ['Plan', '2.4'] }),
  ]);

  it('leads with how it stands and what waits', () => {
    expect(bodyOf(mixed).split('\n')[0]).toBe(
      '**1 of 3 items is done, 1 is in progress and 1 is late** in [ROADMAP.md](https://github.com/lanternhq/lantern/blob/main/ROADMAP.md?plain=1#L1). 1 thing waits for your word.',
    );
  });

  it.each([
    [{ status: 'done' as const }, 'done'],
    [{ status: 'in-progress' as const }, 'in progress'],
    [{}, 'still to be done'],
    [{ target: timeframe('Q1 2026', '2026-01-01', '2026-03-31') }, 'late'],
  ])('says of a single item with %j that it is %s', (fields, state) => {
    expect(bodyOf(roadmapOf([item(3, 'Resumable uploads', fields)])).split('\n')[0]).toContain(
      `**The one item is ${state}** in `,
    );
  });

  it('tells an item that was moved to a later time, and does not call it late', () => {
    const before = roadmapOf([item(3, 'Offline maps', { target: PLANNED })]);
    const desired = roadmapOf([
      item(3, 'Offline maps', { target: timeframe('Q4 2026', '2026-10-01', '2026-12-31') }),
      item(4, 'Album covers'),
    ]);
    const roadmap = roadmapReport(desired, planFor(desired, { base: baseOf(before) }), done);
    const body = renderDashboard(
      { ...inputOf(desired), report: syncReport([roadmap]), roadmaps: [dashboardOf(desired, roadmap, {})] },
      DASHBOARD,
    );
    expect(body.split('\n')[0]).toContain('**0 of 2 items are done** in ');
    expect(body).toContain('is now planned for “Q4 2026”');
    expect(body).not.toContain('crit');
  });

  it('has a row with a bar for each section, without the title that all share', () => {
    const body = bodyOf(mixed);
    expect(body).toContain('| 2.3 | █████░░░░░ | 1 of 2 | 1 | – |\n| 2.4 › Maps | ░░░░░░░░░░ | 0 of 1 | – | 1 |');
    expect(body).toContain('1 dropped, not counted here.');
  });

  it('fills a bar only when all is done', () => {
    const almost = Array.from({ length: 50 }, (_, index) =>
      item(3 + index, `Step ${index}`, { status: index === 0 ? 'planned' : 'done' }),
    );
    expect(bodyOf(roadmapOf(almost))).toContain('█████████░ | 49 of 50');
  });

  it('shows the outer sections only where there are many', () => {
    const many = Array.from({ length: 90 }, (_, index) =>
      item(3 + index, `Step ${index}`, { path: [`Part ${index % 3}`, `Chapter ${index}`] }),
    );
    const rows = bodyOf(roadmapOf(many)).match(/^\| Part.*$/gm);
    expect(rows).toHaveLength(3);
    expect(rows![0]).toContain('| Part 0 | ░░░░░░░░░░ | 0 of 30');
  });

  it('is the same for the same world, and differs by the sync alone only in its last words', () => {
    expect(bodyOf(mixed)).toBe(bodyOf(mixed));
    const later = bodyOf(mixed, {}, { headOid: HEAD.replace('5', '6'), requests: { graphql: 9, rest: 9 } });
    expect(later).not.toBe(bodyOf(mixed));
    expect(withoutLastSync(later)).toBe(withoutLastSync(bodyOf(mixed)));
    expect(withoutLastSync(bodyOf(mixed).replaceAll('\n', '\r\n'))).toBe(withoutLastSync(bodyOf(mixed)));
  });

  it('does not say how long ago something was, which would be another every day', () => {
    const stale = roadmapOf(mixed.items, {
      lastUpdated: { text: 'June 2025', date: '2025-06-01', line: 1, range: mixed.items[0]!.range },
    });
    expect(bodyOf(stale)).toContain('last updated “June 2025”, and still has open items');
  });

  it('gives a heading to each of several roadmaps', () => {
    const input = inputOf(mixed);
    const other = { ...mixed, file: 'docs/PLAN.md' };
    const report = roadmapReport(other, planFor(other, { base: null }), done);
    const body = renderDashboard({ ...input, roadmaps: [...input.roadmaps, dashboardOf(other, report)] }, DASHBOARD);
    expect(body.match(/^## .*$/gm)).toEqual([
      '## [ROADMAP.md](https://github.com/lanternhq/lantern/blob/main/ROADMAP.md?plain=1#L1)',
      '## [docs/PLAN.md](https://github.com/lanternhq/lantern/blob/main/docs/PLAN.md?plain=1#L1)',
    ]);
    expect(body).toMatch(/^\*\*2 of 6 items are done/);
  });

  it('tells who wanted what kept quiet, and forgets a snooze that is over', () => {
    const [first, second, third] = mixed.items.map(({ id }) => id);
    const body = bodyOf(mixed, {
      snoozed: [
        { item: first!, until: '2026-04-02', by: 'alice' },
        { item: second!, until: '2026-04-01', by: 'bob' },
        { item: 'not there', until: null, by: 'carol' },
      ],
      ignored: [{ item: third!, rule: 'overdue', by: 'bob' }],
    });
    expect(body).toContain('“Resumable uploads” ([line 3]');
    expect(body).toContain('until 2026-04-02, by alice');
    expect(body).not.toContain('2026-04-01, by bob');
    expect(body).not.toContain('carol');
    expect(body).toMatch(/- `overdue` for “Offline maps” .*, by bob/);
  });

  it('leaves no backlink on any issue', () => {
    const urls = allNodes(readMarkdown(bodyOf(mixed))).flatMap((node) => (node.type === 'link' ? [node.url] : []));
    expect(urls.filter((url) => /\/(?:issues|pull)\//.test(url) && !url.includes('redirect.github.com'))).toEqual([]);
  });

  it('says which role decides where a tick was put back, and mentions nobody', () => {
    const body = renderDashboard({ ...inputOf(mixed), refused: { by: 'mallory' } }, DASHBOARD);
    expect(body).toContain('A tick by mallory was put back: deciding here takes the role `triage` in this repository.');
    expect(renderDashboard({ ...inputOf(mixed), refused: { by: null } }, DASHBOARD)).toContain('A tick was put back');
  });

  it('shows a hundred boxes of a kind, and leaves the others to the box for all', () => {
    const many = Array.from({ length: 500 }, (_, index) => item(3 + index, `Step ${index}`, { placeholder: true }));
    const body = bodyOf(roadmapOf(many));
    expect(body).toContain('**490 issues wait:** above `limits.new_issues` (10) in one sync.');
    expect(body).toContain('<summary>The first 100 of 490</summary>');
    expect(body).toContain('The box for all covers 390 more.');
    expect(body.match(/^- \[ \] <!-- milepost:tick/gm)).toHaveLength(101);
  });

  it('is cut by whole lines with a notice, and keeps its marker and room for a notice', () => {
    const many = Array.from({ length: 2_000 }, (_, index) =>
      item(3 + index, `Step ${index}`, { references: [reference(index + 1)], target: PLANNED }),
    );
    const desired = roadmapOf(many);
    const missing = Object.fromEntries(
      many.map((_, index) => [`lanternhq/lantern#${index + 1}`, { state: 'missing' as const }]),
    );
    const report = roadmapReport(desired, planFor(desired, { observed: observationOf(desired, missing) }));
    const body = renderDashboard({ ...inputOf(desired), roadmaps: [dashboardOf(desired, report)] }, DASHBOARD);
    expect(withNotice(body, 'x'.repeat(1_500)).length).toBeLessThanOrEqual(65_536);
    expect(body.length).toBeGreaterThan(60_000);
    expect(body).toMatch(/… and \d+ lines more, which do not fit into an issue\./);
    expect(body).toMatch(/<!-- milepost:dashboard:[\w-]+ -->$/);
    expect(whatActs(body, isOurs)).toEqual([]);
  });
});

const dated = (title: string, fields: Partial<Item> = {}): Item => item(7, title, { target: PLANNED, ...fields });

describe('the edits of the roadmap', () => {
  const desired = roadmapOf([item(3, 'Album covers', { placeholder: true })]);
  const [{ id }] = desired.items as [Item];
  const edit = { key: `set-reference:${id}:lanternhq/lantern#401`, summary: 'Link #401 to “Album covers”' };
  const other = { key: `set-status:${id}:done:x`, summary: 'Mark “Album covers” as done' };
  const pull: StandingReport = {
    state: 'open',
    number: 9,
    url: null,
    reason: null,
    edits: [edit],
    refusedEdits: [{ ...other, by: 'person', message: null }],
    said: [],
    isWritten: false,
  };
  const bodyWith = (report: StandingReport): string => {
    const input = inputOf(desired);
    const roadmap = { ...input.roadmaps[0]!.report, outcomes: [], pull: report };
    return renderDashboard(
      { ...input, roadmaps: [dashboardOf(desired, roadmap, { refused: [other.key] })] },
      DASHBOARD,
    );
  };
  const told = (report: StandingReport): string => {
    const body = bodyWith(report);
    return /### Edits of the roadmap\n\n([^]*?)\n\n(?:###|\*\*Last)/.exec(body)?.[1]?.replaceAll('\u200B', '') ?? '';
  };

  it('are told with their pull request, and what was refused in its words', () => {
    expect(told(pull)).toBe(
      '**1 edit** proposed by pull request [#9](https://redirect.github.com/lanternhq/lantern/issues/9):\n\n- Link #401 to “Album covers”\n\n**Refused, and not proposed again:**\n\n- Mark “Album covers” as done',
    );
  });

  it('are told with what stands in their way', () => {
    const reason = 'Milepost may not push to milepost/roadmap. Allow it in the branch rules.';
    const refused = [{ ...edit, by: 'file' as const, message: 'The row has no such column.' }];
    const text = told({ ...pull, state: 'refused', number: null, reason, refusedEdits: refused });
    expect(text).toContain(`**1 edit** to be proposed:`);
    expect(text).toContain(reason);
    expect(text).toContain('- Link #401 to “Album covers”: The row has no such column.');
    expect(text).toContain('- `set-status` of “Album covers” ([line 3]');
  });

  const lastOf = (report: StandingReport): string | undefined =>
    /\*\*Last sync\*\*.*/.exec(bodyWith(report))?.[0].replaceAll('\u200B', '');

  it('stand for the finding of a placeholder whose issue they name, while they are proposed', () => {
    const input = inputOf(desired);
    const named: Proposal = {
      ...edit,
      edits: [],
      item: { id, title: 'Album covers', line: 3 },
      reason: 'Milepost opened it in place of the placeholder',
      source: { kind: 'opened-issue' },
    };
    const shown = (proposals: Proposal[]): string => {
      const { report } = input.roadmaps[0]!;
      const roadmap = {
        ...report,
        plan: { ...report.plan, operations: [], proposals },
        pull,
      };
      return renderDashboard({ ...input, roadmaps: [dashboardOf(desired, roadmap, {})] }, DASHBOARD);
    };
    expect(shown([named])).not.toContain('is still to come');
    expect(shown([])).toContain('is still to come');
  });

  it('are what the last sync wrote, where it wrote them', () => {
    expect(lastOf(pull)).toContain(': nothing had to be written.');
    expect(lastOf({ ...pull, isWritten: true })).toContain(': brought pull request #9 up to date.');
    expect(lastOf({ ...pull, state: 'closed', isWritten: true })).toContain(': tidied up after pull request #9.');
  });

  it('are none of a pull request that was merged', () => {
    expect(told({ ...pull, state: 'merged' })).not.toContain('Link');
  });
});

describe('the timeline', () => {
  it('has a bar for each item with a last day, which is the day before the bar ends', () => {
    const chart = chartOf(
      bodyOf(
        roadmapOf([
          dated('Encrypted albums', { status: 'in-progress', path: ['2.4'] }),
          item(8, 'Some day', { path: ['2.4'] }),
          dated('Album covers', { status: 'done', path: ['2.5'], target: { ...PLANNED, start: null } }),
          dated('Dropped', { status: 'dropped', path: ['2.5'] }),
        ]),
      ),
    );
    expect(chart.filter((line) => line !== '')).toEqual([
      'gantt',
      '    dateFormat YYYY-MM-DD',
      '    axisFormat %Y-%m',
      '    todayMarker off',
      '    section 2.4',
      '    \u200BEncrypted albums :active, 2026-07-01, 2026-10-01',
      '    section 2.5',
      '    \u200BAlbum covers :done, 2026-09-30, 2026-10-01',
    ]);
  });

  it('is not there where nothing has dates', () => {
    expect(bodyOf(roadmapOf([item(3, 'Some day')]))).not.toContain('mermaid');
  });

  it('draws at most a hundred bars, the finished ones left out first, and says so', () => {
    const items = Array.from({ length: 150 }, (_, index) =>
      item(3 + index, `Step ${index}`, { target: PLANNED, status: index < 60 ? 'done' : 'planned' }),
    );
    const body = bodyOf(roadmapOf(items));
    expect(chartOf(body).filter((line) => line.includes(' :'))).toHaveLength(90);
    expect(body).toContain('150 items have dates; 60 of them are not drawn.');
  });

  it.each([
    ...HOSTILE_TEXTS,
    'click a href "https://example.com"',
    'section x',
    'title y',
    'dateFormat X',
    '2026-01-01 begins',
    '%%{init: {"theme":"dark"}}%%',
    'a :done, 2020-01-01, 1d',
    'x\n```\n- [x] y\n```mermaid\nclick a call b()',
    '#quot;#59;&lt;',
    '🦊 :; #',
  ])('stays a bar, and nothing else, with the title %j', (text) => {
    const title = text.trim() === '' ? 'Untitled' : text;
    const body = bodyOf(roadmapOf([dated(title, { path: [text] }), dated('After')]));
    const chart = chartOf(body).filter((line) => line !== '');
    const bars = chart.slice(4);
    expect(bars.length).toBeLessThanOrEqual(4);
    for (const line of bars) {
      expect(line).toMatch(
        /^ {4}(?:section [\p{L}\p{M}\p{N} .()+/…-]+|\u200B[\p{L}\p{M}\p{N} .()+/…-]+ :(?:done, |active, |crit, )?\d{4}-\d{2}-\d{2}, \d{4}-\d{2}-\d{2})$/u,
      );
    }
    expect(bars.at(-1)).toContain('After :');
    expect(whatActs(body, isOurs)).toEqual([]);
  });
});

describe('a notice', () => {
  it('stands above what was there, in place of an earlier one', () => {
    const once = withNotice('- [ ] a\r\n\r\nwords', 'First.');
    expect(once).toBe('<!-- milepost:notice -->\n\nFirst.\n\n<!-- milepost:notice-end -->\n\n- [ ] a\n\nwords');
    expect(withNotice(once, 'Second.')).toBe(once.replace('First', 'Second'));
    expect(withNotice('<!-- milepost:notice -->\nbroken', 'X')).toContain(
      'X\n\n<!-- milepost:notice-end -->\n\nbroken',
    );
  });
});

it('what was observed is not told where nobody may know it', () => {
  const secret = roadmapOf([item(3, 'Album covers', { references: [reference(9, 'secret', 'lab')], target: PLANNED })]);
  const plan = planFor(secret, { observed: observationOf(secret) });
  const report = roadmapReport(secret, {
    ...plan,
    operations: plan.operations.map((operation) => ({ ...operation, privateIssue: true })),
  });
  const body = renderDashboard({ ...inputOf(secret), roadmaps: [dashboardOf(secret, report)] }, DASHBOARD);
  expect(body).not.toContain('secret/lab');
});
