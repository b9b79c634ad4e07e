import { afterEach, describe, expect, it } from '@jest/globals';
import type { GitHubClient } from '../../src/github/client.ts';
import { observe } from '../../src/github/observe.ts';
import { readRepositoryState } from '../../src/github/repository-files.ts';
import type { FoundReference, Observation, ObservedBoard } from '../../src/plan/observation.ts';
import type { Card } from '../../src/sandbox/people-projects.ts';
import type { ProjectInput } from '../../src/sandbox/projects.ts';
import { reference, roadmapOf, startLantern, type Lantern } from './lantern.ts';
import { BOT } from './test-client.ts';

let lantern: Lantern;
afterEach(() => lantern.sandbox.close());

const ORG = 'example-org';
const HOME = 'example-org/lantern';

interface Look {
  client?: GitHubClient;
  repository?: string;
  fields?: string[];
  webHost?: string;
}

async function look(
  project: string | number,
  numbers: number[] = [],
  { client = lantern.client(), repository: home = HOME, fields = ['Status'], webHost = webHostOf() }: Look = {},
): Promise<Observation & { requests: { graphql: number; rest: number } }> {
  const [owner = '', name = ''] = home.split('/');
  const state = await readRepositoryState(client, { owner, name, ref: null, previousRef: null });
  const before = { ...client.counts };
  const observation = await observe(client, {
    ...state,
    roadmap: roadmapOf(numbers.map((number) => reference(`issue ${home} ${number}`))),
    board: { project, fields, webHost },
    want: { markedIssues: false, markedComments: [] },
  });
  const requests = { graphql: client.counts.graphql - before.graphql, rest: client.counts.rest - before.rest };
  return { ...observation, requests };
}

const webHostOf = (): string => new URL(lantern.sandbox.url).host;

const boardIn = ({ board }: Observation): ObservedBoard => {
  if (board === null || board === undefined) throw new Error('nobody looked at a board');
  return board;
};

function seen(observation: Observation, number: number, home = HOME): FoundReference {
  const sighting = observation.references[`${home}#${number}`];
  if (sighting?.state !== 'found') throw new Error(`#${number} is ${JSON.stringify(sighting)}`);
  return sighting;
}

const createBoard = (input: Partial<ProjectInput> = {}, owner = ORG): number =>
  lantern.sandbox.people.createProject(owner, { title: 'The plan', ...input });

function openIssues(count: number, home = HOME): void {
  for (let index = 1; index <= count; index += 1) {
    lantern.sandbox.people.openIssue(home, { title: `Issue ${index}`, by: 'alice' });
  }
}

const card = (project: number, issue: number, more: Partial<Card> = {}): Card => ({
  owner: ORG,
  project,
  repository: HOME,
  issue,
  ...more,
});

const option = (name: string) => ({ id: expect.any(String), name });

describe('the board that the configuration names', () => {
  it('is found by its number with the owner of the repository, in one request', async () => {
    lantern = await startLantern({ now: () => new Date('2026-03-10T12:00:00Z') });
    const number = createBoard({
      public: true,
      fields: [
        { name: 'Note', type: 'text' },
        { name: 'Due', type: 'date' },
        { name: 'Size', type: 'number' },
        {
          name: 'Sprint',
          type: 'iteration',
          iterations: [
            { title: 'One', startDate: '2026-02-02' },
            { title: 'Two', startDate: '2026-03-02' },
          ],
        },
      ],
    });
    const observation = await look(number);
    expect(observation.requests).toEqual({ graphql: 1, rest: 0 });
    expect(boardIn(observation)).toEqual({
      state: 'found',
      id: lantern.sandbox.state.project(ORG, number).id,
      owner: ORG,
      number,
      title: 'The plan',
      url: `${lantern.sandbox.url}/orgs/${ORG}/projects/${number}`,
      public: true,
      closed: false,
      writable: true,
      fields: [
        { id: expect.any(String), name: 'Title', type: 'other', options: [] },
        { id: expect.any(String), name: 'Milestone', type: 'other', options: [] },
        {
          id: expect.any(String),
          name: 'Status',
          type: 'single-select',
          options: [option('Todo'), option('In Progress'), option('Done')],
        },
        { id: expect.any(String), name: 'Note', type: 'text', options: [] },
        { id: expect.any(String), name: 'Due', type: 'date', options: [] },
        { id: expect.any(String), name: 'Size', type: 'other', options: [] },
        // What is over can be given to a card still, and stands behind what is to come.
        { id: expect.any(String), name: 'Sprint', type: 'iteration', options: [option('Two'), option('One')] },
      ],
    });
  });

  it('is found by its address, also with a view behind it', async () => {
    lantern = await startLantern();
    const number = createBoard();
    const address = `${lantern.sandbox.url}/orgs/${ORG}/projects/${number}`;
    for (const project of [address, `${address}/views/2`]) {
      const observation = await look(project);
      expect(boardIn(observation)).toMatchObject({ state: 'found', number, owner: ORG, public: false });
      expect(observation.requests).toEqual({ graphql: 1, rest: 0 });
    }
  });

  it('is told as closed', async () => {
    lantern = await startLantern();
    const number = createBoard();
    lantern.sandbox.people.closeProject(ORG, number);
    expect(boardIn(await look(number))).toMatchObject({ state: 'found', closed: true });
  });

  it('may be one that nobody can tell the right to write of', async () => {
    lantern = await startLantern();
    const number = createBoard();
    const token = lantern.sandbox.createInstallationToken(lantern.installation, {
      contents: 'read',
      issues: 'write',
      organization_projects: 'read',
    });
    expect(boardIn(await look(number, [], { client: lantern.clientOf(token, BOT) }))).toMatchObject({ writable: null });
    lantern.sandbox.people.setProjectPublic(ORG, number, true);
    const client = lantern.clientOf(lantern.sandbox.createToken('elsewhere'), {
      kind: 'user',
      login: 'elsewhere',
      appId: null,
    });
    expect(boardIn(await look(number, [], { client }))).toMatchObject({ state: 'found', writable: false });
  });

  it('costs nothing where none is named', async () => {
    lantern = await startLantern();
    openIssues(1);
    const client = lantern.client();
    const state = await readRepositoryState(client, { owner: ORG, name: 'lantern', ref: null, previousRef: null });
    const roadmap = roadmapOf([reference(`issue ${HOME} 1`)]);
    const before = client.counts.graphql;
    const observation = await observe(client, {
      ...state,
      roadmap,
      want: { markedIssues: false, markedComments: [] },
    });
    expect(client.counts.graphql - before).toBe(1);
    expect(observation.board).toBeNull();
    expect(seen(observation, 1)).not.toHaveProperty('card');
    expect(seen(observation, 1)).not.toHaveProperty('nodeId');
  });
});

describe('a board that cannot be read', () => {
  it.each([
    ['none of that number', 99],
    ['a number that is none', 2 ** 40],
    ['an address of nobody', '/orgs/nobody-at-all/projects/1'],
    ['something else', 'ftp://somewhere'],
  ])('is absent: %s', async (_name, project) => {
    lantern = await startLantern();
    const named = typeof project === 'string' && project.startsWith('/') ? `${lantern.sandbox.url}${project}` : project;
    const observation = await look(named);
    expect(observation.board).toEqual({ state: 'absent', reason: 'absent', named: String(named) });
  });

  it('is hidden when a person owns it: by number and by address, public or not', async () => {
    lantern = await startLantern();
    const { sandbox } = lantern;
    sandbox.createRepository('alice/shed', { files: { 'ROADMAP.md': '# Roadmap\n' } });
    const client = lantern.clientOf(sandbox.createInstallationToken(sandbox.install('alice')), BOT);
    const number = createBoard({ public: true }, 'alice');
    const mine = { client, repository: 'alice/shed' };
    const expected = { state: 'absent', reason: 'user-owned' };
    expect(boardIn(await look(number, [], mine))).toEqual({ ...expected, named: String(number) });
    const address = `${sandbox.url}/users/alice/projects/${number}`;
    expect(boardIn(await look(address, [], mine))).toEqual({ ...expected, named: address });
    expect(boardIn(await look(address))).toEqual({ ...expected, named: address });
  });

  it("is found with its owner's own token", async () => {
    lantern = await startLantern();
    const { sandbox } = lantern;
    sandbox.createRepository('alice/shed', { files: { 'ROADMAP.md': '# Roadmap\n' } });
    openIssues(1, 'alice/shed');
    const number = createBoard({}, 'alice');
    sandbox.people.addCard(card(number, 1, { owner: 'alice', repository: 'alice/shed' }));
    const client = lantern.clientOf(sandbox.createToken('alice'), { kind: 'user', login: 'alice', appId: null });
    const observation = await look(number, [1], { client, repository: 'alice/shed' });
    expect(boardIn(observation)).toMatchObject({ state: 'found', owner: 'alice', writable: true });
    expect(seen(observation, 1, 'alice/shed').card).toMatchObject({ archived: false, values: {} });
  });

  it('is forbidden without the permission for it', async () => {
    lantern = await startLantern();
    const number = createBoard();
    openIssues(1);
    const token = lantern.sandbox.createInstallationToken(lantern.installation, { contents: 'read', issues: 'write' });
    const observation = await look(number, [1], { client: lantern.clientOf(token, BOT) });
    expect(boardIn(observation)).toEqual({ state: 'absent', reason: 'forbidden', named: String(number) });
    expect(seen(observation, 1)).not.toHaveProperty('card');
  });

  it('is forbidden where a token lacks the scope, which GitHub says of the whole question', async () => {
    lantern = await startLantern();
    const body = {
      data: null,
      errors: [
        {
          type: 'INSUFFICIENT_SCOPES',
          message: "Your token has not been granted the required scopes: ['read:project']",
        },
      ],
    };
    lantern.sandbox.faults.add({ match: { graphql: /MilepostBoard/ }, action: { status: 200, body } });
    expect(boardIn(await look(1))).toMatchObject({ reason: 'forbidden' });
  });

  it('lies on another host: nothing is asked', async () => {
    lantern = await startLantern();
    const observation = await look('https://github.example.com/orgs/example-org/projects/1');
    expect(boardIn(observation)).toMatchObject({ state: 'absent', reason: 'other-host' });
    expect(observation.requests).toEqual({ graphql: 0, rest: 0 });
  });

  it.each([
    ['GitHub does not answer', { status: 502, body: { message: 'Bad gateway' } }],
    [
      'GitHub fails inside',
      {
        status: 200,
        body: {
          data: { organization: { login: ORG, projectV2: null }, user: null },
          errors: [{ message: 'Something went wrong', path: ['organization', 'projectV2'] }],
        },
      },
    ],
    [
      'this GitHub has no such projects',
      { status: 200, body: { errors: [{ message: "Field 'projectV2' doesn't exist on type 'Organization'" }] } },
    ],
  ])('is not observed when %s, and the references are read all the same', async (_name, action) => {
    lantern = await startLantern();
    openIssues(1);
    lantern.sandbox.faults.add({ match: { graphql: /MilepostBoard/ }, times: 3, action });
    const observation = await look(createBoard(), [1]);
    expect(boardIn(observation)).toMatchObject({ state: 'unobserved' });
    expect(seen(observation, 1)).not.toHaveProperty('card');
  });

  it('stops everything when the token is not accepted', async () => {
    lantern = await startLantern();
    const action = { status: 401, body: { message: 'Bad credentials' } };
    lantern.sandbox.faults.add({ match: { graphql: /MilepostBoard/ }, action });
    await expect(look(createBoard())).rejects.toThrow('Bad credentials');
  });
});

describe('cards', () => {
  it('come with the references: a hundred a request, one more for the board', async () => {
    lantern = await startLantern();
    const number = createBoard();
    openIssues(201);
    for (const issue of [1, 150, 201]) lantern.sandbox.people.addCard(card(number, issue));
    lantern.sandbox.people.moveCard(card(number, 150), { Status: 'In Progress' });
    lantern.sandbox.people.archiveCard(card(number, 201));
    const observation = await look(
      number,
      Array.from({ length: 201 }, (_, index) => index + 1),
    );
    expect(observation.requests).toEqual({ graphql: 4, rest: 0 });
    const cards = Object.values(observation.references).map((each) => (each.state === 'found' ? each.card : undefined));
    expect(cards.filter((each) => each === null)).toHaveLength(198);
    expect(seen(observation, 1).card).toMatchObject({ archived: false, values: {} });
    expect(seen(observation, 150).card).toMatchObject({ values: { status: 'In Progress' } });
    expect(seen(observation, 201).card).toMatchObject({ archived: true });
    expect(seen(observation, 2).nodeId).toBe(lantern.sandbox.state.issue(HOME, 2).node_id);
  });

  it('tell values of every kind, of the fields asked for, whatever case they are asked in', async () => {
    lantern = await startLantern();
    const number = createBoard({
      fields: [
        { name: 'Due', type: 'date' },
        { name: 'Note', type: 'text' },
        { name: 'Size', type: 'number' },
        { name: 'Other', type: 'text' },
        { name: 'Sprint', type: 'iteration', iterations: [{ title: 'One', startDate: '2026-02-02' }] },
      ],
    });
    openIssues(1);
    lantern.sandbox.people.addCard(card(number, 1));
    const values = { Status: 'Done', Due: '2026-07-01', Note: 'n', Size: 3, Other: 'o', Sprint: 'One' };
    lantern.sandbox.people.moveCard(card(number, 1), values);
    const fields = ['status', 'DUE', 'note', 'Size', 'sprint', 'Milestone', 'Nowhere'];
    const observation = await look(number, [1], { fields });
    expect(seen(observation, 1).card?.values).toEqual({
      status: 'Done',
      due: '2026-07-01',
      note: 'n',
      size: '3',
      sprint: 'One',
    });
  });

  it('are found on the twenty-first board of an issue, with one request more', async () => {
    lantern = await startLantern();
    openIssues(2);
    for (let index = 0; index < 20; index += 1) {
      const other = createBoard({ title: `Board ${index}` });
      lantern.sandbox.people.addCard(card(other, 1));
    }
    const number = createBoard();
    lantern.sandbox.people.addCard(card(number, 1));
    lantern.sandbox.people.moveCard(card(number, 1), { Status: 'Done' });
    const observation = await look(number, [1, 2]);
    expect(observation.requests).toEqual({ graphql: 3, rest: 0 });
    expect(seen(observation, 1).card).toMatchObject({ values: { status: 'Done' } });
    expect(seen(observation, 2).card).toBeNull();
  });

  it('are not looked for further when a full first page holds the right one', async () => {
    lantern = await startLantern();
    openIssues(1);
    const number = createBoard();
    lantern.sandbox.people.addCard(card(number, 1));
    for (let index = 0; index < 25; index += 1) lantern.sandbox.people.addCard(card(createBoard(), 1));
    expect((await look(number, [1])).requests).toEqual({ graphql: 2, rest: 0 });
  });

  it('of a transferred issue are found where it is now', async () => {
    lantern = await startLantern();
    lantern.sandbox.createRepository('example-org/wick');
    openIssues(1);
    const number = createBoard();
    lantern.sandbox.people.addCard(card(number, 1));
    lantern.sandbox.people.transferIssue(HOME, 1, 'example-org/wick');
    const observation = await look(number, [1]);
    expect(seen(observation, 1)).toMatchObject({ moved: true, repo: 'wick', card: { archived: false } });
  });

  it('of pull requests are read too', async () => {
    lantern = await startLantern();
    const { people } = lantern.sandbox;
    people.push(HOME, { by: 'alice', branch: 'wick', message: 'Wick', files: { 'wick.md': 'w' } });
    const pull = people.openPullRequest(HOME, { title: 'Wick', head: 'wick', by: 'alice' });
    const number = createBoard();
    people.addCard(card(number, pull));
    expect(seen(await look(number, [pull]), pull)).toMatchObject({ kind: 'pull', card: { archived: false } });
  });

  it.each([
    ['GitHub does not show them', { type: 'FORBIDDEN', message: 'Resource not accessible by integration' }],
    ['GitHub fails inside', { message: 'Something went wrong while executing your query.' }],
  ])('are unknown when %s, and the issue is known all the same', async (_name, error) => {
    lantern = await startLantern();
    openIssues(1);
    const number = createBoard();
    const { id } = lantern;
    const issue = { type: 'Issue', id: 'I_1', number: 1, title: 'Issue 1', url: 'u', state: 'OPEN', cards: null };
    const body = {
      data: { r0: { databaseId: id, nameWithOwner: HOME, visibility: 'PUBLIC', issue1: issue } },
      errors: [{ ...error, path: ['r0', 'issue1', 'cards'] }],
    };
    lantern.sandbox.faults.add({ match: { graphql: /MilepostReferences/ }, action: { status: 200, body } });
    const found = seen(await look(number, [1]), 1);
    expect(found).toMatchObject({ open: true, nodeId: 'I_1' });
    expect(found).not.toHaveProperty('card');
  });

  it.each([
    ['knows none', { message: "Field 'projectItems' doesn't exist on type 'Issue'" }],
    ['wants another scope', { type: 'INSUFFICIENT_SCOPES', message: "It requires one of: ['read:project']" }],
  ])('are left out where this GitHub %s, with one request more', async (_name, error) => {
    lantern = await startLantern();
    openIssues(1);
    const number = createBoard();
    const action = { status: 200, body: { errors: [error] } };
    lantern.sandbox.faults.add({ match: { graphql: /projectItems/ }, action });
    const observation = await look(number, [1]);
    expect(seen(observation, 1)).toMatchObject({ open: true });
    expect(seen(observation, 1)).not.toHaveProperty('card');
    expect(observation.requests).toEqual({ graphql: 3, rest: 0 });
  });

  it('without a project that may be told, or without an id, are none', async () => {
    lantern = await startLantern();
    openIssues(1);
    const number = createBoard();
    const nodes = [
      null,
      { id: 'PVTI_1', project: null },
      { id: null, project: { id: lantern.sandbox.state.project(ORG, number).id } },
    ];
    const issue = { type: 'Issue', id: 'I_1', number: 1, title: 'Issue 1', url: 'u', state: 'OPEN', cards: { nodes } };
    const body = { data: { r0: { databaseId: lantern.id, nameWithOwner: HOME, visibility: 'PUBLIC', issue1: issue } } };
    lantern.sandbox.faults.add({ match: { graphql: /MilepostReferences/ }, action: { status: 200, body } });
    expect(seen(await look(number, [1]), 1).card).toBeNull();
  });
});

describe('hostile names', () => {
  const long = 'x'.repeat(100);
  it.each(['__proto__', 'constructor', '| --- |', '🚀 Fields "quoted"\\', long, '$f0: { id }'])(
    '%j is a name like any other',
    async (name) => {
      lantern = await startLantern();
      const number = createBoard({ fields: [{ name, type: 'single_select', options: [name, '| --- |', '🏁'] }] });
      openIssues(2);
      lantern.sandbox.people.addCard(card(number, 1));
      lantern.sandbox.people.moveCard(card(number, 1), { [name]: name });
      lantern.sandbox.people.addCard(card(number, 2));
      const observation = await look(number, [1, 2], { fields: ['Status', name] });
      const board = boardIn(observation);
      expect(board.state === 'found' && board.fields.find((field) => field.name === name)?.options).toMatchObject([
        { name },
        { name: '| --- |' },
        { name: '🏁' },
      ]);
      expect(Object.entries(seen(observation, 1).card?.values ?? {})).toEqual([[name.toLowerCase(), name]]);
      expect(seen(observation, 2).card?.values[name.toLowerCase()]).toBeUndefined();
    },
  );
});
