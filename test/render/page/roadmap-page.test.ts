import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { RoadmapView, ViewItem } from '../../../src/plan/view/view.ts';
import { readPageFilter } from '../../../src/render/page/page-filter.ts';
import { roadmapPage, type RoadmapPageInput } from '../../../src/render/page/roadmap-page.ts';
import { HOSTILE_TEXTS } from '../hostile-texts.ts';
import { strayAngles, tagsOf, textOf } from './tags.ts';
import { itemWith, NO_PICTURES, NOBODY, NOW, REPOSITORY, RULES_URL, viewWith } from './views.ts';

const page = (views: RoadmapView[], changes: Partial<RoadmapPageInput> & { query?: string } = {}): string =>
  roadmapPage({
    ...NOBODY,
    repository: REPOSITORY,
    views,
    filter: readPageFilter(new URLSearchParams(changes.query ?? '')),
    address: { self: `/${REPOSITORY}`, picture: `/${REPOSITORY}.svg` },
    seenAt: '2026-01-20T09:55:00Z',
    now: NOW,
    isPrivate: false,
    pictures: NO_PICTURES,
    rulesUrl: RULES_URL,
    ...changes,
  });

const FULL: Partial<ViewItem> = {
  title: 'Faster start',
  description: 'Half the time',
  path: ['1.7', 'Core'],
  line: 14,
  areas: ['CLI'],
  target: { text: '1.7.0', kind: 'release', start: null, end: '2021-09-30' },
  column: 'In review',
  references: [
    { kind: 'issue', label: '#12', url: 'https://github.com/example-org/lantern/issues/12', title: 'T', state: 'open' },
    {
      kind: 'issue',
      label: '#13',
      url: 'https://github.com/example-org/lantern/issues/13',
      title: null,
      state: 'dropped',
    },
    {
      kind: 'pull',
      label: '#14',
      url: 'https://github.com/example-org/lantern/pull/14',
      title: null,
      state: 'missing',
    },
    { kind: 'issue', label: 'a private reference', url: null, title: null, state: null },
  ],
  moves: [
    { from: time('Q1 2024'), to: time('Q3 2024'), on: null, isSlip: true },
    { from: time('Q3 2024'), to: time('2025'), on: null, isSlip: true },
  ],
};

function time(text: string): { text: string; start: null; end: null } {
  return { text, start: null, end: null };
}

const many = (length: number): RoadmapView =>
  viewWith(
    Array.from({ length }, (_, index) => ({
      title: `Work number ${index}`,
      status: index % 4 === 0 ? 'done' : 'planned',
    })),
  );

const hrefs = (html: string): string[] =>
  tagsOf(html)
    .filter(({ name }) => name === 'a')
    .map(({ attributes }) => (attributes['href'] ?? '').replaceAll('&amp;', '&'));

describe('the page of a repository', () => {
  it('says of an item all that is known', () => {
    const text = textOf(page([viewWith([FULL])]));
    for (const words of [
      'Faster start Half the time Target: 1.7.0, until 30 Sep 2021 Area: CLI Board: In review',
      '#12 open #13 not planned #14 missing a private reference',
      'Moved 2 times: Q1 2024 → Q3 2024 → 2025',
      'Section: 1.7 › Core line 14',
    ])
      expect(text).toContain(words);
    expect(hrefs(page([viewWith([FULL])]))).toEqual(
      expect.arrayContaining([
        'https://github.com/example-org/lantern/issues/12',
        'https://github.com/example-org/lantern/blob/main/ROADMAP.md?plain=1#L14',
      ]),
    );
  });

  it('tells how old it is, how far the roadmap is and what the file says of itself', () => {
    const items = (['done', 'done', 'planned', 'slipped', 'dropped'] as const).map((status) => ({ status }));
    const html = page([viewWith(items, { title: 'Where we go', lastUpdated: 'July 2021', isObserved: false })]);
    for (const words of [
      'Looked at 5 minutes ago',
      'Where we go ROADMAP.md Last updated July 2021 Last commit 15 Jan 2026 GitHub was not asked about its issues',
      '50 % done',
      '1 planned 0 in progress 1 slipped 2 done 1 dropped',
    ])
      expect(textOf(html)).toContain(words);
    expect(html).toContain('<time datetime="2026-01-20T09:55:00Z">');
    expect(html).toContain('aria-label="1 planned, 1 slipped, 2 done, 1 dropped"');
  });

  it('has the lanes of a board in its order, what is over folded up', () => {
    const items = (['done', 'slipped', 'in-progress', 'planned', 'dropped'] as const).map((status) => ({ status }));
    const html = page([viewWith(items)]);
    const lanes = tagsOf(html).filter(({ attributes }) => 'data-status' in attributes);
    expect(lanes.map(({ attributes }) => attributes['data-status'])).toEqual([
      'planned',
      'in-progress',
      'slipped',
      'done',
      'dropped',
    ]);
    expect(textOf(html)).toContain('Show 1 done item');
    expect(page([viewWith(items)], { query: 'status=done' })).not.toContain('class="fold"');
  });

  it('leads from the counts down to the lanes, and to their own pages where they are not on this one', () => {
    const items = (['done', 'slipped', 'planned'] as const).map((status) => ({ status }));
    const lanesLedTo = (query: string): string[] =>
      hrefs(page([viewWith(items)], { query })).filter((href) => /lane-|status=/.test(href));
    expect(lanesLedTo('')).toEqual(['#r1-lane-planned', '#r1-lane-slipped', '#r1-lane-done']);
    expect(lanesLedTo('status=done')).toEqual([
      `/${REPOSITORY}?status=planned`,
      `/${REPOSITORY}?status=slipped`,
      '#r1-lane-done',
    ]);
  });

  it('keeps sub-items under their parents, and says of others what they are part of', () => {
    const view = viewWith([
      { title: 'Whole', target: { text: 'Q1 2026', kind: 'timeframe', start: null, end: null } },
      { title: 'Half', parent: 0, target: { text: 'Q1 2026', kind: 'timeframe', start: null, end: null } },
      { title: 'Rest', parent: 0, status: 'done' },
    ]);
    const text = textOf(page([view]));
    expect(text).toContain('Whole Target: Q1 2026 Half line 2 line 1');
    expect(text).toContain('Rest Part of Whole');
  });

  it('tells findings at their items, those of the file apart, severity and rule in words', () => {
    const view = viewWith([{}], {
      findings: [
        { rule: 'overdue', severity: 'error', line: 1, message: 'It is `late`.', item: 'item-0' },
        { rule: 'overdue', severity: 'info', line: 1, message: 'And old.', item: 'item-0' },
        { rule: 'mojibake', severity: 'warning', line: 9, message: 'Odd signs.', item: null },
        { rule: 'no-items', severity: 'warning', line: 3, message: 'Gone.', item: 'item-99' },
      ],
    });
    const html = page([view]);
    expect(textOf(html)).toContain('1 error and 1 note error It is late . overdue note And old. overdue');
    expect(textOf(html)).toContain(
      'Findings of the file warning line 9 Odd signs. mojibake warning line 3 Gone. no-items',
    );
    expect(hrefs(html)).toContain(`${RULES_URL}/mojibake.md`);
    expect(hrefs(page([view], { rulesUrl: null })).filter((href) => href.includes('rules'))).toEqual([]);
  });

  it('is cut where one item or one fault would fill it, and says by how much', () => {
    const references = Array.from({ length: 90 }, (_, number) => ({ ...FULL.references![0]!, label: `#${number}` }));
    const finding = { rule: 'mojibake', severity: 'info', line: 1, message: 'Odd.', item: null } as const;
    const findings = Array.from({ length: 150 }, () => finding);
    const text = textOf(page([viewWith([{ references }], { findings })]));
    expect(text).toContain('#39 open 50 more');
    expect(text.match(/Odd\./g)).toHaveLength(100);
    expect(text).toContain('50 more: milepost plan tells them all.');
  });

  it('says how many match, keeps the filter in the form, and how to get rid of it', () => {
    const view = viewWith([FULL, { title: 'Slower stop', areas: ['UI'], status: 'done', path: ['1.8'] }]);
    const html = page([view], { query: 'text=fast%22er&status=planned&area=cli&section=1.7&file=x' });
    expect(textOf(html)).toContain('0 of 2 items match. Not known here, so left out: file “x” . Clear the filter');
    expect(textOf(html)).toContain('No item matches.');
    const fields = tagsOf(html).filter(({ name }) => name === 'input' || name === 'option');
    const chosen = fields.filter(({ attributes }) => 'checked' in attributes || 'selected' in attributes);
    expect(chosen.map(({ attributes }) => attributes['value'])).toEqual(['CLI', '1.7', 'planned']);
    expect(fields[0]?.attributes['value']).toBe('fast&quot;er');
    expect(hrefs(html)).toContain(`/${REPOSITORY}`);
    expect(textOf(page([view], { query: 'text=FASTER' }))).toContain('1 of 2 items matches.');
  });

  it('offers only what there is', () => {
    const html = page([
      viewWith([
        { areas: ['b', 'A', 'B'], path: ['x'] },
        { path: ['x', 'y'], status: 'done' },
      ]),
    ]);
    const options = tagsOf(html).filter(({ name }) => name === 'option');
    expect(options.map(({ attributes }) => attributes['value'])).toEqual(['', 'A', 'b', '', 'x', 'x › y']);
    expect(tagsOf(page([viewWith([{}])])).filter(({ name }) => name === 'select')).toEqual([]);
  });

  it('leads from the beginning of a lane to all of it, page by page', () => {
    const html = page([many(400)]);
    expect(textOf(html)).toContain('Show all 300 planned 276 more');
    expect(hrefs(html)).toContain(`/${REPOSITORY}?status=planned`);
    const second = page([many(400)], { query: 'status=planned&page=2' });
    expect(textOf(second)).toContain('Page 2 of 3');
    expect(hrefs(second)).toEqual(
      expect.arrayContaining([`/${REPOSITORY}?status=planned&page=1`, `/${REPOSITORY}?status=planned&page=3`]),
    );
    const titles = textOf(second).match(/Work number \d+/g) ?? [];
    expect([titles.length, titles[0]]).toEqual([100, 'Work number 134']);
  });

  it('filters the timeline as it filters the items, and draws slips only where there are any', () => {
    const drawn: string[] = [];
    const draw = (what: string) => (view: RoadmapView) => {
      drawn.push(`${what} ${view.items.map(({ title }) => title).join()}`);
      return '<svg></svg>';
    };
    const pictures = { timeline: draw('timeline'), slips: draw('slips') };
    const view = viewWith([FULL, { title: 'Other', status: 'done' }]);
    page([view], { pictures });
    const filtered = page([view], { pictures, query: 'status=done' });
    page([view], { pictures, query: 'page=2' });
    expect(drawn).toEqual(['timeline Faster start,Other', 'slips Faster start,Other', 'timeline Other']);
    expect(filtered).toContain('role="region" aria-labelledby="r1-timeline" tabindex="0"');
  });

  it('tells regions of two roadmaps apart, and has no id twice', () => {
    const html = page([viewWith([{}]), viewWith([{}], { file: 'docs/ROADMAP.md' })]);
    const ids = tagsOf(html).flatMap(({ attributes }) => attributes['id'] ?? []);
    expect(new Set(ids).size).toBe(ids.length);
    const named = tagsOf(html).flatMap(({ attributes }) => attributes['aria-labelledby']?.split(' ') ?? []);
    expect(named.filter((id) => !ids.includes(id))).toEqual([]);
  });

  it('says what is missing: no roadmap, no items', () => {
    expect(textOf(page([]))).toContain('No roadmap file has been read here yet.');
    expect(textOf(page([viewWith([])]))).toContain('No items were found in this file.');
  });

  it('says to whom it is shown', () => {
    const html = page([viewWith([])], { isPrivate: true, person: { login: 'reader' }, signOut: '/-/sign-out' });
    expect(textOf(html)).toContain('Signed in as reader Sign out');
    expect(textOf(html)).toContain('Private: only people who can read this repository on GitHub see this page');
    expect(html).toContain('<form method="post" action="/-/sign-out">');
  });

  it('is made of what a strict policy allows: no script, no style attribute, nothing from elsewhere', () => {
    const tags = tagsOf(page([viewWith([FULL])], { person: { login: 'reader' }, signOut: '/-/sign-out' }));
    expect(
      tags.filter(({ attributes }) => Object.keys(attributes).some((name) => /^(?:style|on.*|src|srcset)$/.test(name))),
    ).toEqual([]);
    expect(tags.filter(({ name }) => /^(?:script|img|iframe|link|object|embed|base)$/.test(name))).toEqual([]);
    expect(tags.filter(({ name }) => name === 'style')).toHaveLength(1);
    expect(tags.filter(({ name }) => name === 'h1')).toHaveLength(1);
  });
});

/** Everything of a view that comes from outside is that text. */
function hostileView(text: string): RoadmapView {
  const target = { text, kind: 'release', start: null, end: '2021-09-30' } as const;
  const item = itemWith({
    ...FULL,
    title: text,
    description: text,
    path: [text, text],
    areas: [text],
    target,
    column: text,
  });
  return viewWith(
    [
      {
        ...item,
        references: [{ kind: 'issue', label: text, url: text, title: text, state: 'open' }],
        moves: [{ from: { ...target }, to: { ...target, text: `${text}2` }, on: text, isSlip: true }],
      },
      { ...item, id: text, parent: 0 },
    ],
    {
      title: text,
      lastUpdated: text,
      committedOn: text,
      file: text,
      ref: text,
      findings: [{ rule: text, severity: 'error', line: 1, message: text, item: null }],
    },
  );
}

/** The page's tags with the names of their attributes. */
const shapeOf = (html: string): string[] =>
  tagsOf(html).map(({ name, attributes }) => `${name} ${Object.keys(attributes).join(' ')}`);

/** The page of such a view, asked for with the same text everywhere. */
function hostilePage(text: string): string {
  const query = new URLSearchParams({ text, area: text, section: text, file: text, status: text, page: text });
  return page([hostileView(text)], { query: query.toString(), repository: `a/${text}` });
}

describe('a hostile roadmap', () => {
  /** What pages of harmless words are made of, those with an address and with code among them. */
  const known = new Set(
    ['Plain', 'https://github.com/a', '', '2', 'a `b`'].flatMap((text) => shapeOf(hostilePage(text))),
  );
  const harmOf = (html: string): string[] => [
    ...strayAngles(html),
    ...shapeOf(html).filter((shape) => !known.has(shape)),
    ...hrefs(html).filter(
      (href) => !/^(?:https:\/\/github\.com\/|https:\/\/example\.org\/|\/(?!\/)|#main$|#r1-)/.test(href),
    ),
    ...(/[\p{Cc}\u202A-\u202E\u2066-\u2069]/u.exec(html.replaceAll('\n', '')) ?? []),
  ];

  it.each(HOSTILE_TEXTS.map((text) => [text]))('does nothing with %j', (text) => {
    expect(harmOf(hostilePage(text))).toEqual([]);
  });

  it('makes no tag, attribute or address, whatever its texts are', () => {
    const pieces = fc.oneof(
      fc.constantFrom(
        '<script>',
        '</style>',
        '" onclick="x',
        "'",
        '&#60;',
        '`',
        '<!--',
        ']]>',
        '</textarea>',
        'javascript:x',
      ),
      fc.string({ unit: 'binary', maxLength: 20 }),
    );
    const anyText = fc.array(pieces, { maxLength: 4 }).map((parts) => parts.join(''));
    fc.assert(
      fc.property(anyText, (text) => {
        expect(harmOf(hostilePage(text))).toEqual([]);
      }),
      { numRuns: 60 },
    );
  });
});
