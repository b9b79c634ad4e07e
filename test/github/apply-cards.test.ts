import { afterEach, describe, expect, it } from '@jest/globals';
import { apply, type AppliedOperation, type ApplyContext } from '../../src/github/apply.ts';
import { GitHubError, RateLimited } from '../../src/github/github-error.ts';
import type { Ledger } from '../../src/github/ledger.ts';
import { createMemoryLedger } from '../../src/github/memory-ledger.ts';
import type { Operation } from '../../src/plan/model.ts';
import type { ProjectInput } from '../../src/sandbox/projects.ts';
import {
  cardOperations,
  noPause,
  openIssueOf,
  planOf,
  startLantern,
  textsOf,
  type CardOperations,
  type Lantern,
} from './lantern.ts';
import { BOT } from './test-client.ts';

let lantern: Lantern;
let project: number;
let cards: CardOperations;
afterEach(() => lantern.sandbox.close());

const ORG = 'example-org';
const HOME = 'example-org/lantern';

async function stage(issues: number, input: Partial<ProjectInput> = {}): Promise<void> {
  lantern = await startLantern();
  const { people } = lantern.sandbox;
  for (let index = 1; index <= issues; index += 1) people.openIssue(HOME, { title: `Issue ${index}`, by: 'alice' });
  project = people.createProject(ORG, { title: 'The plan', ...input });
  cards = cardOperations(lantern, project);
  lantern.sandbox.state.clearRequests();
}

const FIELDS: ProjectInput['fields'] = [
  { name: 'Due', type: 'date' },
  { name: 'Lane', type: 'text' },
  { name: 'Sprint', type: 'iteration', iterations: [{ title: 'One', startDate: '2020-01-06' }] },
];

const ledgers = new WeakMap<Lantern, Ledger>();

/** One Ledger for each test, unless another is handed in. */
function run(operations: Operation[], more: Partial<ApplyContext> = {}): Promise<AppliedOperation[]> {
  const ledger = ledgers.get(lantern) ?? createMemoryLedger();
  ledgers.set(lantern, ledger);
  return apply(planOf(...operations), {
    client: lantern.client(),
    ledger,
    texts: textsOf(lantern.id),
    roadmap: { owner: ORG, name: 'lantern', id: lantern.id, path: 'ROADMAP.md' },
    pause: noPause,
    ...more,
  });
}

const place = (issue: number) => ({ owner: ORG, project, repository: HOME, issue });
const addCard = (issue: number): string => lantern.sandbox.people.addCard(place(issue));
const values = () =>
  Object.fromEntries(
    lantern.sandbox.state.project(ORG, project).cards.map((card) => [card.content.split('#')[1], card.values]),
  );
const states = (applied: AppliedOperation[]): string[] => applied.map(({ outcome }) => outcome.state);
const reasons = (applied: AppliedOperation[]): string[] =>
  applied.flatMap(({ outcome }) => (outcome.state === 'refused' ? [outcome.reason] : []));
const writes = (): (string | null)[] => lantern.sandbox.state.writes().map(({ operation }) => operation);

const notTheFourth = ({ key }: Operation): string | null => (key.endsWith(':4') ? 'not today' : null);

describe('a card', () => {
  it('is added and filled: two requests for twenty of them', async () => {
    await stage(20);
    const applied = await run(Array.from({ length: 20 }, (_, index) => cards.add(index + 1, { Status: 'Todo' })));
    expect(applied.map(({ outcome }) => outcome)).toEqual(
      Array.from({ length: 20 }, (_, index) => ({
        state: 'done',
        earlier: false,
        result: { number: index + 1, commentId: null, url: null, missedKey: null },
      })),
    );
    expect(writes()).toEqual(['MilepostAddCards', 'MilepostMoveCards']);
    expect(Object.values(values())).toEqual(Array.from({ length: 20 }, () => ({ Status: 'Todo' })));
  });

  it('gets values of every kind, written in one request, an iteration that is over among them', async () => {
    await stage(1, { fields: FIELDS });
    const wanted = { Status: 'In Progress', Due: '2027-03-31', Lane: '| --- | 🚀 __proto__', Sprint: 'One' };
    expect(states(await run([cards.add(1, wanted)]))).toEqual(['done']);
    expect(values()).toEqual({ 1: wanted });
    expect(writes()).toHaveLength(2);
  });

  it('that needs no field is only added', async () => {
    await stage(1);
    await run([cards.add(1)]);
    expect(values()).toEqual({ 1: {} });
    expect(writes()).toEqual(['MilepostAddCards']);
  });

  it('is moved without being added', async () => {
    await stage(2);
    const moves = [cards.move(1, addCard(1), { Status: 'Done' }), cards.move(2, addCard(2), { Status: 'In Progress' })];
    expect(states(await run(moves))).toEqual(['done', 'done']);
    expect(values()).toEqual({ 1: { Status: 'Done' }, 2: { Status: 'In Progress' } });
    expect(writes()).toEqual(['MilepostMoveCards']);
  });

  it('that somebody added and filled meanwhile keeps what it has', async () => {
    await stage(1, { fields: FIELDS });
    const operation = cards.add(1, { Status: 'Todo', Lane: 'Sail' });
    addCard(1);
    lantern.sandbox.people.moveCard(place(1), { Status: 'Done' });
    expect(states(await run([operation]))).toEqual(['done']);
    expect(values()).toEqual({ 1: { Status: 'Done', Lane: 'Sail' } });
  });

  it('is never added twice: neither a second time, nor after an answer that was lost', async () => {
    await stage(1);
    const operation = cards.add(1, { Status: 'Todo' });
    lantern.sandbox.faults.add({ match: { graphql: /MilepostAddCards/ }, action: 'drop-after' });
    lantern.sandbox.faults.add({ match: { graphql: /MilepostMoveCards/ }, action: { status: 502, afterEffect: true } });
    expect(states(await run([operation]))).toEqual(['done']);
    expect(states(await run([operation], { ledger: createMemoryLedger() }))).toEqual(['done']);
    expect(lantern.sandbox.state.project(ORG, project).cards).toHaveLength(1);
    expect(values()).toEqual({ 1: { Status: 'Todo' } });
  });

  it('is found where GitHub says that it is there already', async () => {
    await stage(1);
    addCard(1);
    const errors = [{ type: 'UNPROCESSABLE', message: 'Content already exists in this project', path: ['m0'] }];
    const body = { data: { m0: null }, errors };
    lantern.sandbox.faults.add({ match: { graphql: /MilepostAddCards/ }, action: { status: 200, body } });
    expect(states(await run([cards.add(1, { Status: 'Todo' })]))).toEqual(['done']);
    expect(values()).toEqual({ 1: { Status: 'Todo' } });
  });
});

describe('Operations on cards', () => {
  it('go together, after whatever else there is, at most twenty mutations in a document', async () => {
    await stage(25, { fields: FIELDS });
    const two = { Status: 'Todo', Lane: 'Sail' };
    const operations: Operation[] = [
      ...Array.from({ length: 24 }, (_, index) => cards.add(index + 1, two)),
      openIssueOf('a', lantern.id, { labels: [] }),
      cards.add(25, two),
    ];
    const applied = await run(operations);
    expect(applied.map(({ operation }) => operation)).toEqual(operations);
    expect(new Set(states(applied))).toEqual(new Set(['done']));
    const pair = ['MilepostAddCards', 'MilepostMoveCards'];
    expect(writes()).toEqual([null, ...pair, ...pair, ...pair]);
    const longest = lantern.sandbox.state.writes().map(({ query }) => query?.match(/\(input: /g)?.length ?? 0);
    expect(Math.max(...longest)).toBe(20);
  });

  it('are each begun in the Ledger before the call and finished after it', async () => {
    await stage(2);
    const told: string[] = [];
    const ledger: Ledger = {
      load: async () => new Map(),
      begin: async ({ key }) => {
        told.push(`begin ${key.at(-1)} ${writes().length}`);
        return { state: 'claimed' };
      },
      release: async () => void told.push('release'),
      finish: async ({ key }) => void told.push(`finish ${key.at(-1)} ${writes().length}`),
      fail: async () => void told.push('fail'),
      wait: async () => void told.push('wait'),
    };
    await run([cards.add(1, { Status: 'Todo' }), cards.add(2, { Status: 'Todo' })], { ledger });
    expect(told).toEqual(['begin 1 0', 'begin 2 0', 'finish 1 2', 'finish 2 2']);
  });

  it('are left alone when they are done, held, withheld or in other hands', async () => {
    await stage(4);
    const ledger = createMemoryLedger();
    await run([cards.add(1)], { ledger });
    lantern.sandbox.state.clearRequests();
    const busy: Ledger = {
      ...ledger,
      begin: async (operation) => (operation.key.endsWith(':2') ? { state: 'busy' } : ledger.begin(operation)),
    };
    const operations = [cards.add(1), cards.add(2), cards.add(3, {}, { hold: 'limit' }), cards.add(4)];
    const applied = await run(operations, { ledger: busy, allow: notTheFourth });
    expect(applied.map(({ outcome }) => outcome)).toMatchObject([
      { state: 'done', earlier: true },
      { state: 'withheld', reason: 'another process is at it' },
      { state: 'held', hold: 'limit' },
      { state: 'withheld', reason: 'not today' },
    ]);
    expect(writes()).toEqual([]);
  });

  it('are not carried out in plan mode', async () => {
    await stage(1);
    const applied = await run([cards.add(1)], { client: lantern.client({ mode: 'plan' }) });
    expect(states(applied)).toEqual(['withheld']);
    expect(writes()).toEqual([]);
  });
});

describe('what GitHub refuses', () => {
  it('is told for each card by itself, and the others are carried out', async () => {
    await stage(4, { fields: FIELDS });
    const ids = [1, 2, 3, 4].map(addCard);
    const operations = [
      cards.move(1, ids[0]!, { Status: 'Done' }),
      cards.move(2, ids[1]!, { Lane: 'Sail', Status: 'Nowhere' }),
      cards.move(3, ids[2]!, { Status: 'Done' }),
      cards.move(4, ids[3]!, { Status: 'Done' }),
    ];
    lantern.sandbox.people.archiveCard(place(3));
    lantern.sandbox.people.removeCard(place(4));
    const applied = await run(operations);
    expect(states(applied)).toEqual(['done', 'refused', 'refused', 'refused']);
    expect(reasons(applied)).toEqual([
      expect.stringContaining('An option or iteration of project 1 of example-org is gone'),
      expect.stringContaining('The card was archived meanwhile'),
      expect.stringContaining('no longer'),
    ]);
    expect(values()).toEqual({ 1: { Status: 'Done' }, 2: { Lane: 'Sail' }, 3: {} });
  });

  it('is told also where every single one fails', async () => {
    await stage(2);
    const ids = [1, 2].map(addCard);
    const operations = [cards.move(1, ids[0]!, { Status: 'Done' }), cards.move(2, ids[1]!, { Status: 'Nowhere' })];
    lantern.sandbox.people.archiveCard(place(1));
    const applied = await run(operations);
    expect(reasons(applied)).toEqual([
      expect.stringContaining('archived meanwhile'),
      expect.stringContaining('An option or iteration'),
    ]);
    expect(writes()).toHaveLength(1);
  });

  it('is an archived card that an addition finds: nothing of it is touched', async () => {
    await stage(2);
    addCard(1);
    lantern.sandbox.people.archiveCard(place(1));
    const applied = await run([cards.add(1, { Status: 'Done' }), cards.add(2, { Status: 'Done' })]);
    expect(states(applied)).toEqual(['refused', 'done']);
    expect(reasons(applied)).toEqual([expect.stringContaining('archived meanwhile')]);
    expect(values()).toEqual({ 1: {}, 2: { Status: 'Done' } });
    expect(lantern.sandbox.state.project(ORG, project).cards[0]?.archived).toBe(true);
  });

  it('is everything without the permission, and it says which', async () => {
    await stage(2);
    const token = lantern.sandbox.createInstallationToken(lantern.installation, {
      issues: 'write',
      organization_projects: 'read',
    });
    const operations = [cards.add(1, { Status: 'Todo' }), cards.add(2)];
    const applied = await run(operations, { client: lantern.clientOf(token, BOT) });
    expect(states(applied)).toEqual(['refused', 'refused']);
    expect(reasons(applied)[0]).toContain('"Projects: write"');
    expect(writes()).toHaveLength(1);
  });

  it('is one wrong value, for which a document is refused as a whole: the others go on', async () => {
    await stage(3, { fields: FIELDS });
    const ids = [1, 2, 3].map(addCard);
    const operations = ids.map((id, index) => cards.move(index + 1, id, { Due: '2027-01-31' }));
    // GitHub refuses a variable before it does anything, and says no path.
    operations[1]!.fields[0]!.value = { date: null as unknown as string };
    const errors = [{ message: 'Variable $m1 of type UpdateProjectV2ItemFieldValueInput! was provided invalid value' }];
    lantern.sandbox.faults.add({ match: { graphql: /\$m1/ }, action: { status: 200, body: { errors } } });
    const applied = await run(operations);
    expect(states(applied)).toEqual(['done', 'refused', 'done']);
    expect(reasons(applied)[0]).toMatch(/^GitHub did not take the change of a card on project 1 of example-org: "/);
  });

  it('tells nothing of a private board but what the configuration names', async () => {
    await stage(1);
    const errors = [{ type: 'UNPROCESSABLE', message: 'The field Secret lane is odd', path: ['m0'] }];
    const body = { data: { m0: null }, errors };
    lantern.sandbox.faults.add({ match: { graphql: /MilepostAddCards/ }, action: { status: 200, body } });
    const applied = await run([cards.add(1, {}, { privateBoard: true })]);
    expect(reasons(applied)).toEqual(['GitHub did not take the change of a card on project 1 of example-org.']);
  });

  it('is a closed board', async () => {
    await stage(1);
    const errors = [{ type: 'UNPROCESSABLE', message: 'The project is closed', path: ['m0'] }];
    const body = { data: { m0: null }, errors };
    lantern.sandbox.faults.add({ match: { graphql: /MilepostAddCards/ }, action: { status: 200, body } });
    expect(reasons(await run([cards.add(1)]))[0]).toContain('Reopen it');
  });
});

describe('what is unclear', () => {
  it('stays begun in the Ledger, what is clear is closed, and the next run goes on', async () => {
    await stage(2);
    const ids = [1, 2].map(addCard);
    const operations = ids.map((id, index) => cards.move(index + 1, id, { Status: 'Done' }));
    const body = {
      data: { m0: { projectV2Item: { id: ids[0] } }, m1: null },
      errors: [{ message: 'Something went wrong while executing your query.', path: ['m1'] }],
    };
    lantern.sandbox.faults.add({ match: { graphql: /MilepostMoveCards/ }, action: { status: 200, body } });
    const ledger = createMemoryLedger();
    await expect(run(operations, { ledger })).rejects.toThrow(GitHubError);
    expect([...(await ledger.load()).values()].map(({ state }) => state)).toEqual(['done', 'begun']);
    expect(states(await run(operations, { ledger }))).toEqual(['done', 'done']);
    expect(values()).toEqual({ 1: {}, 2: { Status: 'Done' } });
  });

  it('is an outage: everything waits for the next run', async () => {
    await stage(1);
    lantern.sandbox.faults.add({ match: { graphql: /MilepostAddCards/ }, times: 3, action: { status: 503 } });
    await expect(run([cards.add(1)])).rejects.toMatchObject({ kind: 'unavailable' });
    expect(states(await run([cards.add(1)]))).toEqual(['done']);
  });

  it('is a rate limit, which is handed on', async () => {
    await stage(1);
    lantern.sandbox.faults.add({ match: { graphql: /MilepostAddCards/ }, action: 'secondary-limit' });
    const ledger = createMemoryLedger();
    const operation = cards.add(1);
    await expect(run([operation], { ledger })).rejects.toThrow(RateLimited);
    expect(await ledger.begin(operation)).toEqual({ state: 'claimed' });
  });

  it('is not a token that is refused', async () => {
    await stage(1);
    const action = { status: 401, body: { message: 'Bad credentials' } };
    lantern.sandbox.faults.add({ match: { graphql: /MilepostAddCards/ }, action });
    await expect(run([cards.add(1)])).rejects.toMatchObject({ status: 401 });
  });
});
