import { describe, expect, it } from '@jest/globals';
import { readIssueMarker, readSlipMarker } from '../../src/plan/marker.ts';
import type { CommentSlip, OpenIssue, OperationItem, Slip } from '../../src/plan/model.ts';
import { createTexts } from '../../src/render/texts.ts';
import { textsContext } from './sample-project.ts';

const texts = createTexts(textsContext);

const operationItem: OperationItem = {
  id: '00000000aa',
  title: 'Encrypted albums',
  description: '',
  path: ['2.4.0', 'Privacy'],
  line: 20,
  endLine: 22,
  target: 'Q3 2026',
};

const slip: Slip = {
  reason: 'date-passed',
  missedKey: 'q1 2026',
  missed: 'Q1 2026',
  missedOn: '2026-03-31',
  now: 'Q1 2026',
};

const opening = (fields: Partial<OpenIssue> = {}): OpenIssue => ({
  kind: 'open-issue',
  key: 'open-issue:4711:ROADMAP.md:00000000aa',
  item: operationItem,
  repository: { id: 4711, owner: 'lanternhq', name: 'lantern' },
  reason: 'placeholder',
  labels: ['roadmap'],
  milestone: null,
  slip: null,
  hold: null,
  ...fields,
});

const comment = (fields: Partial<Slip>, issue = { owner: 'lanternhq', repo: 'lantern', number: 118 }): CommentSlip => ({
  kind: 'comment-slip',
  key: 'comment-slip:4711:ROADMAP.md:lanternhq/lantern#118',
  item: operationItem,
  issue,
  slip: { ...slip, ...fields },
  hold: null,
});

describe('an issue that Milepost opens', () => {
  it('has the title of the item, and says where it stands and why it is there', () => {
    const { title, body } = texts.openIssue(opening(), []);
    expect(title).toBe('Encrypted albums');
    expect(body.split('\n').slice(0, 6)).toEqual([
      '- Section: 2.4.0 › Privacy',
      '- Planned for: Q3 2026',
      `- In the roadmap: [ROADMAP.md, line 20](${textsContext.permalink(20, 22)})`,
      '',
      'Opened by [Milepost](https://milepost.example/docs) because `ROADMAP.md` says that an issue for this is still to come. To have no more of these, take `placeholders` out of `issues.open_for` in `.github/milepost.yml`.',
      '',
    ]);
  });

  it.each([
    [
      'slipped',
      slip,
      'because this was planned for Q1 2026, which ended on 2026-03-31, and `ROADMAP.md` names no issue for it.',
      '`slipped`',
    ],
    ['unreferenced', null, 'because `ROADMAP.md` names no issue for this.', '`unreferenced`'],
  ] as const)('for %s says why, and how to stop it', (reason, missed, why, key) => {
    const { body } = texts.openIssue(opening({ reason, slip: missed }), []);
    expect(body).toContain(why);
    expect(body).toContain(`take ${key} out of \`issues.open_for\``);
  });

  it('carries a marker by which it is found again, with those that wait', () => {
    expect(readIssueMarker(texts.openIssue(opening(), ['00000000bb']).body)).toEqual({
      roadmap: '4711:ROADMAP.md',
      item: '00000000aa',
      title: 'Encrypted albums',
      path: ['2.4.0', 'Privacy'],
      waiting: ['00000000bb'],
    });
  });

  it('is the same each time, and needs neither description, section nor target', () => {
    const bare = opening({ item: { ...operationItem, path: [], target: null } });
    expect(texts.openIssue(bare, [])).toEqual(texts.openIssue(bare, []));
    expect(texts.openIssue(bare, []).body).toMatch(/^- In the roadmap: /u);
  });

  it.each([
    [['2.4.0'], '2.4.0', false],
    [['Ideas', 'V2.4.0'], '2.4.0', false],
    [['2.4.0'], 'v2.4.0', false],
    [['LATER'], 'Later', false],
    [['2.4.0 (Q3 2026)'], 'Q3 2026', true],
    [['2.4.0', 'Privacy'], '2.4.0', true],
    [['elvet'], 'Velvet', true],
  ])('in %j planned for %s does not say the same twice', (path, target, isSaid) => {
    const { body } = texts.openIssue(opening({ item: { ...operationItem, path, target } }), []);
    expect(body.includes('- Planned for: ')).toBe(isSaid);
    expect(body).toContain('- Section: ');
  });

  it('has a title even where the item shows nothing', () => {
    expect(texts.openIssue(opening({ item: { ...operationItem, title: '\u200B\u202E' } }), []).title).toBe(
      'Roadmap item',
    );
  });
});

describe('a slip comment', () => {
  it.each([
    [
      {},
      'was planned for Q1 2026, which ended on 2026-03-31. A new target in the roadmap, or closing this issue, settles it.',
    ],
    [{ now: 'Q2 2026' }, 'was planned for Q1 2026, which ended on 2026-03-31. The roadmap plans it for Q2 2026 now.'],
    [{ now: null }, 'was planned for Q1 2026, which ended on 2026-03-31. The roadmap gives it no target now.'],
    [
      { reason: 'milestone-closed', missed: '2.3.0', now: '2.3.0' },
      'was planned for 2.3.0, and that milestone is closed.',
    ],
    [{ reason: 'release-published', missed: '2.3.0', now: '2.3.0' }, 'was planned for 2.3.0, and that is released.'],
    [{ reason: 'file-says-so' }, 'was planned for Q1 2026 and has slipped, says the roadmap.'],
    [
      { reason: 'file-says-so', missed: null, missedOn: null, now: null },
      'has slipped, says the roadmap. The roadmap gives it no target now.',
    ],
    [{ reason: 'moved-later', now: 'Q4 2026' }, 'was moved from Q1 2026 to Q4 2026. See'],
    [
      { reason: 'moved-later', missed: '2.3.0', now: '2.3.0', nowOn: '2026-06-30' },
      'was moved from 2.3.0 (until 2026-03-31) to 2.3.0 (until 2026-06-30). See',
    ],
  ] as const)('for %j says what was missed and what is planned now', (fields, words) => {
    const { body } = texts.slipComment(comment(fields));
    expect(body).toContain(`“Encrypted albums” ${words}`);
    expect(body).toContain(`See [ROADMAP.md, line 20](${textsContext.permalink(20, 22)}).`);
    expect(body).toContain('`slips.comment: false` in `.github/milepost.yml`');
    expect(body).not.toMatch(/\d+ (?:day|week|month)s?/u);
  });

  it('names the repository of the roadmap where the issue is in another one', () => {
    const { body } = texts.slipComment(comment({}, { owner: 'lanternhq', repo: 'parser', number: 3 }));
    expect(body).toContain(') of lanternhq/lantern.');
    expect(body).toContain('in `.github/milepost.yml` of lanternhq/lantern');
  });

  it('carries a marker with the target that it speaks of', () => {
    expect(readSlipMarker(texts.slipComment(comment({})).body)).toEqual({
      roadmap: '4711:ROADMAP.md',
      item: '00000000aa',
      missed: 'q1 2026',
    });
  });
});
