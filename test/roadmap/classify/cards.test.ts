import { describe, expect, it } from '@jest/globals';
import { itemsOf, titlesOf } from './titles.ts';

describe('Labels that come back under the next heading', () => {
  it('are the fields of the heading, in whatever language', () => {
    const file = [
      '# Tervek',
      '### 1. Lámpa',
      '**Miért**: sötét van.',
      '',
      '**Hogyan**: izzóval.',
      '### 2. Ernyő',
      '**Miért**: vakít.',
      '',
      '**Hogyan**: papírral.',
    ];
    expect(titlesOf(...file)).toEqual(['Lámpa', 'Ernyő']);
  });

  it('are so in lists', () => {
    const file = [
      '# Plans',
      '### Lamp',
      '- Spark: light',
      '- Fuel: oil',
      '### Shade',
      '- Spark: calm',
      '- Fuel: paper',
    ];
    expect(titlesOf(...file)).toEqual(['Lamp', 'Shade']);
  });

  it('are works under headings that name a release, where they are areas', () => {
    const file = ['# Plans', '## v1.1', '- API: paging', '- CLI: colours', '## v1.2', '- API: search', '- CLI: themes'];
    expect(titlesOf(...file)).toEqual(['API: paging', 'CLI: colours', 'API: search', 'CLI: themes']);
  });

  it('are works where each heading has labels of its own', () => {
    const file = [
      '# Plans',
      '## Indoors',
      '- Kitchen: lamp',
      '- Hall: shade',
      '## Outdoors',
      '- Gate: lamp',
      '- Path: posts',
    ];
    expect(titlesOf(...file)).toEqual(['Kitchen: lamp', 'Hall: shade', 'Gate: lamp', 'Path: posts']);
  });
});

describe('A single card', () => {
  it('is told by a known label among bold ones', () => {
    expect(
      titlesOf('# Plans', '### Lamp', '- **Goal**: light', '- **Glow plan**: oil', '### Shade', 'It hides.'),
    ).toEqual(['Lamp', 'Shade']);
  });

  it('is none where the bold labels name parts of the project', () => {
    expect(titlesOf('# Plans', '## Next', '- **Oil**: a guide', '- **Wick**: trimmed')).toEqual(['Oil', 'Wick']);
  });
});

describe('A heading with a status line over its own steps and criteria', () => {
  const card = [
    '**Status:** done',
    '**Owner:** Ada',
    '',
    '**Acceptance criteria:**',
    '- [x] glows',
    '',
    '**Steps:**',
    '1. Wire it',
  ];

  it('is the work, with the status of that line', () => {
    const [lamp] = itemsOf('# Plans', '### Lamp', ...card);
    expect(lamp).toEqual({ title: 'Lamp', status: 'done', isPart: false });
  });

  it('gathers works where it numbers a stage', () => {
    expect(titlesOf('# Plans', '## Phase 1: Light', '**Status:** done', '', '- Wire the lamp', '- Hang it')).toEqual([
      'Wire the lamp',
      'Hang it',
    ]);
  });

  it('gathers works where they have checkboxes', () => {
    expect(titlesOf('# Plans', '## Light', '**Status:** started', '', '- [ ] Wire the lamp', '- [x] Hang it')).toEqual([
      'Wire the lamp',
      'Hang it',
    ]);
  });

  it('is not given the status that stands at the end of the file', () => {
    const file = ['# Plans', '## Light', '- Wire the lamp', '- Hang it', '', '---', '', '**Status:** all is well'];
    expect(titlesOf(...file)).toEqual(['Wire the lamp', 'Hang it']);
  });
});
