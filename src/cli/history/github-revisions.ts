import { Octokit } from '@octokit/rest';
import { createClient } from '../../github/client.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { Hosts } from '../../github/hosts.ts';
import { observeRevisions } from '../../github/observe-revisions.ts';
import { readRepositoryState } from '../../github/repository-files.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import { plainText } from '../../render/plain-text.ts';
import { Failure } from '../failure.ts';
import { version } from '../version.ts';
import { MAX_REVISIONS, tooManyRevisions } from './revision-source.ts';
import type { RevisionSource } from './revision-source.ts';
import { roadmapPathHint, similarPaths, similarPathsHint } from './similar-paths.ts';

export interface GitHubQuestion {
  /** `owner/name` */
  repository: string;
  /** null for the roadmap that is found on the default branch. */
  path: string | null;
  token: string;
  hosts: Hosts;
  /** Called with the number of revisions seen so far. */
  onPage: (seen: number) => void;
  /** At most so many are told, the newest; default `MAX_REVISIONS`. */
  limit?: number;
}

/** What fails is told once, in our words; octokit would print every request that fails, past our streams. */
const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/**
 * The revisions of a file on a repository's default branch. Throws Failure when there is no such file, GitHubError and
 * RateLimited when GitHub does not answer. Writes nothing.
 */
export async function githubRevisions(question: GitHubQuestion): Promise<RevisionSource> {
  const { repository, token, hosts, onPage, limit = MAX_REVISIONS } = question;
  const [owner = '', name = ''] = repository.split('/');
  const octokit = new Octokit({ auth: token, baseUrl: hosts.restUrl, userAgent: `milepost/${version()}`, log: SILENT });
  const client = createClient({ request: octokit.request, graphqlUrl: hosts.graphqlUrl, mode: 'plan' });
  const path = question.path ?? (await findPath(client, owner, name));
  const all = await observeRevisions(client, { owner, name, path, limit: limit + 1, onPage });
  if (all.length === 0) throw await neverThere(client, owner, name, path);
  const told = all.slice(-limit);
  return {
    path,
    repo: repository,
    count: told.length,
    notes: all.length > limit ? [tooManyRevisions(path, limit)] : [],
    revisions: inOrder(told),
  };
}

async function* inOrder<Value>(values: readonly Value[]): AsyncGenerator<Value> {
  yield* values;
}

const stateOf = (client: GitHubClient, owner: string, name: string): Promise<RepositoryState> =>
  readRepositoryState(client, { owner, name, ref: null, previousRef: null });

async function findPath(client: GitHubClient, owner: string, name: string): Promise<string> {
  const state = await stateOf(client, owner, name);
  if (state.roadmapPath !== null) return state.roadmapPath;
  throw new Failure(
    state.head === null
      ? noCommits(owner, name)
      : `No roadmap was found on the default branch of ${owner}/${name}; looked for ROADMAP.md, docs/ROADMAP.md, .github/ROADMAP.md.${roadmapPathHint(similarTo('ROADMAP.md', state))}`,
  );
}

async function neverThere(client: GitHubClient, owner: string, name: string, path: string): Promise<Failure> {
  const state = await stateOf(client, owner, name);
  if (state.head === null) return new Failure(noCommits(owner, name));
  const shown = JSON.stringify(plainText(path));
  if (state.entries.some((entry) => entry.path === path && entry.type === 'tree')) {
    return new Failure(`--path is ${shown}, which is a folder; expected a file, such as docs/ROADMAP.md.`);
  }
  return new Failure(
    `${shown} was never in the history of the default branch of ${owner}/${name}; expected a file's path from the top of the repository.${similarPathsHint(similarTo(path, state))}`,
  );
}

const noCommits = (owner: string, name: string): string =>
  `${owner}/${name} has no commits yet; expected a default branch with a roadmap. Push one first.`;

const similarTo = (path: string, { entries }: RepositoryState): string[] =>
  similarPaths(
    path,
    entries.filter(({ type }) => type === 'blob').map((entry) => entry.path),
  );
