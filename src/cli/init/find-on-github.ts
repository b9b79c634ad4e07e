import { Octokit } from '@octokit/rest';
import { createClient, type GitHubClient } from '../../github/client.ts';
import { listBoards, type BoardChoice } from '../../github/list-boards.ts';
import { listLabels } from '../../github/list-labels.ts';
import { observeBoard } from '../../github/observe-board.ts';
import { readFile } from '../../github/read-file.ts';
import { readRepositoryState, type RepositoryState } from '../../github/repository-files.ts';
import { decode } from '../../roadmap/decode.ts';
import { explainGitHubError } from '../explain-github-error.ts';
import { Failure } from '../failure.ts';
import { githubAccess } from '../github-access.ts';
import { startReader } from '../start-reader.ts';
import type { Surroundings } from '../surroundings.ts';
import { version } from '../version.ts';
import { boardInText } from './board-in-text.ts';
import type { Found } from './suggest-policy.ts';

const SILENT = { debug() {}, info() {}, warn() {}, error() {} };

/** What a repository on GitHub has: roadmap, board, labels, milestones. Writes nothing. @throws Failure */
export async function findOnGitHub(repository: string, surroundings: Surroundings): Promise<Found> {
  const { hosts, token } = githubAccess('init', repository, surroundings);
  const octokit = new Octokit({ auth: token, baseUrl: hosts.restUrl, userAgent: `milepost/${version()}`, log: SILENT });
  const client = createClient({ request: octokit.request, graphqlUrl: hosts.graphqlUrl, mode: 'plan' });
  try {
    return await lookAround(client, repository, hosts.webHost, surroundings);
  } catch (error) {
    throw explainGitHubError(error, 'init', repository);
  }
}

async function lookAround(
  client: GitHubClient,
  repository: string,
  webHost: string,
  surroundings: Surroundings,
): Promise<Found> {
  const [owner = '', name = ''] = repository.split('/');
  const state = await readRepositoryState(client, { owner, name, ref: null, previousRef: null });
  const { path, text } = await roadmapText(client, owner, name, state);
  const context = { file: path, repo: repository, host: webHost, asOf: surroundings.now().toISOString().slice(0, 10) };
  const roadmap = await read(text, context, surroundings);
  const linked = boardInText(text, webHost, repository);
  const choices = linked === null ? await listBoards(client, owner) : [];
  const chosen = linked ?? likely(choices);
  const observed =
    chosen === null ? null : await observeBoard(client, { project: chosen, webHost, fields: [] }, { owner });
  return {
    path,
    isUsual: true,
    roadmap,
    board: chosen === null ? null : { project: chosen, observed },
    boardChoices: chosen === null ? choices : [],
    labels: await listLabels(client, { owner, name }),
    milestones: state.milestones.map(({ title }) => title),
  };
}

async function read(
  text: string,
  context: { file: string; repo: string; host: string; asOf: string },
  surroundings: Surroundings,
): Promise<Found['roadmap']> {
  const reader = surroundings.reader ?? startReader();
  try {
    return await reader.read(text, context);
  } finally {
    if (surroundings.reader === undefined) await reader.close();
  }
}

/** The only project that calls itself a roadmap; null where there is none, or there are several. */
function likely(choices: readonly BoardChoice[]): number | null {
  const [only, another] = choices.filter(({ title }) => /road\s?map/i.test(title));
  return another === undefined ? (only?.number ?? null) : null;
}

async function roadmapText(
  client: GitHubClient,
  owner: string,
  name: string,
  state: RepositoryState,
): Promise<{ path: string; text: string }> {
  const path = state.roadmapPath;
  const file = path === null ? undefined : state.files.get(path);
  if (path === null || file === undefined) {
    throw new Failure(
      `No roadmap was found on the default branch of ${owner}/${name}; looked for ROADMAP.md, docs/ROADMAP.md, .github/ROADMAP.md. For a file of another name: milepost init FILE, in a clone.`,
    );
  }
  const { oid, text, size } = file;
  const { bytes } = await readFile(client, { owner, name, path, ref: state.head?.oid ?? null, oid, text, size });
  const decoded = bytes === null ? null : decode(bytes, path);
  if (decoded === null) throw new Failure(`${path} of ${owner}/${name} is longer than a roadmap can be.`);
  if ('problem' in decoded) throw new Failure(decoded.problem.message);
  return { path, text: decoded.text };
}
