import { existsSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { buildSchema, parse, validate, type GraphQLSchema } from 'graphql';
import { queryCost } from '../../../src/sandbox/graphql/cost.ts';
import { boardQuery } from '../../../src/github/queries/board.ts';
import { documentOf } from '../../../src/github/apply/mutate-all.ts';
import { addCardsMutation, MOVE_CARDS } from '../../../src/github/queries/card-mutations.ts';
import { moreCardsQuery } from '../../../src/github/queries/cards.ts';
import {
  discussionsQuery,
  referencesQuery,
  type AskedNumber,
  type ReferenceBatch,
} from '../../../src/github/queries/references.ts';
import { DASHBOARD_QUERY } from '../../../src/github/queries/dashboard.ts';
import { filesQuery, MILESTONES_QUERY, repositoryStateQuery } from '../../../src/github/queries/repository-state.ts';
import { REVISIONS_QUERY } from '../../../src/github/queries/revisions.ts';
import { VIEWER_QUERY } from '../../../src/github/queries/viewer.ts';

// The package exports no file, and its index reads five megabytes more.
const published = fileURLToPath(
  new URL('../../../node_modules/@octokit/graphql-schema/schema.graphql', import.meta.url),
);
const newest = fileURLToPath(new URL('../../../../shared/github/schema-2026-03.graphql', import.meta.url));

const SCHEMAS = [
  { name: 'the schema that GitHub publishes for octokit', file: published },
  { name: 'the schema of March 2026', file: newest },
];

const FIELDS = ['Status', 'Target', 'Due', 'Lane'];

const KINDS: AskedNumber['kind'][] = ['issue', 'discussion', 'milestone'];

function batch(count: number, kinds: AskedNumber['kind'][], repositories = 1): ReferenceBatch {
  return {
    repositories: Array.from({ length: repositories }, (_, index) => ({
      owner: 'example-org',
      name: `lantern-${index}`,
      asked: Array.from({ length: count / repositories }, (_, number) => ({
        kind: kinds[number % kinds.length]!,
        number: number + 1,
      })),
    })),
  };
}

const DOCUMENTS: [string, string][] = [
  ['the viewer', VIEWER_QUERY],
  ['the repository alone', repositoryStateQuery({ files: 0, before: false })],
  ['the repository with files at two commits', repositoryStateQuery({ files: 5, before: true })],
  ['the repository with its dashboard', repositoryStateQuery({ files: 1, before: false, dashboard: true })],
  ['the dashboard alone', DASHBOARD_QUERY],
  ['more milestones', MILESTONES_QUERY],
  ['files', filesQuery({ files: 1, before: false })],
  ['files at two commits', filesQuery({ files: 3, before: true })],
  ...KINDS.map((kind): [string, string] => [`one ${kind}`, referencesQuery(batch(1, [kind]))]),
  ...KINDS.map((kind): [string, string] => [`a hundred ${kind}s`, referencesQuery(batch(100, [kind]))]),
  ['a hundred references of all kinds', referencesQuery(batch(100, KINDS))],
  ['a hundred references in twenty repositories', referencesQuery(batch(100, KINDS, 20))],
  ['a repository without a number to ask', referencesQuery(batch(0, KINDS))],
  ["a file's revisions", REVISIONS_QUERY],
  ['a board of an organization', boardQuery(['organization'])],
  ['a board of whatever the owner is', boardQuery(['organization', 'user'])],
  ['a hundred issues with their cards', referencesQuery({ ...batch(100, ['issue']), cardFields: FIELDS })],
  ['references of all kinds with their cards', referencesQuery({ ...batch(100, KINDS, 4), cardFields: FIELDS })],
  ['cards without values', referencesQuery({ ...batch(1, ['issue']), cardFields: [] })],
  [
    'an issue with its cards, and their board',
    referencesQuery({ ...batch(1, ['issue']), cardFields: FIELDS, hasBoard: true }),
  ],
  ['a repository and a board', referencesQuery({ ...batch(0, KINDS), hasBoard: true })],
  ['a milestone where cards are wanted', referencesQuery({ ...batch(1, ['milestone']), cardFields: FIELDS })],
  ['cards added', documentOf(addCardsMutation(FIELDS), 20)],
  ['a card added without fields', documentOf(addCardsMutation([]), 1)],
  ['cards moved', documentOf(MOVE_CARDS, 20)],
  ['further cards', moreCardsQuery(20, FIELDS)],
  ['further cards without values', moreCardsQuery(1, [])],
  ['discussions', discussionsQuery(batch(100, ['discussion'], 4))],
];

for (const { name, file } of SCHEMAS) {
  const known = existsSync(file);
  (known ? describe : describe.skip)(
    `every question is one that GitHub can answer, by ${name}${known ? '' : ' (absent here)'}`,
    () => {
      let schema: GraphQLSchema | null = null;
      it.each(DOCUMENTS)('%s', (_name, document) => {
        schema ??= buildSchema(readFileSync(file, 'utf8'), { assumeValid: true });
        expect(validate(schema, parse(document)).map(({ message }) => message)).toEqual([]);
      });
    },
  );
}

describe('a question about references', () => {
  it('costs two points of the budget with the cards of a hundred issues: issue and pull request are counted both', () => {
    const query = referencesQuery({ ...batch(100, ['issue']), cardFields: FIELDS });
    expect(queryCost(parse(query), {})).toEqual({ cost: 2, nodeCount: 4000 });
  });

  it.each([0, -1, 1.5, 2 ** 31, Number.NaN])('does not take the number %p into its text', (number) => {
    const asked = [{ kind: 'issue' as const, number }];
    expect(() => referencesQuery({ repositories: [{ owner: 'example-org', name: 'lantern', asked }] })).toThrow(
      RangeError,
    );
  });
});
