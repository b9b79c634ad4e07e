import { describe, expect, it } from '@jest/globals';
import type { StandingReport } from '../../src/plan/report.ts';
import { createLinks } from '../../src/render/links.ts';
import { standingNote, standingState } from '../../src/render/standing-note.ts';

const links = createLinks({ serverUrl: 'https://github.com', repo: 'example-org/lantern', ref: 'a'.repeat(40) });
const pull = (rest: Partial<StandingReport>): StandingReport => ({
  state: 'none',
  number: null,
  url: null,
  reason: null,
  edits: [],
  refusedEdits: [],
  said: [],
  isWritten: false,
  ...rest,
});
const inexact = [
  { key: 'a', summary: 'Mark “Undo” as done', by: 'file' as const, message: 'No status is said there.' },
];
const note = (rest: Partial<StandingReport> | null): string[] =>
  standingNote(rest === null ? undefined : pull(rest), links).flatMap(({ lead, entries }) => [lead, ...entries]);

describe('the note in a check', () => {
  it('says where the edits are, or why they are not', () => {
    expect(note(null)).toEqual([]);
    expect(note({})).toEqual([]);
    expect(note({ state: 'open', number: 12, refusedEdits: inexact })).toEqual([
      'Edits of the roadmap are proposed in [#12](https://github.com/example-org/lantern/issues/12).',
    ]);
    expect(note({ state: 'refused', number: 12, reason: 'A rule forbids it.' })).toEqual([
      '**Edits of the roadmap are not up to date ([#12](https://github.com/example-org/lantern/issues/12)).** A rule forbids it.',
    ]);
    expect(note({ refusedEdits: inexact })).toEqual([
      '**Left to you,** since the roadmap has no exact way to say it:',
      '- Mark “Undo” as done: No status is said there.',
    ]);
  });

  it('is the same for a pull request that was just closed, or merged, and for none', () => {
    const none = standingState(pull({}));
    for (const state of ['closed', 'merged'] as const) {
      expect(note({ state, number: 12, isWritten: true })).toEqual([]);
      expect(standingState(pull({ state, number: 12, isWritten: true }))).toEqual(none);
    }
    expect(standingState(pull({ state: 'open', number: 12 }))).not.toEqual(none);
    expect(standingState(pull({ state: 'refused', reason: 'No.' }))).not.toEqual(none);
  });
});
