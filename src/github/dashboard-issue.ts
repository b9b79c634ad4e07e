/** The dashboard issue on GitHub: read, found again by its marker, opened once, edited in place. */
import { readDashboardMarker } from '../plan/marker.ts';
import { createOnce } from './apply/create-once.ts';
import { pause as realPause, type GitHubClient } from './client.ts';
import { failureOfGraphql, isPassingFault } from './failure.ts';
import { GitHubError, isAbsent } from './github-error.ts';
import { isOwnActor } from './identity.ts';
import { listOwnIssues } from './markers.ts';
import { DASHBOARD_QUERY, type DashboardData, type DashboardRow } from './queries/dashboard.ts';
import { tolerantQuery } from './tolerant-query.ts';

export interface DashboardIssue {
  number: number;
  body: string;
  open: boolean;
  /** Who edited the body last: null for nobody, or nobody that GitHub names. */
  editor: DashboardEditor | null;
}

export interface DashboardEditor {
  login: string;
  /** A bot, Milepost included. */
  isBot: boolean;
  /** Milepost itself. */
  isOwn: boolean;
}

interface Place {
  owner: string;
  name: string;
}

/** null where the answer holds none. */
export function dashboardOfRow(row: DashboardRow | null | undefined, client: GitHubClient): DashboardIssue | null {
  if (typeof row?.number !== 'number') return null;
  const { number, body, state, editor } = row;
  return {
    number,
    body: body ?? '',
    open: state !== 'CLOSED',
    editor:
      typeof editor?.login !== 'string'
        ? null
        : { login: editor.login, isBot: editor.type === 'Bot', isOwn: isOwnActor(editor, client.identity) },
  };
}

/**
 * The issue as it is now; null when it is gone for good: deleted, or moved to another repository. Whoever GraphQL shows
 * nothing asks REST, which tells what is gone from what may not be read.
 * @throws GitHubError (`forbidden`: issues may not be read), RateLimited
 */
export async function readDashboardIssue(
  client: GitHubClient,
  { owner, name }: Place,
  number: number,
): Promise<DashboardIssue | null> {
  const about = `reading the dashboard ${owner}/${name}#${number}`;
  const variables = { owner, name, dashboard: number };
  const { data, errors } = await tolerantQuery<DashboardData>(client, DASHBOARD_QUERY, variables, { about });
  const read = dashboardOfRow(data.repository?.dashboard, client);
  if (read !== null) return read;
  const fault = errors.find(isPassingFault);
  if (fault !== undefined) throw failureOfGraphql([fault], about);
  return readByRest(client, { owner, name }, number);
}

interface RestIssue {
  number?: number;
  body?: string | null;
  state?: string;
  repository_url?: string;
}

async function readByRest(client: GitHubClient, { owner, name }: Place, number: number) {
  const route = 'GET /repos/{owner}/{repo}/issues/{issue_number}';
  const about = `reading the dashboard ${owner}/${name}#${number}`;
  try {
    const { data } = await client.rest<RestIssue>(route, { owner, repo: name, issue_number: number }, { about });
    const isHere =
      data.number === number &&
      (data.repository_url ?? `/${owner}/${name}`).toLowerCase().endsWith(`/${owner}/${name}`.toLowerCase());
    return isHere ? { number, body: data.body ?? '', open: data.state !== 'closed', editor: null } : null;
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/**
 * The dashboard of this repository by its marker, among the issues that Milepost itself opened: the oldest that is open,
 * else the oldest. null for none, also where issues are switched off.
 * @throws GitHubError, RateLimited
 */
export async function findDashboardIssue(
  client: GitHubClient,
  repository: Place & { id: number },
): Promise<{ number: number; open: boolean } | null> {
  const issues = (await listOwnIssues(client, repository)).filter(
    ({ body }) => readDashboardMarker(body ?? '')?.repository === repository.id,
  );
  const found = issues.find(({ state }) => state !== 'closed') ?? issues[0];
  return found === undefined ? null : { number: found.number, open: found.state !== 'closed' };
}

interface Draft {
  title: string;
  /** With the marker by which it is found again. */
  body: string;
  /** Asked right before each call; false stops it. */
  mayOpen: () => Promise<boolean>;
  pause?: (ms: number) => Promise<void>;
}

/**
 * Opens the dashboard and gives its number, also of one that an unclear answer had opened; null when it is not for this
 * process to open. The caller has looked before.
 * @throws GitHubError, RateLimited
 */
export async function openDashboardIssue(
  client: GitHubClient,
  repository: Place & { id: number },
  { title, body, mayOpen, pause = realPause }: Draft,
): Promise<number | null> {
  const { owner, name } = repository;
  const about = `opening the dashboard of ${owner}/${name}`;
  const create = async (): Promise<{ number: number } | 'not-ours'> => {
    if (!(await mayOpen())) return 'not-ours';
    const { data, status } = await client.rest<{ number?: number }>(
      'POST /repos/{owner}/{repo}/issues',
      { owner, repo: name, title, body },
      { about, creates: true },
    );
    if (typeof data.number === 'number') return { number: data.number };
    throw new GitHubError({ kind: 'unavailable', status, about, said: 'the answer names no issue' });
  };
  const created = await createOnce(create, () => findDashboardIssue(client, repository), pause);
  return created === 'not-ours' ? null : created.number;
}

/** Edits the body; safe to repeat. @throws GitHubError, RateLimited */
export async function editDashboardIssue(
  client: GitHubClient,
  { owner, name }: Place,
  number: number,
  body: string,
): Promise<void> {
  await client.rest(
    'PATCH /repos/{owner}/{repo}/issues/{issue_number}',
    { owner, repo: name, issue_number: number, body },
    { about: `editing the dashboard ${owner}/${name}#${number}`, repeatable: true },
  );
}
