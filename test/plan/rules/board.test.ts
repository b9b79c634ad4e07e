import { describe, expect, it } from '@jest/globals';
import type { Observation, ObservedBoard } from '../../../src/plan/observation.ts';
import type { Plan } from '../../../src/plan/model.ts';
import type { Item, Reference } from '../../../src/roadmap/model.ts';
import {
  board,
  card,
  closed,
  findingsOf,
  found,
  item,
  observation,
  OWN,
  planFor,
  policy,
  range,
  repository,
  roadmap,
  type ObservationSketch,
} from '../builders.ts';

const BOARD_RULES = ['board-hidden', 'board-not-found', 'board-forbidden', 'board-closed', 'archived-card'];

const planned = (
  observed: Observation,
  {
    items = [item('Sail', 5)],
    project = 4,
    pointers = [],
  }: { items?: Item[]; project?: string | number; pointers?: Reference[] } = {},
): Plan =>
  planFor(items, {
    desired: roadmap(items, { pointers }),
    observed,
    policy: policy({ roadmaps: [{ path: 'ROADMAP.md', project }] }),
  });

const about = (plan: Plan): string[] =>
  plan.findings.filter(({ rule }) => BOARD_RULES.includes(rule)).map(({ rule, range: { line } }) => `${line} ${rule}`);

type Absent = Extract<ObservedBoard, { state: 'absent' }>;
const absent = (reason: Absent['reason'], named = '4'): Observation =>
  observation({ board: { state: 'absent', reason, named } });

const projectLink = (owner: string, number: number, line: number): Reference => ({
  kind: 'project',
  owner,
  repo: null,
  number,
  line,
  text: 'the board',
  range: range(line),
});

const messages = (observed: Observation, rule: string, project?: string): string[] =>
  findingsOf(planned(observed, project === undefined ? {} : { project }), rule);

describe('the board as a whole', () => {
  it.each<[string, Observation, string[]]>([
    ['nothing is said where none is named', observation(), []],
    ['nothing is said of a board that is fine', observation({ board: board() }), []],
    [
      'nothing is concluded while GitHub does not answer',
      observation({ board: { state: 'unobserved', reason: 'x' } }),
      [],
    ],
    ['hidden, since a person owns it', absent('user-owned'), ['1 board-hidden']],
    ['not there', absent('absent'), ['1 board-not-found']],
    ['on another host', absent('other-host'), ['1 board-not-found']],
    ['not to be read', absent('forbidden'), ['1 board-forbidden']],
    ['not to be changed', observation({ board: board({ writable: false }) }), ['1 board-forbidden']],
    ['closed', observation({ board: board({ closed: true }) }), ['1 board-closed']],
  ])('%s', (_name, observed, expected) => {
    expect(about(planned(observed))).toEqual(expected);
  });

  it('is spoken of where the file links it, not where it links another one', () => {
    const observed = observation({ board: board({ closed: true }) });
    expect(about(planned(observed, { pointers: [projectLink('acme', 5, 3), projectLink('Acme', 4, 4)] }))).toEqual([
      '4 board-closed',
    ]);
    const project = 'https://github.com/orgs/sail/projects/4';
    const pointers = [projectLink('acme', 4, 3), projectLink('sail', 4, 4)];
    expect(about(planned(observed, { project, pointers }))).toEqual(['4 board-closed']);
  });

  it('is named as the configuration names it, with what to do', () => {
    expect(messages(absent('user-owned'), 'board-hidden')).toEqual([
      "1: The project 4 that the configuration names would be a person's own, and GitHub shows those to no app: no card is read or moved. Use a project of an organisation, or take `project` out of the configuration; the command line can reach it with its owner's token.",
    ]);
    const address = 'https://github.example.com/orgs/acme/projects/4';
    expect(messages(absent('other-host', address), 'board-not-found', address)[0]).toMatch(
      /^1: The project 4 of acme that the configuration names lies on another host/,
    );
    expect(messages(absent('absent'), 'board-not-found')[0]).toContain('one of the projects of acme');
    expect(messages(absent('forbidden'), 'board-forbidden')[0]).toContain('“Projects: write”');
    expect(messages(observation({ board: board({ closed: true }) }), 'board-closed')).toEqual([
      '1: The project 4 that the configuration names, “Voyage”, is closed: no card is added or moved. Reopen it, name another one, or take `project` out of the configuration.',
    ]);
  });

  it('keeps its title to itself where not everybody can see it', () => {
    for (const rest of [{ closed: true }, { writable: false }]) {
      const plan = planned(observation({ board: board({ ...rest, public: false, title: 'Secret voyage' }) }));
      expect(about(plan)).toHaveLength(1);
      expect(JSON.stringify(plan)).not.toContain('Secret');
    }
  });
});

const see = (references: ObservationSketch['references'] = {}, rest: ObservationSketch = {}): Observation =>
  observation({ board: board(), references, ...rest });

describe('archived-card', () => {
  const archived = card({ status: 'Todo' }, { archived: true });
  const work = item('Sail', 5, { references: ['#12'] });

  it.each<[string, Observation, Item, string[]]>([
    [
      'is said of open work',
      see({ '#12': found('#12', { nodeId: 'I_1', card: archived }) }),
      work,
      ['5 archived-card'],
    ],
    ['is not said of a card that is there', see({ '#12': found('#12', { nodeId: 'I_2', card: card() }) }), work, []],
    ['is not said of an issue that has no card', see({ '#12': found('#12', { nodeId: 'I_1', card: null }) }), work, []],
    ['is not said of a closed issue', see({ '#12': closed('#12', { nodeId: 'I_1', card: archived }) }), work, []],
    [
      'is not said of work that is done',
      see({ '#12': found('#12', { nodeId: 'I_1', card: archived }) }),
      item('Sail', 5, { references: ['#12'], status: 'done' }),
      [],
    ],
    [
      'is not said where another issue stands for the item, whose card is there',
      see({
        '#12': closed('#12', { nodeId: 'I_1', card: archived }),
        '#13': found('#13', { nodeId: 'I_2', card: card() }),
      }),
      item('Sail', 5, { references: ['#12', '#13'] }),
      [],
    ],
    [
      'is not said of an issue that not everybody can read',
      see(
        { 'acme/vault#12': found('acme/vault#12', { nodeId: 'I_1', card: archived }) },
        { repositories: [repository('vault', { visibility: 'private' })] },
      ),
      item('Sail', 5, { references: ['acme/vault#12'] }),
      [],
    ],
    [
      'is not said of a closed board',
      see({ '#12': found('#12', { nodeId: 'I_1', card: archived }) }, { board: board({ closed: true }) }),
      work,
      ['1 board-closed'],
    ],
    [
      'is said once, of no item, where not everybody can see the board',
      see({ '#12': found('#12', { nodeId: 'I_1', card: archived }) }, { board: board({ public: false }) }),
      work,
      ['1 archived-card'],
    ],
  ])('%s', (_name, observed, one, expected) => {
    expect(about(planned(observed, { items: [one] }))).toEqual(expected);
  });

  it('names issue and board, and nothing of a board that not everybody can see', () => {
    const references = {
      '#12': found('#12', { nodeId: 'I_1', card: archived }),
      '#13': found('#13', { nodeId: 'I_1', card: archived }),
    };
    const items = [work, item('Keel', 6, { references: ['#13'] })];
    expect(findingsOf(planned(see(references), { items }), 'archived-card')).toEqual([
      '5: The card of #12 on the project 4 that the configuration names, “Voyage”, is archived, and Milepost leaves archived cards alone. Restore it there to have it follow the roadmap.',
      expect.stringMatching(/^6: The card of #13/),
    ]);
    const internal = { ...OWN, visibility: 'internal' } as const;
    const hidden = see(references, { board: board({ public: false }), repository: internal });
    expect(findingsOf(planned(hidden, { items }), 'archived-card')).toEqual([
      '1: A card of open work on the project 4 that the configuration names is archived, and Milepost leaves archived cards alone. Restore it there to have it follow the roadmap.',
    ]);
    const few = see(references, { board: board({ public: false }), repository: { ...OWN, visibility: 'private' } });
    expect(findingsOf(planned(few, { items }), 'archived-card')).toHaveLength(2);
  });
});
