import { repositoryPathFault } from '../../policy/repository-path.ts';
import { count } from '../../render/count.ts';
import { historyJson } from '../../render/history/history-json.ts';
import { sortLives } from '../../render/history/history-order.ts';
import { historySvg } from '../../render/history/history-svg.ts';
import { historyText } from '../../render/history/history-text.ts';
import { plainText } from '../../render/plain-text.ts';
import { plainStyle } from '../../render/terminal-style.ts';
import type { History } from '../../roadmap/history/history.ts';
import { explainGitHubError } from '../explain-github-error.ts';
import { Failure } from '../failure.ts';
import { githubAccess } from '../github-access.ts';
import type { HistoryOptions } from '../history.ts';
import { hostsFrom } from '../hosts-from.ts';
import { repositoryName } from '../repository-name.ts';
import { styleFor } from '../style-for.ts';
import type { ExitCode, Surroundings } from '../surroundings.ts';
import { withProgress } from '../with-progress.ts';
import { writeOut } from '../write-out.ts';
import { readHistory } from './read-history.ts';
import type { RevisionSource } from './revision-source.ts';

/** A table that goes into a file or a pipe is not shortened to a terminal that is not there. */
const WIDTH_ELSEWHERE = 160;

/**
 * Reads all revisions and prints the History; what a person should know before believing it goes to stderr. Throws
 * Failure.
 */
export async function printHistory(
  repository: string | null,
  options: HistoryOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  assertOneSource(repository, options);
  assertPath(options.path ?? null);
  const progress: Progress = { seen: 0, read: 0, of: null };
  const where = repository ?? options.git ?? '';
  const work = tell(repository, options, surroundings, progress);
  // In a log, how far it has come is of no use to anybody.
  const isWatched = surroundings.stderr.isTTY === true;
  const { history, notes } = await (isWatched
    ? withProgress(surroundings.stderr, () => doing(where, progress), work)
    : work);
  for (const note of notes) surroundings.stderr.write(`milepost: ${plainText(note)}\n`);
  assertRead(history);
  writeOut(rendered(history, options, surroundings), options.out ?? null, surroundings);
  return 0;
}

function assertOneSource(repository: string | null, { git }: HistoryOptions): void {
  if ((repository === null) !== (git === undefined)) return;
  const found = repository === null ? 'Neither OWNER/REPO nor --git is given' : 'Both OWNER/REPO and --git are given';
  throw new Failure(
    `${found}, expected one of them: \`milepost history OWNER/REPO\` reads GitHub, \`milepost history --git .\` the clone in this folder.`,
  );
}

function assertPath(path: string | null): void {
  const fault = path === null ? null : repositoryPathFault(path);
  if (fault === null) return;
  throw new Failure(
    `--path is ${JSON.stringify(path)}, which ${fault}; expected a path in the repository, such as docs/ROADMAP.md.`,
  );
}

/** Where the work has come to, for the line that says so. */
interface Progress {
  seen: number;
  read: number;
  of: number | null;
}

const doing = (where: string, { seen, read, of }: Progress): string =>
  of === null
    ? `Looking for the revisions in ${plainText(where)}…${seen === 0 ? '' : ` ${seen} so far`}`
    : `Reading ${count(of, 'revision')} of ${plainText(where)}… ${read} read`;

async function tell(
  repository: string | null,
  options: HistoryOptions,
  surroundings: Surroundings,
  progress: Progress,
): Promise<{ history: History; notes: string[] }> {
  const source = await sourceOf(repository, options, surroundings, progress);
  progress.of = source.count;
  const { webHost } = hostsFrom(surroundings.env);
  const onRead = (): void => void (progress.read += 1);
  return { history: await readHistory(source, { host: webHost, onRead }, surroundings), notes: source.notes };
}

async function sourceOf(
  repository: string | null,
  { git, path = null }: Pick<HistoryOptions, 'git'> & { path?: string | null },
  surroundings: Surroundings,
  progress: Progress,
): Promise<RevisionSource> {
  if (repository === null) {
    const { gitRevisions } = await import('./git-revisions.ts');
    return gitRevisions({ folder: git ?? '.', path, host: hostsFrom(surroundings.env).webHost }, surroundings);
  }
  const name = repositoryName(repository, 'The repository');
  const { hosts, token } = githubAccess('history', name, surroundings);
  // Octokit is loaded only where GitHub is asked.
  const { githubRevisions } = await import('./github-revisions.ts');
  const onPage = (seen: number): void => void (progress.seen = seen);
  try {
    return await githubRevisions({ repository: name, path, token, hosts, onPage });
  } catch (error) {
    throw explainGitHubError(error, 'history', name);
  }
}

/** A history of which nothing could be read tells nothing. */
function assertRead({ revisions, skipped, file }: History): void {
  const last = skipped.at(-1);
  if (revisions > 0 || last === undefined) return;
  throw new Failure(
    `None of the ${count(skipped.length, 'revision')} of ${plainText(file)} could be read. Of the newest, ${last.commit.slice(0, 7)}: ${plainText(last.message)}`,
  );
}

function rendered(history: History, { format, sort, out }: HistoryOptions, surroundings: Surroundings): string {
  const { stdout, env, now } = surroundings;
  const sorted = sortLives(history, sort ?? (format === 'json' ? 'file' : 'slips'));
  if (format === 'json') return `${JSON.stringify(historyJson(sorted), null, 2)}\n`;
  if (format === 'svg') return historySvg(sorted, { today: now().toISOString().slice(0, 10) });
  const isTerminal = out === undefined && stdout.isTTY === true;
  const width = isTerminal ? (stdout.columns ?? 80) : WIDTH_ELSEWHERE;
  return historyText(sorted, { width, style: out === undefined ? styleFor(stdout, env) : plainStyle });
}
