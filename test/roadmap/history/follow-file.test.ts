import { describe, expect, it } from '@jest/globals';
import { followFile, leftElsewhere } from '../../../src/roadmap/history/follow-file.ts';
import type { FileChange } from '../../../src/roadmap/history/follow-file.ts';

/** `C3 <- b`: a commit that made content C3 of content b; `-` is no file. */
const change = (commit: string, blob: string, blobBefore: string, path = 'ROADMAP.md'): FileChange => ({
  commit,
  committedAt: '2026-01-01T00:00:00Z',
  author: null,
  path,
  blob: blob === '-' ? null : blob,
  blobBefore: blobBefore === '-' ? null : blobBefore,
  parent: commit === 'root' ? null : `${commit}^`,
});

/** The commits of the story, newest first; `moves` says where a file stood before a commit, `paths` what was there. */
async function story(
  changes: FileChange[],
  moves: Record<string, string> = {},
  paths: Record<string, FileChange[]> = {},
): Promise<string[]> {
  const told = await followFile('ROADMAP.md', 'HEAD', {
    changesOf: async (path, from) => (from === 'HEAD' ? changes : (paths[path] ?? [])),
    movedFrom: async ({ commit }) => moves[commit] ?? null,
  });
  return told.map(({ commit, path }) => (path === 'ROADMAP.md' ? commit : `${commit}:${path}`));
}

describe('the story of a file', () => {
  it('is all changes of a straight history', async () => {
    expect(await story([change('c', '3', '2'), change('b', '2', '1'), change('root', '1', '-')])).toEqual([
      'c',
      'b',
      'root',
    ]);
  });

  it('takes one side of two branches that changed the file at the same time', async () => {
    const changes = [
      change('merge', 'both', 'main'),
      change('side2', 'side2', 'side1'),
      change('main', 'main', '1'),
      change('side1', 'side1', '1'),
      change('root', '1', '-'),
    ];
    expect(await story(changes)).toEqual(['merge', 'main', 'root']);
  });

  it('leaves out what changed only the mode', async () => {
    expect(await story([change('b', '2', '1'), change('chmod', '1', '1'), change('root', '1', '-')])).toEqual([
      'b',
      'root',
    ]);
  });

  it('goes on with what came before a removal', async () => {
    const changes = [change('again', '2', '-'), change('gone', '-', '1'), change('root', '1', '-')];
    expect(await story(changes)).toEqual(['again', 'gone', 'root']);
  });

  it('begins with the removal of a file that is gone', async () => {
    expect(await story([change('gone', '-', '1'), change('root', '1', '-')])).toEqual(['gone', 'root']);
  });

  it('follows the file to where it stood before, edited with the move or not', async () => {
    const before = [change('old', 'other', '1', 'docs/PLAN.md'), change('root', '1', '-', 'docs/PLAN.md')];
    const changes = [change('b', '3', '2'), change('move', '2', '-')];
    expect(await story(changes, { move: 'docs/PLAN.md' }, { 'docs/PLAN.md': before })).toEqual([
      'b',
      'move',
      'old:docs/PLAN.md',
      'root:docs/PLAN.md',
    ]);
  });

  it('follows a move rather than the removal of another file at the same path', async () => {
    const changes = [change('move', '2', '-'), change('gone', '-', '1'), change('root', '1', '-')];
    const before = [change('old', '2', '-', 'PLAN.md')];
    expect(await story(changes, { move: 'PLAN.md' }, { 'PLAN.md': before })).toEqual(['move', 'old:PLAN.md']);
  });

  it('ends where a file was moved from a place without a history', async () => {
    expect(await story([change('move', '1', '-')], { move: 'PLAN.md' })).toEqual(['move']);
  });

  it('goes on with the next change where the history does not fit together', async () => {
    expect(await story([change('b', '3', 'unknown'), change('a', '2', '1')])).toEqual(['b', 'a']);
  });

  it('is not led in circles by moves', async () => {
    const circle = [change('move', '1', '-')];
    const told = await followFile('ROADMAP.md', 'HEAD', {
      changesOf: async () => circle,
      movedFrom: async () => 'ROADMAP.md',
    });
    expect(told.length).toBeLessThanOrEqual(2);
  });

  it('is nothing for a file that never was', async () => {
    expect(await story([])).toEqual([]);
  });
});

describe('the file that a commit took from elsewhere', () => {
  it.each([
    ['the only one of its name', ['docs/ROADMAP.md', 'README.md'], 'docs/ROADMAP.md'],
    ['in any case', ['roadmap.md'], 'roadmap.md'],
    ['not one of two', ['a/ROADMAP.md', 'b/ROADMAP.md'], null],
    ['not itself', ['ROADMAP.md'], null],
    ['not one of another name', ['PLAN.md'], null],
  ])('is %s', (_, left, found) => {
    expect(leftElsewhere('ROADMAP.md', left)).toBe(found);
  });
});
