import { describe, expect, it } from '@jest/globals';
import { NO_CONVERSATION, type Conversation } from '../../../src/plan/conversation.ts';
import { openIssueKey } from '../../../src/plan/keys.ts';
import type { LedgerRecord } from '../../../src/plan/model.ts';
import { referenceKey } from '../../../src/plan/observation.ts';
import { proposalsAfter, reconcile, type ReconcileInput } from '../../../src/plan/reconcile.ts';
import { applyAlternatives } from '../../../src/roadmap/edit/apply-alternatives.ts';
import { parse } from '../../../src/roadmap/parse.ts';
import { closed, found, ledgerOf, NOW, observation, policy, record, reference, repository } from '../builders.ts';

const CONTEXT = { file: 'ROADMAP.md', repo: 'acme/anchor', host: 'github.com', asOf: '2026-11-01' };
const TEXT = `# Anchor

## Next

- Drop the anchor (#4)
- Weigh the anchor (Issue coming soon)
- Paint the hull, [acme/sail#3](https://github.com/acme/sail/issues/3)
- Count the sheep
`;

const desired = parse(TEXT, CONTEXT);
const idOf = (title: string): string => desired.items.find((item) => item.title.startsWith(title))!.id;

const openedFor = (title: string, number: number): LedgerRecord =>
  record(openIssueKey('42:ROADMAP.md', idOf(title)), {
    result: { number, commentId: null, url: `https://github.com/acme/anchor/issues/${number}`, missedKey: null },
  });

const input = (rest: Partial<ReconcileInput> = {}): ReconcileInput => ({
  desired,
  text: TEXT,
  observed: observation({ markedIssues: null }),
  base: null,
  ledger: new Map(),
  approvals: { fingerprint: null },
  policy: policy(),
  now: NOW,
  ...rest,
});

const said = (conversation: Partial<Conversation>): Conversation => ({ ...NO_CONVERSATION, ...conversation });

const linksIn = (rest: Partial<ReconcileInput>) =>
  proposalsAfter(input(rest)).filter(({ source }) => source.kind === 'opened-issue');

/** The lines that the proposals change, as they are afterwards. */
function linesAfter(rest: Partial<ReconcileInput>): string[] {
  const { proposals } = reconcile(input(rest));
  const { text, outcomes } = applyAlternatives(
    TEXT,
    CONTEXT,
    proposals.map(({ edits }) => edits),
    desired.items,
  );
  expect(outcomes.map(({ state }) => state)).toEqual(proposals.map(() => 'made'));
  return text.split('\n').filter((line, index) => line !== TEXT.split('\n')[index]);
}

describe('the issues that Milepost opened', () => {
  it('stand in for the placeholder, and beside an item without one', () => {
    const ledger = ledgerOf(openedFor('Weigh', 12), openedFor('Count', 13));
    expect(linesAfter({ ledger })).toEqual(['- Weigh the anchor (#12)', '- Count the sheep (#13)']);
    const proposals = proposalsAfter(input({ ledger }));
    expect(proposals.map(({ key, summary, issue }) => [key, summary, issue?.number])).toEqual([
      [`set-reference:${idOf('Weigh')}:acme/anchor#12`, 'Link #12 to “Weigh the anchor”', 12],
      [`set-reference:${idOf('Count')}:acme/anchor#13`, 'Link #13 to “Count the sheep”', 13],
    ]);
  });

  it('are said by the file once it names them', () => {
    const [proposal] = proposalsAfter(input({ ledger: ledgerOf(openedFor('Weigh', 12)) }));
    const named = TEXT.replace('Issue coming soon', '#12');
    const { text, outcomes } = applyAlternatives(named, CONTEXT, [proposal!.edits], desired.items);
    expect(outcomes).toEqual([{ state: 'said' }]);
    expect(text).toBe(named);
  });

  it('are no proposal where the item names another issue, wants none, or people closed it as not planned', () => {
    expect(proposalsAfter(input({ ledger: ledgerOf(openedFor('Drop', 12)) }))).toEqual([]);
    const untracked = {
      ...desired,
      items: desired.items.map((item) => ({ ...item, untracked: item.title.startsWith('Weigh') })),
    };
    const ledger = ledgerOf(openedFor('Weigh', 12));
    expect(proposalsAfter(input({ desired: untracked, ledger }))).toEqual([]);
    const observed = observation({ references: { '#12': closed('#12', { stateReason: 'not-planned' }) } });
    expect(linksIn({ observed, ledger })).toEqual([]);
    const done = observation({ references: { '#12': closed('#12') } });
    expect(linksIn({ observed: done, ledger })).toHaveLength(1);
  });

  it('are left out of the plan when a person refused them, and still known', () => {
    const ledger = ledgerOf(openedFor('Weigh', 12));
    const conversation = said({ refused: [`set-reference:${idOf('Weigh')}:acme/anchor#12`] });
    expect(reconcile(input({ ledger, conversation })).proposals).toEqual([]);
    expect(proposalsAfter(input({ ledger, conversation }))).toHaveLength(1);
  });

  it('are none where the policy wants no pull request', () => {
    const off = policy({ pull_request: { enabled: false, branch: 'milepost/roadmap', sign_off: true } });
    expect(proposalsAfter(input({ policy: off, ledger: ledgerOf(openedFor('Weigh', 12)) }))).toEqual([]);
  });
});

describe('moved references', () => {
  const moved = observation({
    references: {
      '#4': found('acme/deck#9', { moved: true }),
      'acme/sail#3': found('acme/canvas#3', { moved: true }),
    },
    repositories: [repository('sail'), repository('deck'), repository('canvas')],
  });

  it('are written as the place where they lead, each in its own form', () => {
    expect(linesAfter({ observed: moved })).toEqual([
      '- Drop the anchor (acme/deck#9)',
      '- Paint the hull, [acme/canvas#3](https://github.com/acme/canvas/issues/3)',
    ]);
    const [first] = proposalsAfter(input({ observed: moved }));
    expect(first).toMatchObject({
      key: `moved-reference:${idOf('Drop')}:acme/anchor#4:acme/deck#9`,
      summary: 'Write acme/deck#9 for acme/anchor#4',
    });
  });

  it('are left as they are where the new place is not for everybody, and where the rule is off or ignored', () => {
    const secret = observation({
      references: { '#4': found('acme/vault#9', { moved: true }) },
      repositories: [repository('vault', { visibility: 'private' })],
    });
    expect(proposalsAfter(input({ observed: secret }))).toEqual([]);
    expect(proposalsAfter(input({ observed: moved, policy: policy({ rules: { 'moved-reference': 'off' } }) }))).toEqual(
      [],
    );
    const conversation = said({ ignored: [{ item: idOf('Drop'), rule: 'moved-reference', by: 'alice' }] });
    expect(proposalsAfter(input({ observed: moved, conversation }))).toHaveLength(1);
  });

  it('are ten at a time, with a key of its own for each place', () => {
    const many = Array.from({ length: 30 }, (_, index) => reference('#7', index + 2));
    const roadmap = { ...desired, items: [], pointers: many };
    const observed = observation({
      references: { '#7': found('acme/deck#7', { moved: true }) },
      repositories: [repository('deck')],
    });
    const first = proposalsAfter(input({ desired: roadmap, observed }));
    expect(new Set(first.map(({ key }) => key)).size).toBe(10);
    const conversation = said({ refused: first.slice(0, 4).map(({ key }) => key) });
    expect(proposalsAfter(input({ desired: roadmap, observed, conversation }))).toHaveLength(14);
    expect(reconcile(input({ desired: roadmap, observed, conversation })).proposals).toHaveLength(10);
    expect(first[1]!.key).toBe(`moved-reference:file:${referenceKey(reference('#7'))}:acme/deck#7:2`);
  });
});

describe('what a person asked for', () => {
  it('comes before what Milepost proposes for the same stretch, and names who asked', () => {
    const wish = {
      key: 'command:900:0',
      edits: [{ kind: 'set-target' as const, item: idOf('Count'), target: 'Q3 2027' }],
      item: idOf('Count'),
      summary: 'Plan “Count the sheep” for Q3 2027',
      by: 'alice',
      url: 'https://github.com/acme/anchor/issues/4#issuecomment-900',
    };
    const ledger = ledgerOf(openedFor('Count', 13));
    const proposals = proposalsAfter(input({ ledger, conversation: said({ wishes: [wish] }) }));
    expect(proposals.map(({ source }) => source.kind)).toEqual(['command', 'opened-issue']);
    expect(proposals[0]).toMatchObject({ key: wish.key, source: { by: 'alice', url: wish.url } });
  });
});
