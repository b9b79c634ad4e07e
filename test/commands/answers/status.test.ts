import { describe, expect, it } from '@jest/globals';
import { statusAnswer, type StatusFacts } from '../../../src/commands/answers/status.ts';
import { NO_CONVERSATION } from '../../../src/plan/conversation.ts';
import type { ObservedBoard } from '../../../src/plan/observation.ts';
import { reconcile } from '../../../src/plan/reconcile.ts';
import { createLinks } from '../../../src/render/links.ts';
import { base, baseItem, found, item, NOW, observation, policy, repository, roadmap } from '../../plan/builders.ts';

const light = item('Dim the light', 5, { path: ['Plans', '1.7.0'], references: ['#12'], target: '2026-06-30' });
const BOARD: ObservedBoard = {
  state: 'found',
  id: 'PVT_1',
  owner: 'acme',
  number: 3,
  title: 'Anchor board',
  url: 'https://github.com/orgs/acme/projects/3',
  public: true,
  closed: false,
  writable: true,
  fields: [],
};
const onBoard = found('#12', { card: { id: 'C', archived: false, values: { status: 'In flight' } } });

function answer(rest: Partial<StatusFacts> = {}, about = light): string {
  const desired = rest.desired ?? roadmap([about]);
  const observed = rest.observed ?? observation({ references: { '#12': found('#12') } });
  const world = { desired, observed, base: rest.base ?? null, ledger: new Map(), policy: policy(), now: NOW };
  const conversation = rest.conversation ?? NO_CONVERSATION;
  return statusAnswer(about, {
    ...world,
    conversation,
    plan: reconcile({ ...world, conversation, approvals: { fingerprint: null } }),
    links: createLinks(null),
    pullLink: null,
    ...rest,
  }).replaceAll('\u200b', '');
}

describe('the answer to status', () => {
  it('tells section, target, status, that it is late, and what disagrees', () => {
    const text = answer();
    expect(text).toMatch(/^\*\*“Dim the light”\*\*, line 5\n- Section: Plans › 1\.7\.0\n- Planned for: 2026-06-30\n/);
    expect(text).toContain('- Late: it was planned for 2026-06-30');
    expect(text).toContain('- Status: planned\n');
    expect(text).toMatch(/- `overdue`: /);
  });

  it('tells what it was planned for before', () => {
    const earlier = [
      { text: '1.5.0', end: null },
      { text: '1.6.0', end: null },
    ];
    expect(answer({ base: base(baseItem(light, { earlierTargets: earlier })) })).toContain(
      '- Planned before for: 1.5.0, then 1.6.0\n',
    );
  });

  it('tells the column on a board that everybody can see, and on no other', () => {
    const observed = observation({ references: { '#12': onBoard } });
    expect(answer({ observed: { ...observed, board: BOARD } })).toContain('- On the board Anchor board: In flight\n');
    expect(answer({ observed: { ...observed, board: { ...BOARD, public: false } } })).not.toMatch(/board|In flight/i);
    expect(answer({ observed: { ...observed, board: null } })).not.toMatch(/board/i);
  });

  it('tells nothing of a private issue', () => {
    const secret = item('Dim the light', 5, { references: ['acme/vault#12'] });
    const observed = observation({
      references: { 'acme/vault#12': found('acme/vault#12', { title: 'A secret', card: onBoard.card! }) },
      repositories: [repository('vault', { visibility: 'private' })],
    });
    const text = answer({ observed: { ...observed, board: BOARD } }, secret);
    expect(text).not.toMatch(/A secret|In flight|board/i);
  });

  it('tells what waits, and where', () => {
    const wish = {
      key: 'command:1:0',
      edits: [],
      item: light.id,
      summary: 'Mark Dim the light done',
      by: 'alice',
      url: 'https://github.com/acme/anchor/issues/12#issuecomment-1',
    };
    const text = answer({ conversation: { ...NO_CONVERSATION, wishes: [wish] }, pullLink: '[#9](…)' });
    expect(text).toContain('- Waiting in [#9](…): Mark Dim the light done');
  });

  it('tells what people do not want to hear of, and keeps quiet of it', () => {
    const conversation = {
      ...NO_CONVERSATION,
      snoozed: [{ item: light.id, until: '2027-01-31', by: 'alice' }],
      ignored: [{ item: light.id, rule: 'overdue', by: 'alice' }],
      quiet: [light.id],
    };
    const text = answer({ conversation });
    expect(text).toContain(
      '- Snoozed until 2027-01-31\n- Ignored here: `overdue`\n- No slip comments are written\n- Nothing disagrees',
    );
  });
});
