import { DASHBOARD, type DashboardRow } from './dashboard.ts';
import { FACTS, GOAL, type FactsRow, type GoalRow } from './facts.ts';

export const POLICY_PATH = '.github/milepost.yml';

/** Where a roadmap is looked for, in this order; '' is the top. */
export const USUAL_DIRECTORIES = ['', 'docs', '.github'] as const;

export interface ObjectRow {
  type?: string;
  oid?: string | null;
  byteSize?: number | null;
  text?: string | null;
  entries?: ({ name?: string | null; oid?: string | null; type?: string | null; mode?: number | null } | null)[] | null;
}

export interface CommitRow {
  type?: string;
  oid?: string | null;
  committedDate?: string | null;
  author?: { name?: string | null; user?: { login?: string | null } | null } | null;
  target?: CommitRow | null;
}

interface Page<Row> {
  nodes?: (Row | null)[] | null;
  pageInfo?: { hasNextPage?: boolean; endCursor?: string | null } | null;
}

export interface ReleaseRow {
  tagName?: string | null;
  name?: string | null;
  publishedAt?: string | null;
  isDraft?: boolean | null;
  isPrerelease?: boolean | null;
}

export type MilestonePage = Page<GoalRow>;

/** Objects come under `tree0…`, `file0…`, and with `before` in front for the earlier commit. */
export interface RepositoryStateRow extends FactsRow {
  defaultBranchRef?: { name?: string | null } | null;
  head?: CommitRow | null;
  policy?: ObjectRow | null;
  milestones?: MilestonePage | null;
  releases?: Page<ReleaseRow> | null;
  dashboard?: DashboardRow | null;
  [object: string]: unknown;
}

export interface RepositoryStateData {
  repository?: RepositoryStateRow | null;
  owners?: { isPrivate?: boolean | null; policy?: ObjectRow | null } | null;
}

const COMMIT = `fragment Revision on Commit {
  oid
  committedDate
  author { name user { login } }
}`;

const FILE = `fragment File on GitObject {
  type: __typename
  oid
  ... on Blob { byteSize text }
}`;

const LISTING = `fragment Listing on GitObject {
  type: __typename
  ... on Tree { entries { name oid type mode } }
}`;

const GOALS = `fragment Goals on MilestoneConnection {
  nodes { ...Goal }
  pageInfo { hasNextPage endCursor }
}`;

/**
 * One question for everything that a sync starts from. Expressions are `REF` and `REF:path`, as variables: `$tree0…` for
 * the usual directories, `$file0…` for `files` paths, and the same with `before` in front for an earlier commit. With
 * `dashboard` the issue of that number comes along.
 */
export function repositoryStateQuery({
  files,
  before,
  dashboard = false,
}: {
  files: number;
  before: boolean;
  dashboard?: boolean;
}): string {
  const trees = namesOf('tree', USUAL_DIRECTORIES.length);
  const objects: ObjectField[] = [
    ...trees.map((name) => ({ name, selection: '...Listing' })),
    ...fileFields(files, before),
    ...(before ? trees.map((name) => ({ name: beforeName(name), selection: '...Listing' })) : []),
  ];
  return `query MilepostRepository($owner: String!, $name: String!, $head: String!, $policy: String!${declared(objects)}${dashboard ? ', $dashboard: Int!' : ''}) {
  repository(owner: $owner, name: $name) {
    ...Facts
    defaultBranchRef { name }
    head: object(expression: $head) {
      type: __typename
      ...Revision
      ... on Tag { target { type: __typename ...Revision } }
    }
    policy: object(expression: $policy) { ...File }
${selected(objects)}
    milestones(first: 100, orderBy: { field: NUMBER, direction: ASC }) { ...Goals }
    releases(first: 100, orderBy: { field: CREATED_AT, direction: DESC }) {
      nodes { tagName name publishedAt isDraft isPrerelease }
    }${dashboard ? '\n    dashboard: issue(number: $dashboard) { ...Dashboard }' : ''}
  }
  owners: repository(owner: $owner, name: ".github") {
    isPrivate
    policy: object(expression: "HEAD:${POLICY_PATH}") { ...File }
  }
}
${[FACTS, COMMIT, FILE, LISTING, GOALS, GOAL, ...(dashboard ? [DASHBOARD] : [])].join('\n')}`;
}

interface ObjectField {
  name: string;
  selection: string;
}

const namesOf = (stem: string, count: number): string[] =>
  Array.from({ length: count }, (_, index) => `${stem}${index}`);

/** The name of the same object at the earlier commit: `tree0` → `beforeTree0`. */
export const beforeName = (name: string): string => `before${name.charAt(0).toUpperCase()}${name.slice(1)}`;

function fileFields(count: number, before: boolean): ObjectField[] {
  const names = namesOf('file', count);
  const now = names.map((name) => ({ name, selection: '...File' }));
  return before ? [...now, ...names.map((name) => ({ name: beforeName(name), selection: 'oid' }))] : now;
}

const declared = (objects: ObjectField[]): string => objects.map(({ name }) => `, $${name}: String!`).join('');

const selected = (objects: ObjectField[]): string =>
  objects.map(({ name, selection }) => `    ${name}: object(expression: $${name}) { ${selection} }`).join('\n');

/** Milestones after the first hundred. */
export const MILESTONES_QUERY = `query MilepostMilestones($owner: String!, $name: String!, $after: String!) {
  repository(owner: $owner, name: $name) {
    milestones(first: 100, after: $after, orderBy: { field: NUMBER, direction: ASC }) { ...Goals }
  }
}
${GOALS}
${GOAL}`;

export interface MilestonesData {
  repository?: { milestones?: MilestonePage | null } | null;
}

/** Single files at one or two commits, by `file0…` and `beforeFile0…`. */
export function filesQuery({ files, before }: { files: number; before: boolean }): string {
  const objects = fileFields(files, before);
  return `query MilepostFiles($owner: String!, $name: String!${declared(objects)}) {
  repository(owner: $owner, name: $name) {
${selected(objects)}
  }
}
${FILE}`;
}

export interface FilesData {
  repository?: Record<string, ObjectRow | null> | null;
}
