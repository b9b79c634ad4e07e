import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

const heads = (...lines: string[]): (string | undefined)[] =>
  told('# Lantern', ...lines).map((line) => line.split(' | ').slice(0, 2).join(' | '));

describe('a share of a whole', () => {
  it('tells how far a section is, whatever word stands beside it', () => {
    expect(heads('## Wick', '**Status**: 0/24 tasks complete (0%)', '', '- Trim it', '- Soak it')).toEqual([
      'Trim it | planned',
      'Soak it | planned',
    ]);
    expect(heads('## Phase 2: Wick', 'Status: 12/24 complete', '', '- Trim it')).toEqual(['Trim it | in-progress']);
    expect(heads('## Phase 2: Wick', 'Status: 24/24 complete', '', '- Trim it')).toEqual(['Trim it | done']);
    expect(heads('## Phase 2: Wick – 60% completed', '- Trim it')).toEqual(['Trim it | in-progress']);
  });

  it('tells it in a cell and in a tag', () => {
    expect(
      heads('| Feature | Status |', '|---|---|', '| Wick | 0% complete |', '| Glass | Done (3/5) |', '| Oil | 100% |'),
    ).toEqual(['Wick | planned', 'Glass | in-progress', 'Oil | done']);
    expect(heads('- Trim the wick (60% done)', '- Clean the glass (100% done)')).toEqual([
      'Trim the wick | in-progress',
      'Clean the glass | done',
    ]);
  });

  it('is none where it measures the work or is a day', () => {
    expect(
      heads('| Feature | Status |', '|---|---|', '| Wick | Done, burns 20% longer |', '| Glass | Done 12/24 |'),
    ).toEqual(['Wick | done', 'Glass | done']);
    expect(heads('- Reach 80% brightness', '- Cover (80%)')).toEqual([
      'Reach 80% brightness | planned',
      'Cover (80%) | planned',
    ]);
  });
});

describe('what works already', () => {
  it('is done', () => {
    for (const title of ['What works today', 'What we have built (today)', 'Already built', "What we've shipped"])
      expect(heads(`## ${title}`, '- Wick', '- Glass')).toEqual(['Wick | done', 'Glass | done']);
  });

  it('is not what is worked on', () => {
    expect(heads("## What we're working on", '- Wick')).toEqual(['Wick | in-progress']);
    expect(heads('## What has not been built', '- Wick')).not.toContain('Wick | done');
  });
});

describe('a status column', () => {
  it('may answer with a plain yes', () => {
    expect(
      heads('| Feature | Status |', '|---|---|', '| Wick | OK |', '| Glass | Under utveckling |', '| Oil | Okra |'),
    ).toEqual(['Wick | done', 'Glass | in-progress', 'Oil | planned']);
  });
});

describe('a heading with a status', () => {
  it('is no work over its deliverables', () => {
    expect(
      heads('## Wick', '**Status**: Planned', '', '**Deliverables**:', '', '- [ ] Trim it', '- [ ] Soak it'),
    ).toEqual(['Trim it | planned', 'Soak it | planned']);
  });

  it('is a work over its steps', () => {
    expect(heads('## Trim the wick', '**Status**: In progress', '', '**Steps**', '', '- Take it out')[0]).toBe(
      'Trim the wick | in-progress',
    );
  });
});
