import { describe, expect, it } from '@jest/globals';
import * as fc from 'fast-check';
import type { Identified } from '../../../src/roadmap/identity/identified.ts';
import { matchItems } from '../../../src/roadmap/identity/match-items.ts';
import { withIdentity } from '../../../src/roadmap/identity/with-identity.ts';
import type { Roadmap } from '../../../src/roadmap/model.ts';
import { parse } from '../../../src/roadmap/parse.ts';

const NOUNS =
  'snapshot key ledger shutter beacon harbour lantern wick mirror anchor rope compass ferry tide buoy mast sail hull'.split(
    ' ',
  );
const VERBS = 'rotate sign compress mirror schedule export verify throttle rename archive'.split(' ');
const SECTIONS = ['Harbour', 'Tower', 'Signals', 'Crew'];

const word = fc.constantFrom(...NOUNS, ...VERBS);
/** Titles of one roadmap: few words of a small vocabulary, so that they look alike, but no two the same. */
const titles = fc.uniqueArray(
  fc.uniqueArray(word, { minLength: 4, maxLength: 7 }).map((words) => words.join(' ')),
  { minLength: 1, maxLength: 25 },
);
const items = titles.chain((all) =>
  fc.tuple(...all.map((title) => fc.record({ title: fc.constant(title), section: fc.constantFrom(...SECTIONS) }))),
);

const identified = (list: readonly { title: string; section: string }[], prefix = 'i'): Identified[] =>
  list.map(({ title, section }, at) => ({ id: `${prefix}${at}`, title, path: [section] }));

const pairsOf = (before: readonly Identified[], after: readonly Identified[]): [string, string][] =>
  matchItems(before, after).flatMap(({ before: one, after: other }): [string, string][] =>
    one === null || other === null ? [] : [[one.id, other.id]],
  );

const labelled = (list: readonly Identified[], side: string): Identified[] =>
  list.map((item, at) => ({ ...item, id: `${side}-${at}` }));
const sorted = (list: [string, string][]) => list.map((pair) => pair.join(' ')).toSorted();

/** Anything that could be an item, alike or not, with repeats. */
const anything = fc.array(
  fc.record(
    {
      id: fc.string(),
      title: fc.oneof(
        fc.string(),
        fc.array(word, { maxLength: 4 }).map((words) => words.join(' ')),
      ),
      path: fc.array(fc.constantFrom(...SECTIONS, 'v1.0', 'v1.1'), { maxLength: 2 }),
      description: fc.array(word, { maxLength: 8 }).map((words) => words.join(' ')),
      parent: fc.option(fc.nat({ max: 10 })),
      references: fc.array(
        fc.record({
          kind: fc.constantFrom('issue' as const, 'milestone' as const),
          owner: fc.constant('example-org'),
          repo: fc.constant('lantern'),
          number: fc.integer({ min: 1, max: 6 }),
        }),
        { maxLength: 2 },
      ),
    },
    { requiredKeys: ['id', 'title', 'path'] },
  ),
  { maxLength: 15 },
);

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2026-01-01' };
const written = (sections: readonly [string, readonly string[]][], marker: (at: number) => string): Roadmap =>
  parse(
    `# Roadmap\n${sections
      .map(([name, bullets]) => `\n## ${name}\n\n${bullets.map((title, at) => `${marker(at)} ${title}\n`).join('')}`)
      .join('')}`,
    context,
  );
const inSections = (list: readonly { title: string; section: string }[]): [string, string[]][] =>
  SECTIONS.map((name): [string, string[]] => [
    name,
    list.filter(({ section }) => section === name).map(({ title }) => title),
  ]).filter(([, bullets]) => bullets.length > 0);

describe('matching', () => {
  it('of a roadmap with itself changes nothing', () => {
    fc.assert(
      fc.property(anything, (list) => {
        const after = list.map((item) => ({ ...item }));
        const matches = matchItems(list, after);
        expect(matches.map(({ before }) => before)).toEqual(list);
        expect(matches.every(({ kind, changes }) => kind === 'matched' && changes.length === 0)).toBe(true);
      }),
    );
  });

  it('gives the same pairs in both directions, each item in one at most', () => {
    fc.assert(
      fc.property(anything, anything, (one, other) => {
        const [before, after] = [labelled(one, 'before'), labelled(other, 'after')];
        const pairs = pairsOf(before, after);
        const back = pairsOf(after, before).map(([left, right]): [string, string] => [right, left]);
        expect(sorted(back)).toEqual(sorted(pairs));
        expect(new Set(pairs.map(([left]) => left)).size).toBe(pairs.length);
        expect(new Set(pairs.map(([, right]) => right)).size).toBe(pairs.length);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps every item that was reordered, in its section or with it', () => {
    fc.assert(
      fc.property(
        items.chain((list) => fc.tuple(fc.constant(list), fc.shuffledSubarray(list, { minLength: list.length }))),
        ([list, shuffled]) => {
          const pairs = pairsOf(identified(list), identified(shuffled, 'j'));
          expect(pairs).toHaveLength(list.length);
          for (const [one, other] of pairs) {
            expect(shuffled[Number(other.slice(1))]).toBe(list[Number(one.slice(1))]);
          }
        },
      ),
    );
  });

  it('keeps an item of four words or more of which one was replaced', () => {
    fc.assert(
      fc.property(items, fc.nat(), fc.nat(), (list, which, where) => {
        const at = which % list.length;
        const after = list.map((item, index) => {
          if (index !== at) return item;
          const words = item.title.split(' ');
          words[where % words.length] = 'periscope';
          return { ...item, title: words.join(' ') };
        });
        expect(pairsOf(identified(list), identified(after, 'j'))).toContainEqual([`i${at}`, `j${at}`]);
      }),
      { numRuns: 300 },
    );
  });

  it('keeps the same words in two sections two items', () => {
    fc.assert(
      fc.property(titles, (all) => {
        const list = all.flatMap((title) => SECTIONS.slice(0, 2).map((section) => ({ title, section })));
        const after = [...list].toReversed();
        const pairs = pairsOf(identified(list), identified(after, 'j'));
        expect(pairs).toHaveLength(list.length);
        for (const [one, other] of pairs) expect(after[Number(other.slice(1))]).toEqual(list[Number(one.slice(1))]);
      }),
    );
  });
});

describe('ids', () => {
  it('stay when the items are renumbered, and when the sections are shuffled', () => {
    fc.assert(
      fc.property(
        items.chain((list) => {
          const sections = inSections(list);
          return fc.tuple(fc.constant(sections), fc.shuffledSubarray(sections, { minLength: sections.length }));
        }),
        ([sections, shuffled]) => {
          const stored = written(sections, (at) => `${at + 1}.`);
          const later = withIdentity(
            written(shuffled, (at) => `${at + 7}.`),
            stored.items,
          );
          const byTitle = new Map(stored.items.map(({ title, path, id }) => [`${path.join()} ${title}`, id]));
          expect(later.items).toHaveLength(stored.items.length);
          for (const { title, path, id } of later.items) expect(byTitle.get(`${path.join()} ${title}`)).toBe(id);
        },
      ),
    );
  });

  it('are each given once, and giving them twice is giving them once', () => {
    fc.assert(
      fc.property(items, items, (one, other) => {
        const stored = written(inSections(one), () => '-');
        const later = withIdentity(
          written(inSections(other), () => '-'),
          stored.items,
        );
        expect(new Set(later.items.map(({ id }) => id)).size).toBe(later.items.length);
        expect(withIdentity(later, stored.items)).toEqual(later);
        expect(withIdentity(later, later.items)).toEqual(later);
      }),
    );
  });
});
