import { describe, expect, it } from '@jest/globals';
import { told } from './told.ts';

const titles = (...lines: string[]): string[] => told('# Lantern', ...lines).map((line) => line.split(' | ')[0] ?? '');
const PROSE = [
  '## Ideas',
  '### Softer light',
  'The light should not blind whoever looks at it.',
  '### Longer wick',
  'A wick that burns through the night.',
  '### Glass',
  'Replace the horn by glass.',
];

describe('a heading over prose and a list', () => {
  it('is the work where it has an issue of its own', () => {
    const text = ['## Parts', '### Shutter', 'Issue: #12', '', 'It closes the light.', '', 'New parts:', '- hinge'];
    expect(titles(...text)[0]).toBe('Shutter');
  });

  it('is the work where its lead goes on with what the work is for', () => {
    const text = ['## Parts', '### Shutter', 'A shutter allows the following use cases:', '- signals at sea', '- rest'];
    expect(titles(...text)[0]).toBe('Shutter');
  });

  it('is the work among works with prose where its lead announces nothing', () => {
    expect(titles(...PROSE, '### Handle', 'The handle of the lamp has many faults:', '- It is hot')).toContain(
      'Handle',
    );
    expect(titles(...PROSE, '### Foot', 'It must not fall.', '', 'Grounds:', '', '- Sand', '- Stone')).toContain(
      'Foot',
    );
  });

  it('is the group of works that its lead announces, or that all begin with a verb', () => {
    expect(titles(...PROSE, '### Handle', 'For the handle we will add:', '- A grip', '- A ring')).not.toContain(
      'Handle',
    );
    expect(titles(...PROSE, '### Handle', '- Add a grip', '- Fix the ring')).not.toContain('Handle');
  });
});

describe('a heading of two words with its release in brackets', () => {
  it('is the work that its prose is about', () => {
    expect(told('# Lantern', '## Plans', '### Softer light (v1.2)', 'It should not blind anyone.')).toEqual([
      'Softer light | planned | v1.2',
    ]);
  });

  it.each(['Public beta (v1.2)', 'Phase two (v1.2)', 'Next release (v1.2)'])(
    'is none where it names one: %s',
    (name) => {
      expect(told('# Lantern', `## ${name}`, 'It should not blind anyone.', '- Trim the wick')).toEqual([
        'Trim the wick | planned | v1.2',
      ]);
    },
  );
});

describe('a bullet over bullets', () => {
  it.each(['Supporting known features:', 'Small things, like:', 'Light improvements:'])(
    'is a group where it announces works: %s',
    (bullet) => {
      expect(titles('## Plans', `- ${bullet}`, '  - Softer light', '  - Longer wick')).toEqual([
        'Softer light',
        'Longer wick',
      ]);
    },
  );

  it('leaves its plain neighbours works while they are more', () => {
    const list = ['- reading at night', '  - a softer light', '- glass panes', '- night mode', '- long wick'];
    expect(titles('## Plans', ...list)).toEqual(
      expect.arrayContaining(['glass panes', 'night mode', 'long wick', 'a softer light']),
    );
  });

  it('leaves a bare name among groups out, but not one with a mark', () => {
    const list = ['- Glass', '  - Clear panes', '- Wick', '  - Longer wicks', '- Oil', '- ✓ Ring'];
    expect(titles('## Plans', ...list)).toEqual(['Clear panes', 'Longer wicks', 'Ring']);
  });
});

describe('sections of links and questions', () => {
  it('are works where nothing is linked and all is to be done', () => {
    expect(titles('## References', '- Add a first guide', '- Write down the parts')).toHaveLength(2);
    expect(titles('## References', '- Guide', '- [Parts](parts.md)')).toEqual([]);
  });

  it('are no works where they ask in other languages', () => {
    expect(titles('## 计划', '- 如何更换灯芯？', '- 油从哪里来？')).toEqual([]);
    expect(titles('## 计划', '- 更换灯芯', '- 支持新的油？')).toHaveLength(2);
  });
});
