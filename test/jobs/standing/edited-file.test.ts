import { describe, expect, it } from '@jest/globals';
import { editFile } from '../../../src/jobs/standing/edited-file.ts';
import { standingBranch, temporaryBranch } from '../../../src/jobs/standing/branch-names.ts';
import type { Proposal } from '../../../src/plan/proposal.ts';
import type { Edit } from '../../../src/roadmap/edit/edit.ts';
import type { RoadmapReader } from '../../../src/jobs/reading/read-roadmap.ts';

const context = { file: 'ROADMAP.md', repo: 'example-org/lantern', host: 'github.com', asOf: '2027-01-01' };
const file = { source: { text: 'before', bom: true }, context, roadmap: { items: [] }, known: [], oidLength: 40 };

const proposal = (key: string, edit: Edit): Proposal => ({
  key,
  edits: [edit],
  item: null,
  summary: key,
  reason: '',
  source: { kind: 'github' },
});
const correction = proposal('correction', {
  kind: 'take-suggestion',
  at: { startOffset: 0, endOffset: 1, text: 'b' },
  suggestion: 'c',
});
const other = proposal('other', { kind: 'remove-item', item: 'x' });

/** A reader that has time for so many wishes at once. */
const readerFor = (most: number): Pick<RoadmapReader, 'edit'> => ({
  edit: async (_text, _context, wishes) =>
    wishes.length > most ? null : { text: 'after', outcomes: wishes.map(([edit]) => ({ state: 'made', edit: edit! })) },
});

const keysOf = (proposals: readonly Proposal[]): string[] => proposals.map(({ key }) => key);

describe('an edited file', () => {
  it('has its byte order mark, and the id that git gives it', async () => {
    const edited = await editFile(readerFor(2), file, [other]);
    expect(edited?.bytes.toString()).toBe('\uFEFFafter');
    expect(edited?.file).toMatch(/^[0-9a-f]{40}$/);
  });

  it('goes without corrections where all together take too long, and says that they wait', async () => {
    const edited = await editFile(readerFor(1), file, [correction, other]);
    expect(keysOf(edited?.made ?? [])).toEqual(['other']);
    expect(edited?.inexact.map(({ proposal: { key }, message }) => [key, message])).toEqual([
      ['correction', expect.stringContaining('once those are merged')],
    ]);
  });

  it('is none where it takes too long even so', async () => {
    expect(await editFile(readerFor(0), file, [other])).toBeNull();
    expect(await editFile(readerFor(0), file, [correction, other])).toBeNull();
  });

  it('is the file itself without edits, and nothing is read for that', async () => {
    const edited = await editFile(readerFor(-1), file, []);
    expect(edited?.bytes.toString()).toBe('\uFEFFbefore');
  });
});

describe('the branch of a roadmap', () => {
  it('is the named one for the first, and has the path behind it for the others', () => {
    const paths = ['ROADMAP.md', 'docs/Plan 2027.md', 'docs-plan-2027.md', '计划.md'];
    const names = paths.map((path) => standingBranch('milepost/roadmap', paths, path));
    expect(names[0]).toBe('milepost/roadmap');
    expect(names[1]).toMatch(/^milepost\/roadmap-docs-plan-2027-[0-9a-f]{6}$/);
    expect(names[2]).toMatch(/^milepost\/roadmap-docs-plan-2027-[0-9a-f]{6}$/);
    expect(names[3]).toMatch(/^milepost\/roadmap--[0-9a-f]{6}$/);
    expect(new Set([...names, ...names.map(temporaryBranch)]).size).toBe(8);
    expect(standingBranch('milepost/roadmap', ['a.md', 'docs/plan.md'], 'docs/plan.md')).toBe(
      'milepost/roadmap-docs-plan',
    );
  });
});
