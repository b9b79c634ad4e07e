/** Reads what a sync starts from: the repository, the files that may concern it, its milestones and releases. */
import type { ObservedMilestone, ObservedRelease, ObservedRepository } from '../plan/observation.ts';
import type { GitHubClient } from './client.ts';
import { confirmByRest } from './confirm-listing.ts';
import { dashboardOfRow, type DashboardIssue } from './dashboard-issue.ts';
import { candidatesIn, findRoadmapPath, isSymlink, type TreeEntry } from './find-roadmap-path.ts';
import { failureOfGraphql, isPassingFault, type GraphqlError } from './failure.ts';
import { GitHubError } from './github-error.ts';
import type { GraphqlVariables } from './graphql-request.ts';
import {
  beforeName,
  filesQuery,
  MILESTONES_QUERY,
  POLICY_PATH,
  repositoryStateQuery,
  USUAL_DIRECTORIES,
  type FilesData,
  type MilestonePage,
  type MilestonesData,
  type RepositoryStateData,
} from './queries/repository-state.ts';
import { milestoneOfRow, readRepository, repositoryOfRow } from './repository-facts.ts';
import {
  commitOf,
  entriesIn,
  fileOf,
  filesOf,
  objectIn,
  pathIn,
  previousOidsOf,
  releaseOf,
  type Commit,
  type FileAtRef,
} from './state-rows.ts';
import { tolerantQuery } from './tolerant-query.ts';

export type { Commit, FileAtRef } from './state-rows.ts';

export interface RepositoryState {
  repository: ObservedRepository;
  /** Name of the default branch; null while there is none: an empty repository, or the branch was deleted. */
  defaultBranch: string | null;
  /** The commit that was looked at; null when the ref leads to none. */
  head: Commit | null;
  /** What lies in the top, `docs` and `.github` of that commit. */
  entries: TreeEntry[];
  /** `ROADMAP.md` at its usual places, see `findRoadmapPath`; null for none, confirmed by a second way of asking. */
  roadmapPath: string | null;
  /** By path: the usual names and the paths asked for, as far as they exist. */
  files: ReadonlyMap<string, FileAtRef>;
  /** `.github/milepost.yml` at that commit. */
  policy: FileAtRef | null;
  /** The same file on the default branch of the owner's `.github` repository. */
  ownerPolicy: FileAtRef | null;
  /** Everybody can read that repository; where GitHub does not say, it counts as private. */
  ownerPolicyIsPublic: boolean;
  /** Ids of the same files and directories' files at the earlier commit; null when not asked, or the commit is gone. */
  previousOids: ReadonlyMap<string, string> | null;
  milestones: ObservedMilestone[];
  releases: ObservedRelease[];
  /** The issue of the number asked for; null where there is none, absent where nobody asked. */
  dashboard?: DashboardIssue | null;
}

export interface StateQuestion {
  owner: string;
  name: string;
  /** Commit, branch or tag; null for the default branch. */
  ref: string | null;
  /** Earlier commit to compare with; null for none. */
  previousRef: string | null;
  /** Configured roadmaps, as far as they are known beforehand. */
  paths?: readonly string[];
  /** Number of the dashboard issue, where there is one. */
  dashboard?: number | null;
}

const USUAL_PATHS = USUAL_DIRECTORIES.map((directory) => pathIn(directory, 'ROADMAP.md'));

/**
 * One GraphQL request. More only where needed: milestones beyond a hundred, a symbolic link with an unusual name, what
 * GraphQL left out, and, before it is said that there is no roadmap, the three directories by REST: a commit just pushed
 * may not have reached the replica that answered.
 * @throws GitHubError `not-found` when the repository cannot be read, `unavailable` also when GitHub could read only a
 * part of it; RateLimited
 */
export async function readRepositoryState(client: GitHubClient, question: StateQuestion): Promise<RepositoryState> {
  const { owner, name, ref, previousRef } = question;
  const about = `reading repository ${owner}/${name}`;
  assertRef(ref, about);
  assertRef(previousRef, about);
  const paths = [...new Set([...USUAL_PATHS, ...(question.paths ?? [])])];
  const dashboard = question.dashboard ?? null;
  const query = repositoryStateQuery({
    files: paths.length,
    before: previousRef !== null,
    dashboard: dashboard !== null,
  });
  const variables = { ...stateVariables(question, paths), ...(dashboard === null ? {} : { dashboard }) };
  const { data, errors } = await tolerantQuery<RepositoryStateData>(client, query, variables, { about });
  assertNoFault(errors, about);
  const row = data.repository ?? null;
  if (row === null) {
    const said = 'it does not exist, or may not be read with this token';
    throw new GitHubError({ kind: 'not-found', status: null, about, said });
  }
  const repository = repositoryOfRow(row, client.identity) ?? (await readRepository(client, { owner, name }));
  const read: RepositoryState = {
    // The app is at work here because the installation covers this repository.
    repository: client.identity.kind === 'app' ? { ...repository, writable: true } : repository,
    defaultBranch: row.defaultBranchRef?.name ?? null,
    head: commitOf(row.head),
    entries: USUAL_DIRECTORIES.flatMap((directory, index) => entriesIn(directory, objectIn(row, `tree${index}`))),
    roadmapPath: null,
    files: filesOf(paths, (_, index) => objectIn(row, `file${index}`)),
    policy: fileOf(POLICY_PATH, row.policy),
    ownerPolicy: name.toLowerCase() === '.github' ? null : fileOf(POLICY_PATH, data.owners?.policy),
    ownerPolicyIsPublic: data.owners?.isPrivate === false,
    previousOids: previousRef === null ? null : previousOidsOf(row, paths),
    milestones: await allMilestones(client, question, row.milestones),
    releases: (row.releases?.nodes ?? []).map(releaseOf).filter((release) => release !== null),
    ...(dashboard === null ? {} : { dashboard: dashboardOfRow(row.dashboard, client) }),
  };
  return settleRoadmapPath(client, question, read);
}

/**
 * What GitHub could not read this time must not pass for absent: another file would be taken for the roadmap, or the
 * organisation's configuration for none. The releases can be done without, and the dashboard is asked for once more.
 */
function assertNoFault(errors: readonly GraphqlError[], about: string): void {
  const fault = errors.find((error) => isPassingFault(error) && !SPARED.has(error.path?.[1]));
  if (fault !== undefined) throw failureOfGraphql([fault], about);
}

const SPARED: ReadonlySet<unknown> = new Set(['releases', 'dashboard']);

async function settleRoadmapPath(
  client: GitHubClient,
  question: StateQuestion,
  read: RepositoryState,
): Promise<RepositoryState> {
  const linked = await withLinkTargets(client, question, read);
  const roadmapPath = findRoadmapPath(linked.entries);
  const wanted = question.paths ?? [];
  const nothingMissing = wanted.length > 0 ? wanted.every((path) => linked.files.has(path)) : roadmapPath !== null;
  const nothingThere = linked.defaultBranch === null && question.ref === null;
  if (nothingMissing || nothingThere) return { ...linked, roadmapPath };
  const confirmed = await withLinkTargets(client, question, await confirmByRest(client, question, linked));
  return { ...confirmed, roadmapPath: findRoadmapPath(confirmed.entries) };
}

/** A ref goes in front of `:path` in git's own notation; with a colon of its own it would lead elsewhere. */
function assertRef(ref: string | null, about: string): void {
  if (ref === null || (/^[^\s:^~?*[\\]{1,255}$/.test(ref) && !ref.includes('..'))) return;
  throw new GitHubError({ kind: 'invalid', status: null, about, said: `"${ref}" is no commit, branch or tag` });
}

function stateVariables({ owner, name, ref, previousRef }: StateQuestion, paths: string[]): GraphqlVariables {
  const at = ref ?? 'HEAD';
  const places: [string, string][] = [
    ...USUAL_DIRECTORIES.map((directory, index): [string, string] => [`tree${index}`, directory]),
    ...paths.map((path, index): [string, string] => [`file${index}`, path]),
  ];
  return {
    owner,
    name,
    head: at,
    policy: `${at}:${POLICY_PATH}`,
    ...Object.fromEntries(places.map(([key, path]) => [key, `${at}:${path}`])),
    ...(previousRef === null
      ? {}
      : Object.fromEntries(places.map(([key, path]) => [beforeName(key), `${previousRef}:${path}`]))),
  };
}

/** All milestones, open and closed: a hundred with the first answer, further ones page by page. */
async function allMilestones(
  client: GitHubClient,
  { owner, name }: { owner: string; name: string },
  first: MilestonePage | null | undefined,
): Promise<ObservedMilestone[]> {
  const rows = [...(first?.nodes ?? [])];
  let page = first;
  while (page?.pageInfo?.hasNextPage === true && typeof page.pageInfo.endCursor === 'string') {
    const variables = { owner, name, after: page.pageInfo.endCursor };
    const about = `reading the milestones of ${owner}/${name}`;
    const { data } = await client.graphql<MilestonesData>(MILESTONES_QUERY, variables, { about });
    page = data.repository?.milestones;
    rows.push(...(page?.nodes ?? []));
  }
  return rows.map(milestoneOfRow).filter((milestone) => milestone !== null);
}

/** What the symbolic links among the candidates point to: the text of their blobs. */
async function withLinkTargets(
  client: GitHubClient,
  question: StateQuestion,
  read: RepositoryState,
): Promise<RepositoryState> {
  const links = candidatesIn(read.entries).filter((entry) => isSymlink(entry) && entry.linkTarget === undefined);
  if (links.length === 0) return read;
  const unread = links.filter(({ path }) => typeof read.files.get(path)?.text !== 'string').map(({ path }) => path);
  const more = unread.length === 0 ? read.files : (await readFiles(client, { ...question, paths: unread })).files;
  const targetOf = (path: string): string | null => read.files.get(path)?.text ?? more.get(path)?.text ?? null;
  const entries = read.entries.map((entry) => {
    const target = isSymlink(entry) ? targetOf(entry.path) : null;
    return target === null ? entry : { ...entry, linkTarget: target };
  });
  return { ...read, entries };
}

/**
 * Files by path at one commit, and their ids at an earlier one: one GraphQL request, for paths that become known only
 * with the configuration. A path that does not exist is in neither map.
 * @throws GitHubError, RateLimited
 */
export async function readFiles(
  client: GitHubClient,
  { owner, name, ref, previousRef, paths }: StateQuestion & { paths: readonly string[] },
): Promise<{ files: Map<string, FileAtRef>; previousOids: Map<string, string> }> {
  const about = `reading ${paths.length === 1 ? paths[0] : `${paths.length} files`} of ${owner}/${name}`;
  assertRef(ref, about);
  assertRef(previousRef, about);
  const variables: Record<string, string> = { owner, name };
  for (const [index, path] of paths.entries()) {
    variables[`file${index}`] = `${ref ?? 'HEAD'}:${path}`;
    if (previousRef !== null) variables[`beforeFile${index}`] = `${previousRef}:${path}`;
  }
  const query = filesQuery({ files: paths.length, before: previousRef !== null });
  const { data, errors } = await client.graphql<FilesData>(query, variables, { about });
  assertNoFault(errors, about);
  const rows = data.repository ?? {};
  const previous = paths.flatMap((path, index): [string, string][] => {
    const oid = rows[`beforeFile${index}`]?.oid;
    return typeof oid === 'string' ? [[path, oid]] : [];
  });
  return { files: filesOf(paths, (_, index) => rows[`file${index}`] ?? null), previousOids: new Map(previous) };
}
