import { describe, expect, it } from '@jest/globals';
import { findRoadmapPath, SYMLINK_MODE, type TreeEntry } from '../../src/github/find-roadmap-path.ts';

const file = (path: string): TreeEntry => ({ path, oid: 'a'.repeat(40), type: 'blob', mode: 0o100644 });
const link = (path: string, linkTarget?: string): TreeEntry => ({
  ...file(path),
  mode: SYMLINK_MODE,
  ...(linkTarget === undefined ? {} : { linkTarget }),
});
const directory = (path: string): TreeEntry => ({ ...file(path), type: 'tree', mode: 0o040000 });

describe('the roadmap without configuration', () => {
  it.each<[string, TreeEntry[], string | null]>([
    ['is at the top first', [file('.github/ROADMAP.md'), file('docs/ROADMAP.md'), file('ROADMAP.md')], 'ROADMAP.md'],
    ['is in docs before .github', [file('.github/ROADMAP.md'), file('docs/ROADMAP.md')], 'docs/ROADMAP.md'],
    ['is found in any case', [file('README.md'), file('RoadMap.MD')], 'RoadMap.MD'],
    ['is the one in capitals of two', [file('roadmap.md'), file('ROADMAP.md')], 'ROADMAP.md'],
    ['may lie in Docs', [directory('Docs'), file('Docs/roadmap.md')], 'Docs/roadmap.md'],
    ['is not a directory', [directory('ROADMAP.md'), file('docs/ROADMAP.md')], 'docs/ROADMAP.md'],
    ['is not deeper down', [file('docs/old/ROADMAP.md')], null],
    ['is not another file', [file('ROADMAP.txt'), file('PRODUCT-ROADMAP.md')], null],
    ['is where a link points to', [link('ROADMAP.md', 'docs/plan.md'), file('docs/plan.md')], 'docs/plan.md'],
    [
      'is where a link points to, from its own directory',
      [link('docs/ROADMAP.md', '../PLAN.md\n'), file('PLAN.md')],
      'PLAN.md',
    ],
    [
      'is not a link out of the repository',
      [link('ROADMAP.md', '../../etc/passwd'), file('docs/ROADMAP.md')],
      'docs/ROADMAP.md',
    ],
    ['is not a link to the root', [link('ROADMAP.md', '/etc/passwd')], null],
    ['is not a link to a file that is not listed', [link('ROADMAP.md', 'site/plan.md')], null],
    ['is not a link to a link', [link('ROADMAP.md', 'A.md'), link('A.md', 'B.md'), file('B.md')], null],
    ['is not a link of which nobody knows where it points', [link('ROADMAP.md')], null],
    ['is nowhere in an empty repository', [], null],
  ])('%s', (_name, entries, expected) => {
    expect(findRoadmapPath(entries)).toBe(expected);
    expect(findRoadmapPath(entries.toReversed())).toBe(expected);
  });
});
