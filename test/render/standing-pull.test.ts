import { describe, expect, it } from '@jest/globals';
import { readEditBoxes } from '../../src/plan/edit-boxes.ts';
import type { Proposal } from '../../src/plan/proposal.ts';
import { inertCommit } from '../../src/render/inert.ts';
import {
  closedBody,
  commitMessage,
  pullBody,
  pullTitle,
  type StandingPullContent,
} from '../../src/render/standing-pull.ts';
import { readMarkdown, visibleText } from './reading-as-github.ts';

const PLACE = {
  serverUrl: 'https://github.com',
  repo: 'example-org/lantern',
  ref: 'a'.repeat(40),
  documentationUrl: 'https://example.org/milepost',
};

const linked: Proposal = {
  key: 'set-reference:1:example-org/lantern#12',
  edits: [],
  item: { id: '1', title: 'Resumable uploads', line: 14 },
  summary: 'Link #12 to “Resumable uploads”',
  reason: 'Milepost opened it in place of the placeholder',
  source: { kind: 'opened-issue' },
  issue: { owner: 'example-org', repo: 'lantern', number: 12 },
};
const asked: Proposal = {
  key: 'command:900:0',
  edits: [],
  item: { id: '2', title: 'Sing in the dark', line: 20 },
  summary: 'Plan “Sing in the dark” for Q3 2027',
  reason: 'alice asked for it',
  source: {
    kind: 'command',
    by: 'alice',
    url: 'https://github.com/example-org/lantern/issues/4#issuecomment-900',
  },
};

const content = (rest: Partial<StandingPullContent> = {}): StandingPullContent => ({
  file: 'ROADMAP.md',
  isOnly: true,
  held: [linked, asked],
  refused: [],
  inexact: [],
  isShared: false,
  signedOffBy: 'milepost[bot]',
  ...rest,
});

const shown = (rest: Partial<StandingPullContent> = {}): string =>
  visibleText(readMarkdown(pullBody(content(rest), PLACE, 500)));

describe('the title', () => {
  it('says what it does where that is one thing, else how many edits it has, and of which of several files', () => {
    expect(pullTitle(content({ held: [linked] }))).toBe('Link issue 12 to “Resumable uploads”');
    expect(pullTitle(content())).toBe('Roadmap: 2 edits');
    expect(pullTitle(content({ isOnly: false, file: 'docs/plan.md' }))).toBe('Roadmap docs/plan.md: 2 edits');
    expect(pullTitle(content({ held: [] }))).toBe('Roadmap: nothing left to edit');
  });
});

describe('the message of the commit', () => {
  it('says each edit, refers to nothing, and ends with the sign-off', () => {
    const signOff = 'Signed-off-by: milepost[bot] <1+milepost[bot]@users.noreply.github.com>';
    expect(commitMessage(content(), signOff)).toEqual({
      headline: 'Roadmap: 2 edits',
      body: [
        '- Link issue 12 to “Resumable uploads”: Milepost opened it in place of the placeholder',
        '- Plan “Sing in the dark” for Q3 2027: alice asked for it',
        '',
        signOff,
      ].join('\n'),
    });
    expect(commitMessage(content({ held: [linked] }), null).body).not.toContain('Signed-off-by');
  });

  it('closes, links and skips nothing, whatever an item is called', () => {
    expect(inertCommit('Fixes #1 [skip ci]')).toBe('Fixes issue 1 (skip ci)');
    expect(inertCommit('closes acme/sail#3, GH-4')).toBe('closes acme/sail#\u200B3, GH-\u200B4');
    expect(inertCommit(`fixes https://github.com/acme/sail/issues/3`)).toBe(
      'fixes https:\u200B//github.com/acme/sail/issues/3',
    );
    expect(inertCommit('x'.repeat(300), { maxLength: 72 })).toHaveLength(72);
  });
});

describe('the body', () => {
  it('lists each edit with its line, its reason and its origin, and how to refuse it', () => {
    expect(shown()).toBe(
      [
        '2 edits of ROADMAP.md. Untick one to leave it out: it is taken off this branch and not proposed again. Closing this pull request refuses all of them.',
        'Link #12 to “Resumable uploads” (line 14) – #12: Milepost opened it in place of the placeholder. ',
        'Plan “Sing in the dark” for Q3 2027 (line 20) – asked for by alice in a comment. ',
        'Kept up to date by Milepost. The commit is signed off (DCO) by milepost[bot]. To have no more of these: pull_request.enabled: false in .github/milepost.yml.',
      ].join('\n'),
    );
    const body = pullBody(content(), PLACE, 500);
    expect(body).toContain(`https://github.com/example-org/lantern/blob/${PLACE.ref}/ROADMAP.md?plain=1#L14`);
    expect(body).toContain('[a comment](https://redirect.github.com/example-org/lantern/issues/4#issuecomment-900)');
    expect(body).not.toContain('@alice');
    expect([...readEditBoxes(body).values()]).toEqual([true, true]);
  });

  it('keeps what was refused at its end, unticked, and what is left to people without a box', () => {
    const rest = {
      held: [linked],
      refused: [asked],
      inexact: [{ proposal: asked, message: 'No such way. Do it by hand.' }],
    };
    expect(shown(rest)).toContain(
      [
        'Refused, and not proposed. Tick one to have it proposed again:',
        'Plan “Sing in the dark” for Q3 2027 (line 20) – asked for by alice in a comment. ',
        'Left to you:',
        'Plan “Sing in the dark” for Q3 2027 (line 20): could not be written exactly. No such way. Do it by hand.',
      ].join('\n'),
    );
    expect([...readEditBoxes(pullBody(content(rest), PLACE, 500)).values()]).toEqual([true, false]);
  });

  it('says of a single edit how to refuse it, and names its issue once', () => {
    const closed = { ...linked, summary: 'Mark “Sing” as done', reason: '#12 was closed as completed on 2026-11-21' };
    expect(shown({ held: [closed] })).toContain(
      [
        '1 edit of ROADMAP.md. Untick it, or close this pull request, to refuse it: it is not proposed again.',
        'Mark “Sing” as done (line 14) – #12 was closed as completed on 2026-11-21. ',
      ].join('\n'),
    );
  });

  it('says that it is no longer rebuilt where others have commits on the branch', () => {
    expect(shown({ isShared: true })).toContain('Milepost no longer rebuilds it');
    expect(shown({ isShared: true, held: [] })).toContain('Milepost has nothing left to propose for ROADMAP.md.');
    expect(closedBody({ file: 'ROADMAP.md', refused: [asked] })).toContain('was unticked');
  });

  it('links no comment of another place, and none on hosts without a quiet door', () => {
    const elsewhere: Proposal = { ...asked, source: { kind: 'command', by: 'bob', url: 'https://example.org/x' } };
    expect(pullBody(content({ held: [elsewhere] }), PLACE, 500)).toContain('asked for by bob in a comment.');
    const onOwnHost = pullBody(content(), { ...PLACE, serverUrl: 'https://github.example.org' }, 500);
    expect(onOwnHost).not.toMatch(/\]\([^)]*issues/);
  });

  it('keeps to the length that GitHub takes, by whole edits', () => {
    const held = Array.from({ length: 600 }, (_, index) => ({
      ...asked,
      key: `k${index}`,
      summary: 'long '.repeat(80),
    }));
    const body = pullBody(content({ held }), PLACE, 20_000);
    expect(body.length).toBeLessThanOrEqual(65_536 - 20_000);
    expect(body).toMatch(/… and \d+ edits more, which do not fit/);
    const boxes = readEditBoxes(body);
    expect(boxes.size).toBeGreaterThan(50);
    expect(body.match(/^- \[x\]/gm)).toHaveLength(boxes.size);
  });
});
