import { describe, expect, it } from '@jest/globals';
import { leavingOut } from '../../../src/roadmap/classify/left-out.ts';
import { titlesOf } from './titles.ts';

describe('A heading leaves out what is below it', () => {
  it.each([
    ['Vision'],
    ['3. 🎯 Our Vision & Mission'],
    ['Non-goals before v1.0'],
    ['Exit criteria'],
    ['Phase 2 exit criteria'],
    ['Risks and dependencies'],
    ['Risiken und Abhängigkeiten'],
    ['Como contribuir'],
    ['Не планируется'],
    ['已知限制'],
    ['現状スナップショット'],
    ['완료 기준'],
    ['How Lantern decides'],
    ['What is this page?'],
  ])('where its words are nothing else: %s', (title) => {
    expect(leavingOut(title)).not.toBeNull();
  });

  it.each([
    ['Vision Pro support'],
    ['Values read through relations'],
    ['Key Vault, full secrets'],
    ['License management'],
    ['Database schema'],
    ['Dependencies update'],
    ['User feedback and polish'],
    ['Community contributions page'],
    ['Goal planning'],
    ['How-to guides'],
    ['Risk & compliance'],
    ['Metrics'],
    ['Release workflow'],
    ['Changelog generator'],
    ['Comment threads'],
    ['What is next?'],
    ['Where Lantern is going'],
    ['How we get there'],
    ['API 说明文档'],
  ])('but not where they are part of the name of a work: %s', (title) => {
    expect(leavingOut(title)).toBeNull();
  });
});

describe('Stronger evidence than the words of a heading', () => {
  it('is a checkbox', () => {
    expect(titlesOf('# Plans', '## Installation', '- [ ] One-click installer', '- [x] Snap')).toEqual([
      'One-click installer',
      'Snap',
    ]);
  });

  it('is a mark of a status before most bullets', () => {
    expect(titlesOf('# Plans', '## Current status', '**Finished:**', '- ✅ Lamp', '- ✅ Shade')).toEqual([
      'Lamp',
      'Shade',
    ]);
  });

  it('is a table with a column for how far its rows are', () => {
    const table = ['| Feature | Status |', '|--|--|', '| Lamp | planned |'];
    expect(titlesOf('# Plans', '## Current status', ...table)).toEqual(['Lamp']);
  });

  it('is a heading that is a status, below one that reports what is there', () => {
    expect(titlesOf('# Plans', '## Current status', '### In progress', '- A lamp')).toEqual(['A lamp']);
  });

  it('is not a table whose status column says how things are', () => {
    const table = ['| Part | Status |', '|--|--|', '| License | MIT |', '| Chart | lantern |'];
    expect(titlesOf('# Plans', '## Current status', ...table, '## Next', '- A lamp')).toEqual(['A lamp']);
  });

  it('does not count under exclusions and criteria', () => {
    expect(titlesOf('# Plans', '## Non-goals', '- [ ] A phone app', '## Next', '- A lamp')).toEqual(['A lamp']);
    expect(titlesOf('# Plans', '## Success criteria', '- [ ] It glows', '## Next', '- A lamp')).toEqual(['A lamp']);
  });
});

describe('A label over a list', () => {
  const phase = ['# Plans', '## Phase 1', '- [ ] Lamp', '- [ ] Shade', ''];

  it.each([
    ['Exit criteria:'],
    ['**Acceptance criteria:**'],
    ['**Risks**'],
    ['Abhängigkeiten:'],
    ['완료 기준:'],
    ['Why:'],
  ])('leaves out the list where it tells more of the work above: %s', (label) => {
    expect(titlesOf(...phase, label, '', '- it glows', '- nobody is hurt')).toEqual(['Lamp', 'Shade']);
  });

  it.each([['Deliverables:'], ['**Stretch goals:**'], ['Later:']])('heads works otherwise: %s', (label) => {
    expect(titlesOf(...phase, label, '', '- Dimmer', '- Timer')).toEqual(['Lamp', 'Shade', 'Dimmer', 'Timer']);
  });
});

describe('A heading with nothing under it but code', () => {
  it('is no work', () => {
    expect(titlesOf('# Plans', '## Chart', '```mermaid', 'gantt', '```', '## Next', '- Lamp')).toEqual(['Lamp']);
  });

  it('is one with prose beside the code', () => {
    const file = ['# Plans', '## Lamp', 'It glows when asked.', '```sh', 'lantern on', '```', '## Shade', 'It hides.'];
    expect(titlesOf(...file)).toEqual(['Lamp', 'Shade']);
  });
});
