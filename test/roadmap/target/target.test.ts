import { describe, expect, it } from '@jest/globals';
import { isUndecided, targetOfCell, targetOfHeading, targetOfTag } from '../../../src/roadmap/target/target.ts';

const anchor = { notBefore: '2021-07-01', year: null };

describe('the target of a heading', () => {
  it.each([
    ['1.7.0 Roadmap (to be delivered early fall)', 'release', '1.7.0', '2021-09-01', '2021-09-30'],
    ['v1.2(Released on Feb 27, 2021)', 'release', 'v1.2', '2021-02-27', '2021-02-27'],
    ['Lantern 0.6.0', 'release', '0.6.0', null, null],
    ['Initial planning for Lantern 1.1', 'release', '1.1', null, null],
    ['0.4.1: Rich debugging', 'release', '0.4.1', null, null],
    ['2.0 web socket support', 'release', '2.0', null, null],
    ['Phase 3 — RC & v1.0', 'release', 'v1.0', null, null],
    ['Spec V2', 'release', 'V2', null, null],
    ['Alpha 4 - Completed 2024-02-01', 'release', 'Alpha 4', '2024-02-01', '2024-02-01'],
    ['2023 Goals', 'timeframe', '2023', '2023-01-01', '2023-12-31'],
    ['M1: Nov 2015', 'timeframe', 'Nov 2015', '2015-11-01', '2015-11-30'],
    ['Goals through November 2023', 'timeframe', 'November 2023', '2023-11-01', '2023-11-30'],
    ['Ecosystem [Planned: Months 9–16]', 'timeframe', 'Months 9–16', null, null],
    ['Later', 'horizon', 'Later', null, null],
    ['Future improvements', 'horizon', 'Future', null, null],
    ['P4: Future Considerations', 'horizon', 'Future Considerations', null, null],
    ['Long-Term', 'horizon', 'Long-Term', null, null],
    ['2026 and beyond', 'horizon', '2026', '2026-01-01', null],
  ])('“%s” is the %s %s', (title, kind, text, start, end) => {
    const mention = targetOfHeading(title, anchor);
    expect(mention).toMatchObject({ kind, text, start, end });
    expect(title.slice(mention?.from, mention?.to)).toBe(text);
  });

  it.each([
    'Lantern 1.0 documentation',
    'Swift 6.2 compatibility layer',
    'Features and refactoring',
    'Current Roadmap',
    'Support TLS 1.3 and 1.2',
    'Nextcloud integration',
    'may break',
  ])('“%s” names none', (title) => {
    expect(targetOfHeading(title, anchor)).toBeNull();
  });
});

describe('the target of a cell', () => {
  it.each([
    ['v4.0 (Q1 2024)', 'release', 'v4.0', '2024-01-01'],
    ['1.7.0 + Long running', 'release', '1.7.0', null],
    ['December 2020 (must be done by EOY 2020)', 'timeframe', 'December 2020', '2020-12-01'],
    ['Future', 'horizon', 'Future', null],
  ])('“%s” is the %s %s', (text, kind, said, start) => {
    expect(targetOfCell(text, anchor)).toMatchObject({ kind, text: said, start });
  });

  it.each(['TBD', 'tba', '*TBD*', 'Unknown', 'N/A', '-', '???', 'To be decided'])(
    '“%s” says that nothing is said',
    (text) => {
      expect(isUndecided(text)).toBe(true);
    },
  );
});

describe('the target of a tag', () => {
  it.each(['Q3 2021', 'target: Q3 2021', 'v1.2', 'available in 1.14.0', 'ETA: June'])('“%s” is one', (tag) => {
    expect(targetOfTag(tag, anchor)).not.toBeNull();
  });

  it.each(['Python 3.6', 'needs Lantern 1.2', 'May break things', 'see RFC 8879', 'later'])('“%s” is none', (tag) => {
    expect(targetOfTag(tag, anchor)).toBeNull();
  });
});
