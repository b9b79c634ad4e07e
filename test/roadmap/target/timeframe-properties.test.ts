import { describe, expect, it } from '@jest/globals';
import { assert, constantFrom, integer, nat, oneof, property, tuple } from 'fast-check';
import { findReleases } from '../../../src/roadmap/target/release.ts';
import { targetOfCell, targetOfHeading, targetOfTag } from '../../../src/roadmap/target/target.ts';
import { findTimeframes } from '../../../src/roadmap/target/timeframe.ts';
import { datedPhrase, undatedPhrase } from './phrases.ts';

const anchor = { notBefore: '2021-07-01', year: null };
const runs = { numRuns: 1000 };

const around = constantFrom<[string, string]>(
  ['', ''],
  ['(', ')'],
  ['Target: ', ''],
  ['to be done in ', ', we hope'],
  ['v1.2 (', ')'],
  ['by ', '; more to come'],
  ['Lantern – ', ' – the plan'],
);

describe('every phrase of the grammar', () => {
  it('gives the days that it was made from', () => {
    assert(
      property(datedPhrase, around, ({ phrase, start, end }, [before, after]) => {
        expect(findTimeframes(`${before}${phrase}${after}`, anchor)[0]).toMatchObject({
          text: phrase,
          start,
          end,
          dated: true,
        });
      }),
      runs,
    );
  });

  it('without a year, gives the first such days not ended before the anchor', () => {
    assert(
      property(undatedPhrase, integer({ min: 2000, max: 2040 }), nat(364), around, (made, year, offset, sides) => {
        const notBefore = new Date(Date.UTC(year, 0, 1 + offset)).toISOString().slice(0, 10);
        const expected = [year - 1, year, year + 1].map(made.daysIn).find(({ end }) => end >= notBefore);
        expect(findTimeframes(`${sides[0]}${made.phrase}${sides[1]}`, { notBefore, year: null })[0]).toMatchObject({
          text: made.phrase,
          ...expected,
          dated: false,
        });
      }),
      runs,
    );
  });

  it('without a year, gives those of the year that a heading around it names', () => {
    assert(
      property(undatedPhrase, integer({ min: 2000, max: 2040 }), (made, year) => {
        expect(findTimeframes(made.phrase, { notBefore: '2021-07-01', year })[0]).toMatchObject(made.daysIn(year));
      }),
    );
  });

  it('is a target as a heading, in a cell and as a tag', () => {
    assert(
      property(datedPhrase, ({ phrase, start, end }) => {
        for (const read of [targetOfHeading, targetOfCell, targetOfTag]) {
          expect(read(phrase, anchor)).toMatchObject({ kind: 'timeframe', text: phrase, start, end });
        }
      }),
      runs,
    );
  });

  it('gives its days to the release before it', () => {
    assert(
      property(datedPhrase, constantFrom('v2.0', '1.7.0', '0.9.0-rc.1'), ({ phrase, start, end }, release) => {
        for (const read of [targetOfHeading, targetOfCell, targetOfTag]) {
          expect(read(`${release} (${phrase})`, anchor)).toMatchObject({ kind: 'release', text: release, start, end });
        }
      }),
      runs,
    );
  });
});

const year = integer({ min: 1990, max: 2089 });
const small = integer({ min: 0, max: 40 });

/** Numbers and words that look like a time and are none. */
const noTime = oneof(
  tuple(small, small, small).map((parts) => `v${parts.join('.')}`),
  tuple(year, integer({ min: 1, max: 9 }), integer({ min: 0, max: 9 })).map((parts) => parts.join('.')),
  tuple(constantFrom('10', '127', '192'), small, small, small).map((parts) => parts.join('.')),
  tuple(constantFrom('port ', 'localhost:', '#', 'PR #', 'issue ', 'RFC ', 'ES', '$', 'v', 'since '), year).map(
    (parts) => parts.join(''),
  ),
  tuple(constantFrom('CVE-', 'IEEE 754-', '555-', 'x'), year, constantFrom('-44228', '-12345')).map((parts) =>
    parts.join(''),
  ),
  tuple(year, constantFrom(' users', 'px', 's', "'s", ' bits', '%', 'x1080')).map((parts) => parts.join('')),
  tuple(
    constantFrom('https://example.org/', 'http://example.org/roadmap-', 'www.example.org/a/'),
    year,
    constantFrom('', '/03/04', '-Q3'),
  ).map((parts) => parts.join('')),
  tuple(constantFrom('Copyright ', '© ', 'Copyright (c) '), year).map((parts) => `${parts.join('')} Example`),
  year.map((at) => `Copyright ${at}-${at + 1} Example`),
  tuple(constantFrom('k8s', 'Kubernetes', 'Python', 'TLS', 'Node.js'), small, small).map(
    ([name, major, minor]) => `${name} ${major}.${minor}`,
  ),
  year.map((at) => `Since ${at} we have been building lanterns`),
  year.map((at) => `+49 30 ${at} ${at}`),
  constantFrom(
    'it may break',
    'march through the files',
    'spring cleaning',
    'Spring Boot support',
    'fall back to TCP',
    'Summer of Code',
    'second half of the pipeline',
    'first quarter of the file',
    'H2 database',
    'H1 titles',
    'oct-tree index',
    'now supports groups',
    'early access',
    'late binding',
    'mid-level design',
    'end of file',
    'beginning of line',
    'the second Tuesday at 10:00',
    'every second Tuesday at 10:00 UTC',
    '24/7 support',
    '1/2 of it',
    'FY24',
    'FY2024 Q3',
    'Q3 FY24',
    'mark as done',
  ),
);

describe('what is no time', () => {
  it('is none by itself, in a sentence and in a title', () => {
    assert(
      property(noTime, constantFrom(['', ''], ['Improve ', ''], ['We want ', ' for everybody']), (text, sides) => {
        expect(findTimeframes(`${sides[0]}${text}${sides[1]}`, anchor)).toEqual([]);
      }),
      runs,
    );
  });

  it.each(['Community meeting, March 15', 'Meeting 2024-03-15', 'Calls every week from 5 May 2024'])(
    'the date of a meeting is no target: %s',
    (title) => {
      expect(targetOfHeading(title, anchor)).toBeNull();
    },
  );

  it('is no release either, when it is an address or another project’s version', () => {
    for (const text of ['10.20.30.40', '127.0.0.1', 'Python 3.12', 'k8s 1.20', '1.2.3.4:8080', 'Milestone 2.1']) {
      expect(findReleases(text, true)).toEqual([]);
    }
  });
});

describe('releases', () => {
  const number = integer({ min: 0, max: 99 });
  const version = tuple(
    constantFrom('', 'v', 'V', 'release-'),
    number,
    number,
    constantFrom('', '.0', '.12', '.x'),
    constantFrom('', '-beta.1', '-rc1', '-alpha', 'rc2'),
  ).map(([lead, major, minor, patch, stage]) => `${lead}${major}.${minor}${patch}${patch === '.x' ? '' : stage}`);

  it('are found as they are written, and no time in them', () => {
    assert(
      property(version, around, (text, [before, after]) => {
        const said = `${before === 'v1.2 (' ? '(' : before}${text}${after}`;
        expect(findReleases(said).map((release) => release.text)).toEqual([text]);
        expect(findTimeframes(said, anchor)).toEqual([]);
        expect(targetOfHeading(text, anchor)).toMatchObject({ kind: 'release', text, start: null });
      }),
      runs,
    );
  });
});
