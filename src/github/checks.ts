import { inBatches, textOf, type CheckAnnotation, type CheckOutput } from './check-output.ts';
import { createOnce } from './apply/create-once.ts';
import { pause as realPause, type GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';
import { listAll } from './pages.ts';

export const CHECK_NAME = 'Milepost';

export type { CheckAnnotation, CheckOutput } from './check-output.ts';

export interface CheckRunTarget {
  owner: string;
  name: string;
  headOid: string;
  /** What this run is about, so that it is found again: the same for the same sync. */
  externalId: string;
}

export interface WrittenCheckRun {
  id: number;
  url: string | null;
}

/**
 * Writes a completed check run named `Milepost` on the commit: one request for each fifty annotations. What is too long
 * is cut. After an unclear answer it looks for the run by its external id before it writes another.
 * @throws RateLimited, GitHubError (`forbidden` for a token that is no app's: only apps write check runs)
 */
export async function writeCheckRun(
  client: GitHubClient,
  {
    output,
    pause = realPause,
    ...target
  }: CheckRunTarget & { output: CheckOutput; pause?: (ms: number) => Promise<void> },
): Promise<WrittenCheckRun> {
  const [first = []] = inBatches(output.annotations);
  const create = (): Promise<WrittenCheckRun> => postCheckRun(client, target, output, first);
  const written = await createOnce(create, () => findCheckRun(client, target), pause);
  await completeCheckRun(client, { ...target, output, pause }, { ...written, annotations: first.length });
  return { id: written.id, url: written.url };
}

/**
 * Adds the annotations that a check run of this content lacks: a process may have been killed between two requests.
 * @throws as `writeCheckRun`
 */
export async function completeCheckRun(
  client: GitHubClient,
  {
    output,
    pause = realPause,
    ...target
  }: CheckRunTarget & { output: CheckOutput; pause?: (ms: number) => Promise<void> },
  { id, annotations: there }: FoundCheckRun,
): Promise<void> {
  let count = there;
  for (const annotations of inBatches(output.annotations.slice(there))) {
    count += annotations.length;
    await appendAnnotations(client, target, id, { output, annotations, count, pause });
  }
}

export interface FoundCheckRun extends WrittenCheckRun {
  /** How many it has. */
  annotations: number;
}

/** A check run as GitHub prints it, as far as it is read. */
export interface CheckRunRow {
  id?: number;
  status?: string;
  html_url?: string | null;
  external_id?: string | null;
  app?: { id?: number; slug?: string } | null;
  output?: { title?: string | null; annotations_count?: number } | null;
}

/**
 * Milepost's newest check run on a commit with this external id; null for none. A run of another app under the same
 * name is none.
 * @throws RateLimited, GitHubError
 */
export async function findCheckRun(
  client: GitHubClient,
  { owner, name, headOid, externalId }: CheckRunTarget,
): Promise<FoundCheckRun | null> {
  const runs = await listAll<CheckRunRow>(
    client,
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    { owner, repo: name, ref: headOid, check_name: CHECK_NAME, filter: 'all' },
    {
      about: `listing the check runs of ${owner}/${name}@${headOid.slice(0, 10)}`,
      itemsOf: (page) => (page as { check_runs?: CheckRunRow[] }).check_runs ?? [],
    },
  );
  const ours = runs.filter((run) => run.external_id === externalId && isOwnRun(run, client));
  const newest = ours.reduce<number | null>((best, { id }) => (id !== undefined && id > (best ?? 0) ? id : best), null);
  if (newest === null) return null;
  const { html_url: url = null, output } = ours.find(({ id }) => id === newest) ?? {};
  return { id: newest, url, annotations: output?.annotations_count ?? 0 };
}

/** A run of another app under the same name is not ours. */
export function isOwnRun({ app }: CheckRunRow, { identity }: GitHubClient): boolean {
  if (identity.appId !== null) return app?.id === identity.appId;
  return `${app?.slug ?? ''}[bot]`.toLowerCase() === identity.login.toLowerCase();
}

async function postCheckRun(
  client: GitHubClient,
  { owner, name, headOid, externalId }: CheckRunTarget,
  output: CheckOutput,
  annotations: readonly CheckAnnotation[],
): Promise<WrittenCheckRun> {
  const about = `writing the check run of ${owner}/${name}@${headOid.slice(0, 10)}`;
  const { data, status } = await client.rest<CheckRunRow>(
    'POST /repos/{owner}/{repo}/check-runs',
    {
      owner,
      repo: name,
      name: CHECK_NAME,
      head_sha: headOid,
      external_id: externalId,
      status: 'completed',
      conclusion: output.conclusion,
      output: { ...textOf(output), annotations },
    },
    { about },
  );
  if (typeof data.id === 'number') return { id: data.id, url: data.html_url ?? null };
  throw new GitHubError({ kind: 'unavailable', status, about, said: 'the answer names no check run' });
}

interface Appended {
  output: CheckOutput;
  annotations: readonly CheckAnnotation[];
  /** How many there are with these. */
  count: number;
  pause: (ms: number) => Promise<void>;
}

/** Every PATCH appends, so after an unclear answer the run is asked how many it has before it is sent again. */
async function appendAnnotations(
  client: GitHubClient,
  { owner, name }: CheckRunTarget,
  id: number,
  { output, annotations, count, pause }: Appended,
): Promise<void> {
  const about = `adding annotations to the check run of ${owner}/${name}`;
  const place = { owner, repo: name, check_run_id: id };
  const send = async (): Promise<true> => {
    const body = { ...place, output: { ...textOf(output), annotations } };
    await client.rest('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', body, { about });
    return true;
  };
  const look = async (): Promise<true | null> => {
    const { data } = await client.rest<CheckRunRow>('GET /repos/{owner}/{repo}/check-runs/{check_run_id}', place, {
      about,
    });
    return (data.output?.annotations_count ?? 0) >= count ? true : null;
  };
  await createOnce(send, look, pause);
}
