/** What the app asks of GitHub, found in the sources, against what it asks to be allowed. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, it } from '@jest/globals';
import { getNamedType, isCompositeType, parse, TypeInfo, visit, visitWithTypeInfo } from 'graphql';
import {
  EVENT_PERMISSIONS,
  MUTATION_PERMISSIONS,
  ROUTE_PERMISSIONS,
  TYPE_PERMISSIONS,
  type NeededPermission,
} from '../../src/github/permissions.ts';
import { BOARDS_QUERY } from '../../src/github/list-boards.ts';
import { boardQuery } from '../../src/github/queries/board.ts';
import { cardQuery, moreCardsQuery } from '../../src/github/queries/cards.ts';
import { addCardsMutation, MOVE_CARDS } from '../../src/github/queries/card-mutations.ts';
import { DASHBOARD_QUERY } from '../../src/github/queries/dashboard.ts';
import { discussionsQuery, referencesQuery, type ReferenceBatch } from '../../src/github/queries/references.ts';
import { filesQuery, MILESTONES_QUERY, repositoryStateQuery } from '../../src/github/queries/repository-state.ts';
import { REVISIONS_QUERY } from '../../src/github/queries/revisions.ts';
import { VIEWER_QUERY } from '../../src/github/queries/viewer.ts';
import { documentOf } from '../../src/github/apply/mutate-all.ts';
import { githubSchema } from '../../src/sandbox/graphql/schema.ts';
import { readManifest } from '../../src/web/set-up/manifest.ts';

const root = fileURLToPath(new URL('../../src', import.meta.url));

/** All sources but the sandbox, which is no part of the app; without comments on lines of their own. */
const sources = readdirSync(root, { recursive: true, encoding: 'utf8' })
  .filter((path) => path.endsWith('.ts') && !path.startsWith('sandbox/') && path !== 'github/permissions.ts')
  .map((path) => readFileSync(join(root, path), 'utf8').replaceAll(/^ *(?:\/?\*.*|\/\/.*)$/gm, ''))
  .join('\n');

const found = (pattern: RegExp): string[] =>
  [...new Set([...sources.matchAll(pattern)].map(([, text]) => text!))].toSorted();

/** Our own servers' paths, which they compare with method and path. */
const OURS = new Set(['GET /', 'GET /registered', 'POST /register']);

const routes = found(/['`]((?:GET|HEAD|POST|PATCH|PUT|DELETE) \/[^'`]*)['`]/g).filter((route) => !OURS.has(route));

const batch: ReferenceBatch = {
  repositories: [
    {
      owner: 'o',
      name: 'n',
      asked: [
        { kind: 'issue', number: 1 },
        { kind: 'milestone', number: 2 },
        { kind: 'discussion', number: 3 },
      ],
    },
  ],
  cardFields: ['Status'],
  hasBoard: true,
};

const queries = [
  BOARDS_QUERY,
  boardQuery(['organization', 'user']),
  cardQuery(['Status']),
  moreCardsQuery(1, ['Status']),
  DASHBOARD_QUERY,
  referencesQuery(batch),
  discussionsQuery(batch),
  repositoryStateQuery({ files: 1, before: true, dashboard: true }),
  filesQuery({ files: 1, before: true }),
  MILESTONES_QUERY,
  REVISIONS_QUERY,
  VIEWER_QUERY,
];
const mutations = [documentOf(addCardsMutation(['Status']), 1), documentOf(MOVE_CARDS, 1)];

/** The types that a document comes to. */
function typesIn(document: string): Set<string> {
  const types = new Set<string>();
  const info = new TypeInfo(githubSchema());
  const note = (): void => {
    const type = getNamedType(info.getType());
    if (isCompositeType(type)) types.add(type.name);
  };
  visit(parse(document), visitWithTypeInfo(info, { Field: note, InlineFragment: note, FragmentDefinition: note }));
  return types;
}

const operationsIn = (documents: readonly string[]): string[] =>
  documents.flatMap((document) => [...document.matchAll(/^(?:query|mutation) (\w+)/gm)].map(([, name]) => name!));

describe('the permissions of what is asked', () => {
  it('are written down for every REST route of the sources, and for no other', () => {
    expect(routes).toEqual(Object.keys(ROUTE_PERMISSIONS).toSorted());
  });

  it('stand beside routes that are whole: none is put together while the program runs', () => {
    expect(found(/`((?:GET|HEAD|POST|PATCH|PUT|DELETE) \/[^`]*\$\{[^`]*)`/g)).toEqual([]);
  });

  it('are written down for every mutation of the sources, and for no other', () => {
    const whole = found(/`mutation \w+\([^)]*\) \{\s*(\w+)\(/g);
    const aliased = found(/\bfield: '(\w+)',\s*inputType: /g);
    expect([...whole, ...aliased].toSorted()).toEqual(Object.keys(MUTATION_PERMISSIONS).toSorted());
  });

  it('are known of every GraphQL document of the sources', () => {
    const named = found(/\b(Milepost[A-Z]\w+)\b(?=\(| \{|',\n)/g);
    const here = [...operationsIn([...queries, ...mutations]), 'MilepostCommit'];
    expect(named).toEqual([...new Set(here)].toSorted());
  });

  it('are written down for every type that a query comes to, and for no other', () => {
    const types = new Set(queries.flatMap((query) => [...typesIn(query)]));
    expect([...types].toSorted()).toEqual(Object.keys(TYPE_PERMISSIONS).toSorted());
  });

  it('are written down for every event that is subscribed to, and for no other', () => {
    expect(Object.keys(EVENT_PERMISSIONS).toSorted()).toEqual(readManifest('app.yml').default_events.toSorted());
  });
});

const RANK = { read: 1, write: 2 } as const;

/** The highest level that any entry needs, by permission. */
function needed(events: readonly string[]): Record<string, string> {
  const levels: Record<string, 'read' | 'write'> = {};
  const entries: NeededPermission[] = [
    ...Object.values(ROUTE_PERMISSIONS),
    ...Object.values(MUTATION_PERMISSIONS),
    ...Object.values(TYPE_PERMISSIONS),
    ...events.map((event) => EVENT_PERMISSIONS[event] ?? null),
  ];
  for (const entry of entries) {
    if (entry === null) continue;
    const [name, level] = entry;
    if (RANK[level] > RANK[levels[name] ?? 'read'] || levels[name] === undefined) levels[name] = level;
  }
  return levels;
}

describe.each(['app.yml', 'app.ghes.yml'] as const)('%s', (file) => {
  it('asks for what is needed, and for nothing beyond', () => {
    const { default_permissions, default_events } = readManifest(file);
    expect(default_permissions).toEqual(needed(default_events));
  });
});

describe('app.ghes.yml', () => {
  /** What some version of GitHub Enterprise Server that is still supported refuses in a manifest. */
  const UNKNOWN = ['merge_queues', 'merge_group', 'sub_issues', 'issue_dependencies', 'projects_v2_status_update'];
  const isKnown = (name: string): boolean => !UNKNOWN.includes(name);

  it('is app.yml without what servers may not know', () => {
    const [all, onServers] = (['app.yml', 'app.ghes.yml'] as const).map(readManifest);
    expect(onServers).toEqual({
      ...all,
      default_events: all!.default_events.filter(isKnown),
      default_permissions: Object.fromEntries(
        Object.entries(all!.default_permissions).filter(([name]) => isKnown(name)),
      ),
    });
  });
});
