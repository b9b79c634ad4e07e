import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import type { Sandbox } from '../../src/sandbox/sandbox.ts';
import { heardStage, type HeardStage } from './heard-stage.ts';
import { graphql, repository } from './story.ts';

let staged: HeardStage;
let sandbox: Sandbox;
let installation: number;
let token: string;
let board: number;

const org = 'example-org';
const permissions = { issues: 'write', contents: 'write', organization_projects: 'write' } as const;

beforeEach(async () => {
  staged = await heardStage({
    options: { now: () => new Date('2026-03-10T12:00:00Z') },
    install: { permissions },
    after: (world) => {
      board = world.people.createProject(org, {
        title: 'Board',
        fields: [
          { name: 'Target', type: 'date' },
          { name: 'Note', type: 'text' },
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
      world.people.openIssue(repository, { title: 'Wick' });
      world.people.openIssue(repository, { title: 'Oil' });
    },
  });
  ({ sandbox, installation, token } = staged);
});
afterEach(() => staged.close());

const ask = async (query: string, variables: Record<string, unknown> = {}, by = token) =>
  await graphql(sandbox, by, query, variables);
const card = (issue: number) => ({ owner: org, project: board, repository, issue });
const issueId = (number: number): string => sandbox.state.issue(repository, number).node_id;
const project = () => sandbox.state.project(org, board);
const fieldId = (name: string): string => project().fields.find((field) => field.name === name)?.id ?? '';
const events = () => staged.heard('projects_v2_item');

const fieldsQuery = `query($number: Int!) { organization(login: "example-org") { projectV2(number: $number) {
  id number title url closed public viewerCanUpdate
  fields(first: 100) { totalCount nodes { __typename ... on ProjectV2FieldCommon { id name dataType }
    ... on ProjectV2SingleSelectField { options { id name color description } }
    ... on ProjectV2IterationField { configuration { duration startDay iterations { id title startDate duration } completedIterations { id title } } } } } } } }`;
interface FieldsAnswer {
  organization: { projectV2: { fields: { nodes: { name: string; options?: { id: string; name: string }[] }[] } } };
}
const optionId = async (name: string): Promise<string> => {
  const { data } = await ask(fieldsQuery, { number: board });
  const { nodes } = (data as unknown as FieldsAnswer).organization.projectV2.fields;
  return nodes.find((node) => node.name === 'Status')?.options?.find((option) => option.name === name)?.id ?? '';
};

const itemsQuery = `query($ids: [ID!]!) { nodes(ids: $ids) { ... on Issue { id projectItems(first: 20, includeArchived: true) { nodes {
  id isArchived type project { id number } status: fieldValueByName(name: "Status") { ... on ProjectV2ItemFieldSingleSelectValue { optionId name } }
  target: fieldValueByName(name: "Target") { ... on ProjectV2ItemFieldDateValue { date } } } } } } }`;
const add = `mutation($project: ID!, $content: ID!) { addProjectV2ItemById(input: {projectId: $project, contentId: $content}) { item { id isArchived } } }`;
const set = `mutation($project: ID!, $item: ID!, $field: ID!, $value: ProjectV2FieldValue!) { updateProjectV2ItemFieldValue(input: {projectId: $project, itemId: $item, fieldId: $field, value: $value}) { projectV2Item { id } } }`;

describe('projects of an organization', () => {
  it('tell their fields, options and iterations', async () => {
    const { data, errors } = await ask(fieldsQuery, { number: board });
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      organization: {
        projectV2: {
          number: 1,
          title: 'Board',
          url: `${sandbox.url}/orgs/example-org/projects/1`,
          closed: false,
          public: false,
          viewerCanUpdate: true,
          fields: {
            nodes: [
              { __typename: 'ProjectV2Field', name: 'Title', dataType: 'TITLE' },
              { name: 'Milestone' },
              {
                __typename: 'ProjectV2SingleSelectField',
                name: 'Status',
                dataType: 'SINGLE_SELECT',
                options: [{ name: 'Todo' }, { name: 'In Progress' }, { name: 'Done' }],
              },
              { name: 'Target', dataType: 'DATE' },
              { name: 'Note', dataType: 'TEXT' },
              { name: 'Size', dataType: 'NUMBER' },
              {
                __typename: 'ProjectV2IterationField',
                configuration: {
                  duration: 14,
                  startDay: 1,
                  iterations: [{ title: 'Two', startDate: '2026-03-02' }],
                  completedIterations: [{ title: 'One' }],
                },
              },
            ],
          },
        },
      },
    });
  });

  it('take an issue once, and its values by aliases of one mutation', async () => {
    const variables = { project: project().id, content: issueId(1) };
    const first = await ask(add, variables);
    expect((await ask(add, variables)).data).toEqual(first.data);
    const item = project().cards[0]?.id;
    const { errors } = await ask(
      `mutation($p: ID!, $i: ID!, $status: ID!, $option: String!, $target: ID!, $note: ID!, $size: ID!) {
        a: updateProjectV2ItemFieldValue(input: {projectId: $p, itemId: $i, fieldId: $status, value: {singleSelectOptionId: $option}}) { projectV2Item { id } }
        b: updateProjectV2ItemFieldValue(input: {projectId: $p, itemId: $i, fieldId: $target, value: {date: "2026-07-01"}}) { projectV2Item { id } }
        c: updateProjectV2ItemFieldValue(input: {projectId: $p, itemId: $i, fieldId: $note, value: {text: "n"}}) { projectV2Item { id } }
        d: updateProjectV2ItemFieldValue(input: {projectId: $p, itemId: $i, fieldId: $size, value: {number: 3}}) { projectV2Item { id } } }`,
      {
        p: project().id,
        i: item,
        status: fieldId('Status'),
        option: await optionId('Done'),
        target: fieldId('Target'),
        note: fieldId('Note'),
        size: fieldId('Size'),
      },
    );
    expect(errors).toBeUndefined();
    expect(project().cards).toMatchObject([
      { content: `${repository}#1`, values: { Status: 'Done', Target: '2026-07-01', Note: 'n', Size: 3 } },
    ]);
    await ask(
      `mutation($p: ID!, $i: ID!, $f: ID!) { clearProjectV2ItemFieldValue(input: {projectId: $p, itemId: $i, fieldId: $f}) { projectV2Item { id } } }`,
      { p: project().id, i: item, f: fieldId('Note') },
    );
    expect(project().cards[0]?.values).not.toHaveProperty('Note');
    // The app's own acts come back to it as events, as all of them do.
    expect((await events()).map((payload) => payload['action'])).toHaveLength(6);
  });

  it('are read through their issues', async () => {
    sandbox.people.addCard(card(1));
    sandbox.people.moveCard(card(1), { Status: 'In Progress', Target: '2026-06-30' });
    const { data } = await ask(itemsQuery, { ids: [issueId(1), issueId(2)] });
    expect(data?.['nodes']).toMatchObject([
      {
        projectItems: {
          nodes: [
            {
              type: 'ISSUE',
              isArchived: false,
              project: { number: board },
              status: { name: 'In Progress', optionId: await optionId('In Progress') },
              target: { date: '2026-06-30' },
            },
          ],
        },
      },
      { projectItems: { nodes: [] } },
    ]);
  });

  it('list their cards, drafts and what the asker may not see', async () => {
    sandbox.people.addCard(card(1));
    sandbox.people.moveCard(card(1), { Sprint: 'Two' });
    sandbox.people.addDraftCard(org, board, { title: 'Idea' });
    sandbox.createUser('carol');
    sandbox.createRepository('carol/secret', { visibility: 'private' });
    sandbox.people.openIssue('carol/secret', { title: 'Hidden' });
    sandbox.people.addCard({ ...card(1), repository: 'carol/secret' });
    const { data, errors } = await ask(
      `query($id: ID!) { node(id: $id) { ... on ProjectV2 { items(first: 100) { totalCount nodes { type content { __typename ... on DraftIssue { title } } fieldValues(first: 10) { nodes { __typename ... on ProjectV2ItemFieldIterationValue { title startDate } } } } } } } }`,
      { id: project().id },
    );
    expect(errors).toBeUndefined();
    expect(data).toMatchObject({
      node: {
        items: {
          totalCount: 3,
          nodes: [
            {
              type: 'ISSUE',
              fieldValues: { nodes: [{ __typename: 'ProjectV2ItemFieldTextValue' }, { title: 'Two' }] },
            },
            { type: 'DRAFT_ISSUE', content: { title: 'Idea' } },
            { type: 'REDACTED', content: null },
          ],
        },
      },
    });
  });
});

describe('what a board refuses', () => {
  it.each([
    ['a stale option', 'Status', { singleSelectOptionId: '00000000' }, /option Id does not belong to the field/],
    ['another kind of value', 'Status', { text: 'Done' }, /Did not receive a single select option Id/],
    ['a day that is none', 'Target', { date: '2026-02-31' }, /not a valid date/],
    ['a stale iteration', 'Sprint', { iterationId: '00' }, /iteration Id does not belong to the field/],
    ['a field that is the issue’s own', 'Title', { text: 'x' }, /type title is currently not supported/],
  ])('%s', async (_name, field, value, message) => {
    const item = sandbox.people.addCard(card(1));
    const variables = { project: project().id, item, field: fieldId(field), value };
    expect((await ask(set, variables)).errors?.[0]?.message).toMatch(message);
    expect(project().cards[0]?.values).toEqual({});
  });

  it('values of an archived card, until it is restored', async () => {
    const item = sandbox.people.addCard(card(1));
    sandbox.people.archiveCard(card(1));
    const variables = { project: project().id, item, field: fieldId('Note'), value: { text: 'n' } };
    expect((await ask(set, variables)).errors?.[0]?.message).toMatch(/archived/);
    const again = await ask(add, { project: project().id, content: issueId(1) });
    expect(again.data).toEqual({ addProjectV2ItemById: { item: { id: item, isArchived: true } } });
    const { data } = await ask(itemsQuery, { ids: [issueId(1)] });
    expect(data?.['nodes']).toMatchObject([{ projectItems: { nodes: [{ isArchived: true }] } }]);
    sandbox.people.restoreCard(card(1));
    expect((await ask(set, variables)).errors).toBeUndefined();
  });

  it('writes without the permission, and hides itself without any', async () => {
    const id = project().id;
    const reader = sandbox.createInstallationToken(installation, { issues: 'write', organization_projects: 'read' });
    expect((await ask(add, { project: id, content: issueId(1) }, reader)).errors?.[0]).toMatchObject({
      type: 'FORBIDDEN',
      message: 'Resource not accessible by integration',
    });
    sandbox.people.addCard(card(1));
    const none = sandbox.createInstallationToken(installation, { issues: 'write' });
    expect((await ask(fieldsQuery, { number: board }, none)).errors?.[0]?.type).toBe('FORBIDDEN');
    expect((await ask(fieldsQuery, { number: 99 })).errors?.[0]?.type).toBe('NOT_FOUND');
    expect((await ask(itemsQuery, { ids: [issueId(1)] }, none)).data?.['nodes']).toMatchObject([
      { projectItems: { nodes: [] } },
    ]);
    expect((await ask('query($id: ID!) { node(id: $id) { id } }', { id }, none)).errors?.[0]?.type).toBe('NOT_FOUND');
    const bob = sandbox.createToken('bob');
    expect((await ask(fieldsQuery, { number: board }, bob)).errors?.[0]?.type).toBe('NOT_FOUND');
    sandbox.people.setProjectPublic(org, board, true);
    expect((await ask(fieldsQuery, { number: board }, bob)).data).toMatchObject({
      organization: { projectV2: { public: true, viewerCanUpdate: false } },
    });
  });

  it('to show a person’s board to apps, public or not', async () => {
    const own = sandbox.people.createProject('alice', { title: 'Mine', public: true });
    sandbox.people.addCard({ ...card(1), owner: 'alice', project: own });
    const query = `query($n: Int!) { user(login: "alice") { projectV2(number: $n) { title } projectsV2(first: 5) { totalCount } } }`;
    expect(await ask(query, { n: own })).toMatchObject({
      data: { user: { projectV2: null, projectsV2: { totalCount: 0 } } },
      errors: [{ type: 'NOT_FOUND', message: `Could not resolve to a ProjectV2 with the number ${own}.` }],
    });
    expect((await ask(itemsQuery, { ids: [issueId(1)] })).data?.['nodes']).toMatchObject([
      { projectItems: { nodes: [] } },
    ]);
    expect((await ask(query, { n: own }, sandbox.createToken('alice'))).data).toMatchObject({
      user: { projectV2: { title: 'Mine' } },
    });
    expect(await events()).toEqual([]);
  });

  it('questions for more than half a million nodes', async () => {
    const query = `{ organization(login: "example-org") { projectsV2(first: 100) { nodes { items(first: 100) { nodes { fieldValues(first: 100) { totalCount } } } } } } }`;
    expect((await ask(query)).errors?.[0]?.type).toBe('MAX_NODE_LIMIT_EXCEEDED');
  });
});

describe('what goes on beside a refusal', () => {
  it('is every other alias of the same mutation, each error with its own path', async () => {
    const items = [1, 2].map((issue) => sandbox.people.addCard(card(issue)));
    sandbox.people.archiveCard(card(2));
    const note = (alias: string, item: string): string =>
      `${alias}: updateProjectV2ItemFieldValue(input: {projectId: "${project().id}", itemId: "${item}", fieldId: "${fieldId('Note')}", value: {text: "n"}}) { projectV2Item { id } }`;
    const { data, errors } = await ask(
      `mutation { ${note('a', items[1]!)} ${note('b', items[0]!)} ${note('c', 'PVTI_none')} }`,
    );
    expect(data).toEqual({ a: null, b: { projectV2Item: { id: items[0] } }, c: null });
    expect(errors).toMatchObject([
      { path: ['a'], message: expect.stringContaining('archived') },
      { path: ['c'], type: 'NOT_FOUND' },
    ]);
    expect(project().cards.map(({ values }) => values)).toEqual([{ Note: 'n' }, {}]);
  });
});

describe('an issue on many boards', () => {
  it('tells its cards page by page, in the order in which the boards were made', async () => {
    sandbox.people.addCard(card(1));
    for (let index = 0; index < 20; index += 1) {
      const other = sandbox.people.createProject(org, { title: `Board ${index}` });
      sandbox.people.addCard({ ...card(1), project: other });
    }
    const page = `query($id: ID!, $after: String) { node(id: $id) { ... on Issue { projectItems(first: 20, after: $after) { totalCount pageInfo { hasNextPage endCursor } nodes { project { number } } } } } }`;
    interface Page {
      node: {
        projectItems: {
          pageInfo: { hasNextPage: boolean; endCursor: string };
          nodes: { project: { number: number } }[];
        };
      };
    }
    const read = async (after: string | null) => {
      const { data } = await ask(page, { id: issueId(1), after });
      return (data as unknown as Page).node.projectItems;
    };
    const first = await read(null);
    expect(first).toMatchObject({ totalCount: 21, pageInfo: { hasNextPage: true } });
    const second = await read(first.pageInfo.endCursor);
    expect(second.pageInfo.hasNextPage).toBe(false);
    const numbers = [...first.nodes, ...second.nodes].map((node) => node.project.number);
    expect(numbers).toEqual(Array.from({ length: 21 }, (_, index) => board + index));
  });
});

describe('a closed board', () => {
  it('says that it is, and can be read and reopened', async () => {
    const closed = async (): Promise<unknown> =>
      (
        await ask(`query($n: Int!) { organization(login: "example-org") { projectV2(number: $n) { closed } } }`, {
          n: board,
        })
      ).data;
    sandbox.people.closeProject(org, board);
    expect(await closed()).toEqual({ organization: { projectV2: { closed: true } } });
    sandbox.people.reopenProject(org, board);
    expect(await closed()).toEqual({ organization: { projectV2: { closed: false } } });
  });
});

describe('an owner of unknown kind', () => {
  it('is asked for as both: one is not found, the other answers', async () => {
    const query = `query($n: Int!) { organization(login: "alice") { login } user(login: "alice") { login projectV2(number: $n) { title } } }`;
    expect(await ask(query, { n: 1 })).toMatchObject({
      data: { organization: null, user: { login: 'alice', projectV2: null } },
      errors: [
        { type: 'NOT_FOUND', path: ['organization'] },
        { type: 'NOT_FOUND', path: ['user', 'projectV2'] },
      ],
    });
  });
});

describe('what people do to cards', () => {
  it('comes as projects_v2_item of the organization, with what was and what is', async () => {
    const id = sandbox.people.addCard(card(1));
    sandbox.people.moveCard(card(1), { Status: 'Todo' });
    sandbox.people.moveCard({ ...card(1), by: 'alice' }, { Status: 'Done' });
    sandbox.people.moveCard(card(1), { Status: null });
    sandbox.people.archiveCard(card(1));
    sandbox.people.restoreCard(card(1));
    sandbox.people.removeCard(card(1));
    const seen = await events();
    expect(seen.map((payload) => payload['action'])).toEqual([
      'created',
      'edited',
      'edited',
      'edited',
      'archived',
      'restored',
      'deleted',
    ]);
    expect(seen[2]).toMatchObject({
      projects_v2_item: {
        node_id: id,
        project_node_id: project().id,
        content_node_id: issueId(1),
        content_type: 'Issue',
        archived_at: null,
      },
      changes: {
        field_value: {
          field_node_id: fieldId('Status'),
          field_type: 'single_select',
          field_name: 'Status',
          project_number: board,
          from: { name: 'Todo' },
          to: { name: 'Done' },
        },
      },
      organization: { login: org },
      installation: { id: installation },
      sender: { login: 'alice' },
    });
    expect(seen[2]).not.toHaveProperty('repository');
    expect(seen[3]).toMatchObject({ changes: { field_value: { to: null } } });
  });

  it('is not told to apps without the permission', async () => {
    sandbox.grant(installation, { issues: 'write' });
    sandbox.people.addCard(card(1));
    expect(await events()).toEqual([]);
  });

  it('follows issues: closed by a workflow, transferred, deleted', () => {
    const flowing = sandbox.people.createProject(org, { title: 'Flowing', closedStatus: 'Done' });
    sandbox.people.addCard({ ...card(1), project: flowing });
    sandbox.people.closeIssue(repository, 1);
    const cards = () => sandbox.state.project(org, flowing).cards;
    expect(cards()).toMatchObject([{ values: { Status: 'Done' } }]);
    sandbox.createRepository('example-org/beacon');
    sandbox.people.transferIssue(repository, 1, 'example-org/beacon');
    expect(cards()).toMatchObject([{ content: 'example-org/beacon#1' }]);
    sandbox.people.deleteIssue('example-org/beacon', 1);
    expect(cards()).toEqual([]);
  });

  it('new options forget what cards had, and boards are closed, renamed in their fields, and deleted', async () => {
    sandbox.people.addCard(card(1));
    sandbox.people.moveCard(card(1), { Status: 'Done' });
    const before = await optionId('Done');
    sandbox.people.setProjectOptions(org, board, 'Status', ['Done']);
    expect(await optionId('Done')).not.toBe(before);
    expect(project().cards[0]?.values).toEqual({});
    sandbox.people.renameProjectField(org, board, 'Target', 'Due');
    sandbox.people.deleteProjectField(org, board, 'Note');
    sandbox.people.addProjectField(org, board, { name: 'Lane', type: 'single_select', options: ['A'] });
    expect(project().fields.map((field) => field.name)).toEqual([
      'Title',
      'Milestone',
      'Status',
      'Due',
      'Size',
      'Sprint',
      'Lane',
    ]);
    sandbox.people.closeProject(org, board);
    expect(project().closed).toBe(true);
    sandbox.people.reopenProject(org, board);
    sandbox.people.deleteProject(org, board);
    const heard = await staged.heard('projects_v2');
    expect(heard.map(({ action }) => action)).toEqual(['closed', 'reopened', 'deleted']);
    expect((await ask(fieldsQuery, { number: board })).errors?.[0]?.type).toBe('NOT_FOUND');
  });
});
