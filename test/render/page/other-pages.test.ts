import { createHash } from 'node:crypto';
import vm from 'node:vm';
import { describe, expect, it } from '@jest/globals';
import { indexPage, type IndexPageInput } from '../../../src/render/page/index-page.ts';
import { messagePage } from '../../../src/render/page/message-page.ts';
import { notFoundPage } from '../../../src/render/page/not-found-page.ts';
import { reportPage } from '../../../src/render/page/report-page.ts';
import { countStatuses, countWords, shareDone } from '../../../src/render/page/statuses.ts';
import { ago, dayWords } from '../../../src/render/page/time-words.ts';
import { moveChain } from '../../../src/render/page/target-words.ts';
import { strayAngles, tagsOf, textOf } from './tags.ts';
import { NO_PICTURES, NOBODY, NOW, RULES_URL, viewWith } from './views.ts';

const counts = countStatuses([{ status: 'done' }, { status: 'planned' }, { status: 'planned' }, { status: 'dropped' }]);

const index = (changes: Partial<IndexPageInput>): string =>
  indexPage({ ...NOBODY, roadmaps: [], total: 0, text: '', offset: 0, limit: 20, now: NOW, ...changes });

const entry = {
  owner: 'example-org',
  name: 'lantern',
  path: 'ROADMAP.md',
  title: 'Where we <go>',
  counts,
  seenAt: '2026-01-19T10:00:00Z',
};

describe('the list of roadmaps', () => {
  it('tells of each where it is, what it is called, how far it is and how old that is', () => {
    const html = index({
      roadmaps: [entry, { ...entry, name: 'oil', title: null, path: 'docs/ROADMAP.md' }],
      total: 2,
    });
    expect(textOf(html)).toContain(
      'example-org/ lantern Where we <go> · ROADMAP.md 33 % done · 2 planned, 1 done, 1 dropped · looked at 1 day ago',
    );
    expect(textOf(html)).toContain('example-org/ oil docs/ROADMAP.md');
    expect(html).toContain('<a href="/example-org/lantern">');
    expect(strayAngles(html)).toEqual([]);
  });

  it('has pages, which keep what was searched for', () => {
    const html = index({ roadmaps: [entry], total: 45, text: 'a&b', offset: 20, limit: 20 });
    expect(textOf(html)).toContain('45 roadmaps found. Show all');
    expect(textOf(html)).toContain('Page 2 of 3');
    expect(html).toContain('href="/?text=a%26b"');
    expect(html).toContain('href="/?text=a%26b&amp;page=3"');
    expect(html).toContain('value="a&amp;b"');
  });

  it('explains itself where there is nothing yet, and only there', () => {
    expect(textOf(index({}))).toContain('No public roadmap yet');
    expect(textOf(index({ text: 'x' }))).toContain('No roadmap matches.');
    expect(index({ text: 'x' })).not.toContain('No public roadmap yet');
  });
});

describe('the page for what is not there', () => {
  it('offers to sign in where one can, and who is signed in knows what else it may be', () => {
    const anybody = notFoundPage({ ...NOBODY, signIn: '/-/sign-in?to=%2Fa%2Fb' });
    expect(anybody).toContain('href="/-/sign-in?to=%2Fa%2Fb"');
    expect(textOf(anybody)).toContain('sign in to see it');
    expect(textOf(notFoundPage(NOBODY))).not.toMatch(/sign in|private/i);
    const reader = textOf(notFoundPage({ ...NOBODY, person: { login: 'reader' }, signOut: '/-/sign-out' }));
    expect(reader).toContain('only to people who can read it on GitHub');
  });
});

describe('a message', () => {
  it('is escaped, and leads only within this host', () => {
    const html = messagePage({
      ...NOBODY,
      title: '<Oh>',
      text: ['a "b"'],
      link: { path: '//evil.example', words: 'on' },
    });
    expect(textOf(html)).toContain('<Oh> a "b"');
    expect(html).not.toContain('evil');
    expect(strayAngles(html)).toEqual([]);
  });
});

describe('the report', () => {
  const view = viewWith(
    Array.from({ length: 300 }, (_, number) => ({
      title: `Work ${number}`,
      status: number % 2 === 0 ? ('done' as const) : ('planned' as const),
      areas: ['CLI'],
      path: ['1.7'],
    })),
  );
  const report = (): string => reportPage([view], { now: NOW, pictures: NO_PICTURES, rulesUrl: RULES_URL });

  it('has all items in it, and a form that waits for the script', () => {
    expect(new Set(report().match(/Work \d+/g)).size).toBe(300);
    const form = tagsOf(report()).find(({ name }) => name === 'form');
    expect(form?.attributes).toHaveProperty('hidden');
    expect(form?.attributes).not.toHaveProperty('action');
    const cards = tagsOf(report()).filter(({ attributes }) => 'data-section' in attributes);
    expect(cards).toHaveLength(300);
    expect(cards[0]?.attributes).toMatchObject({ 'data-areas': 'CLI', 'data-section': '1.7' });
  });

  it('allows exactly the style and the script that are in it', () => {
    const html = report();
    const policy = /Content-Security-Policy" content="([^"]*)"/.exec(html)?.[1] ?? '';
    const hashes = ['style', 'script'].map((name) => {
      const content = html.split(`<${name}>`)[1]?.split(`</${name}>`)[0] ?? '';
      return `${name}-src 'sha256-${createHash('sha256').update(content).digest('base64')}'`;
    });
    expect(policy.split('; ')).toEqual(["default-src 'none'", ...hashes, "base-uri 'none'", "form-action 'none'"]);
    expect(html.split('<script>')).toHaveLength(2);
    expect(html.split('<style>')).toHaveLength(2);
  });

  it('has a script that is one', () => {
    const script = report().split('<script>')[1]?.split('</script>')[0] ?? '';
    expect(() => new vm.Script(script)).not.toThrow();
    expect(script).toContain("' \u203a '");
  });

  it('is the same for the same views', () => {
    expect(report()).toBe(report());
  });
});

const move = (from: string, to: string | null) => ({
  from: { text: from, start: null, end: null },
  to: to === null ? null : { text: to, start: null, end: null },
  on: null,
  isSlip: true,
});

describe('words', () => {
  it.each([
    ['2026-01-20T09:59:30Z', 'just now'],
    ['2026-01-20T10:05:00Z', 'just now'],
    ['2026-01-20T09:59:00Z', '1 minute ago'],
    ['2026-01-20T07:01:00Z', '2 hours ago'],
    ['2026-01-18T10:00:00Z', '2 days ago'],
    ['2025-11-20T10:00:00Z', '2 months ago'],
    ['2023-01-20T10:00:00Z', '3 years ago'],
  ])('%s is %s', (then, words) => {
    expect(ago(then, NOW)).toBe(words);
  });

  it('name days, and leave alone what is none', () => {
    expect([dayWords('2026-01-05'), dayWords(NOW), dayWords('2026-13-05'), dayWords('soon')]).toEqual([
      '5 Jan 2026',
      '20 Jan 2026',
      '2026-13-05',
      'soon',
    ]);
  });

  it('count, and say how much is done of what is not dropped', () => {
    expect(countWords(counts)).toBe('2 planned, 1 done, 1 dropped');
    expect(countWords(countStatuses([]))).toBe('no items');
    expect(shareDone(counts)).toBe(33);
    expect(shareDone(countStatuses([{ status: 'dropped' }]))).toBeNull();
  });

  it('tell the ends of a long chain of targets', () => {
    expect(moveChain([move('Q1', 'Q2'), move('Q2', null)])).toEqual(['Q1', 'Q2', 'no target']);
    const long = Array.from({ length: 8 }, (_, number) => move(`${number}`, `${number + 1}`));
    expect(moveChain(long)).toEqual(['0', '1', '…', '6', '7', '8']);
  });
});
