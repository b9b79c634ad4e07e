import type { CreateMilestone, OperationResult } from '../../plan/model.ts';
import { releaseName } from '../../plan/releases.ts';
import type { GitHubClient } from '../client.ts';
import { GitHubError } from '../github-error.ts';
import { listAll } from '../pages.ts';
import { createOnce } from './create-once.ts';
import type { Hold } from './hold.ts';
import { doneEarlier, doneNow, type Done, type Run } from './run.ts';

/** https://docs.github.com/rest/issues/milestones#list-milestones */
interface RestMilestone {
  number?: number;
  title?: string;
  state?: string;
  html_url?: string;
}

/**
 * Creates the milestone with its due date, unless one of that name is there, open or closed: then that is the result
 * and nothing is written. All milestones are always listed first.
 * https://docs.github.com/rest/issues/milestones#create-a-milestone
 * @throws RateLimited, GitHubError
 */
export async function createMilestone(operation: CreateMilestone, run: Run, hold: Hold): Promise<Done> {
  const { owner, name } = operation.repository;
  const look = async (): Promise<OperationResult | null> => {
    const found = await findMilestone(run.client, { owner, repo: name }, operation.title);
    return found === null ? null : resultOf(found);
  };
  const earlier = await look();
  if (earlier !== null) return doneEarlier(earlier);
  const create = (): Promise<OperationResult> => hold.creating(() => postMilestone(run, operation, hold.renew));
  try {
    return doneNow(await createOnce(create, look, run.pause));
  } catch (error) {
    const found = isTaken(error) ? await look() : null;
    if (found === null) throw error;
    return doneEarlier(found);
  }
}

/** The repository's milestone of that name, an open one first, then the older; null for none. @throws GitHubError, RateLimited */
export async function findMilestone(
  client: GitHubClient,
  { owner, repo }: { owner: string; repo: string },
  title: string,
): Promise<{ number: number; url: string | null } | null> {
  const route = 'GET /repos/{owner}/{repo}/milestones';
  const about = `listing the milestones of ${owner}/${repo}`;
  // Without a state GitHub lists the open ones only.
  const listed = await listAll<RestMilestone>(client, route, { owner, repo, state: 'all' }, { about });
  const isClosed = ({ state }: RestMilestone): number => Number(state === 'closed');
  const [found] = listed
    .filter((milestone) => milestone.title !== undefined && releaseName(milestone.title) === releaseName(title))
    .toSorted((one, other) => isClosed(one) - isClosed(other) || (one.number ?? 0) - (other.number ?? 0));
  return found?.number === undefined ? null : { number: found.number, url: found.html_url ?? null };
}

/** Somebody created it since we looked: titles are unique in a repository. */
const isTaken = (error: unknown): boolean =>
  error instanceof GitHubError && error.fields.some(({ code }) => code === 'already_exists');

async function postMilestone(
  run: Run,
  { repository, title, dueOn }: CreateMilestone,
  beforeSending: () => Promise<void>,
): Promise<OperationResult> {
  const { owner, name } = repository;
  const about = `creating a milestone in ${owner}/${name}`;
  // GitHub keeps a day of this instant, counted on the Pacific coast: noon UTC is the same day there.
  const due = dueOn === null ? {} : { due_on: `${dueOn}T12:00:00Z` };
  const { data, status } = await run.client.rest<RestMilestone>(
    'POST /repos/{owner}/{repo}/milestones',
    { owner, repo: name, title, ...due },
    { about, creates: true, beforeSending },
  );
  if (typeof data.number === 'number') return resultOf({ number: data.number, url: data.html_url ?? null });
  throw new GitHubError({ kind: 'unavailable', status, about, said: 'the answer names no milestone' });
}

const resultOf = ({ number, url }: { number: number; url: string | null }): OperationResult => ({
  number,
  commentId: null,
  url,
  missedKey: null,
});
