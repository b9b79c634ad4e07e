/**
 * The check run of a pull request's head: begun before the work, concluded after it, found again by its external id. Its
 * annotations can only grow, so that another content needs another run; of one name the newest counts.
 * https://docs.github.com/en/rest/checks/runs
 */
import { createOnce } from './apply/create-once.ts';
import { inBatches, textOf, type CheckAnnotation, type CheckOutput } from './check-output.ts';
import { CHECK_NAME, isOwnRun, type CheckRunRow } from './checks.ts';
import { pause as realPause, type GitHubClient } from './client.ts';
import { GitHubError } from './github-error.ts';
import { listAll } from './pages.ts';

/** A button on the check; its press comes back as `check_run.requested_action`. */
export interface CheckAction {
  /** At most 20 characters. */
  label: string;
  /** At most 40 characters. */
  description: string;
  /** At most 20 characters. */
  identifier: string;
}

export interface RunPlace {
  owner: string;
  name: string;
  headOid: string;
}

export interface OwnRun {
  id: number;
  externalId: string;
  isCompleted: boolean;
  annotations: number;
}

export interface Conclusion {
  output: CheckOutput;
  actions: readonly CheckAction[];
  /** What the run is called from now on, so that whoever finds it knows which content it has. */
  externalId: string;
}

/**
 * Milepost's runs on a commit whose external id begins so, newest first; none on a commit that is not there.
 * @throws RateLimited, GitHubError
 */
export async function listOwnRuns(
  client: GitHubClient,
  { owner, name, headOid }: RunPlace,
  externalIdStart: string,
): Promise<OwnRun[]> {
  const rows = await listAll<CheckRunRow>(
    client,
    'GET /repos/{owner}/{repo}/commits/{ref}/check-runs',
    { owner, repo: name, ref: headOid, check_name: CHECK_NAME, filter: 'all' },
    {
      about: `listing the check runs of ${owner}/${name}@${headOid.slice(0, 10)}`,
      itemsOf: (page) => (page as { check_runs?: CheckRunRow[] }).check_runs ?? [],
    },
  );
  return rows
    .filter((row) => row.external_id?.startsWith(externalIdStart) === true && isOwnRun(row, client))
    .flatMap(runOf)
    .toSorted((one, other) => other.id - one.id);
}

/**
 * Begins a run. After an unclear answer it looks for a run with the same external id that is not concluded.
 * @throws RateLimited, GitHubError
 */
export async function beginRun(
  client: GitHubClient,
  place: RunPlace,
  { externalId, title, summary }: { externalId: string; title: string; summary: string },
  pause: (ms: number) => Promise<void> = realPause,
): Promise<OwnRun> {
  const { owner, name, headOid } = place;
  const about = `beginning the check run of ${owner}/${name}@${headOid.slice(0, 10)}`;
  const create = async (): Promise<OwnRun> => {
    const { data, status } = await client.rest<CheckRunRow>(
      'POST /repos/{owner}/{repo}/check-runs',
      {
        owner,
        repo: name,
        name: CHECK_NAME,
        head_sha: headOid,
        external_id: externalId,
        status: 'in_progress',
        output: { title, summary },
      },
      { about },
    );
    const [run] = runOf(data);
    if (run === undefined) throw new GitHubError({ kind: 'unavailable', status, about, said: 'it names no check run' });
    return run;
  };
  const look = async (): Promise<OwnRun | null> =>
    (await listOwnRuns(client, place, externalId)).find(({ isCompleted }) => !isCompleted) ?? null;
  return createOnce(create, look, pause);
}

/**
 * Adds the annotations that the run lacks, fifty a request, and concludes it with the last ones. A run that was left in
 * the middle of this goes on where it was, if it has this external id already.
 * @throws RateLimited, GitHubError
 */
export async function concludeRun(
  client: GitHubClient,
  { owner, name }: RunPlace,
  run: OwnRun,
  { output, actions, externalId }: Conclusion,
  pause: (ms: number) => Promise<void> = realPause,
): Promise<void> {
  const there = run.externalId === externalId ? run.annotations : 0;
  const batches = inBatches(output.annotations.slice(there));
  const last = batches.pop() ?? [];
  const place = { owner, repo: name, check_run_id: run.id };
  let count = there;
  for (const annotations of batches) {
    count += annotations.length;
    const body = { external_id: externalId, output: { ...textOf(output), annotations } };
    await patchOnce(client, place, body, { count, isLast: false }, pause);
  }
  const body = {
    external_id: externalId,
    status: 'completed',
    conclusion: output.conclusion,
    actions,
    output: { ...textOf(output), annotations: last },
  };
  await patchOnce(client, place, body, { count: count + last.length, isLast: true }, pause);
}

/** Every PATCH appends its annotations, so that after an unclear answer the run is looked at before it is sent again. */
async function patchOnce(
  client: GitHubClient,
  place: { owner: string; repo: string; check_run_id: number },
  body: { output: { title: string; annotations: readonly CheckAnnotation[] } },
  { count, isLast }: { count: number; isLast: boolean },
  pause: (ms: number) => Promise<void>,
): Promise<void> {
  const about = `concluding the check run of ${place.owner}/${place.repo}`;
  const send = async (): Promise<true> => {
    await client.rest('PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}', { ...place, ...body }, { about });
    return true;
  };
  const look = async (): Promise<true | null> => {
    const route = 'GET /repos/{owner}/{repo}/check-runs/{check_run_id}';
    const { data } = await client.rest<CheckRunRow>(route, place, { about });
    const [run] = runOf(data);
    // A run that was concluded before is completed whether or not this arrived: its title tells.
    const isConcluded = run?.isCompleted === true && data.output?.title === body.output.title;
    return run !== undefined && run.annotations >= count && (isConcluded || !isLast) ? true : null;
  };
  await createOnce(send, look, pause);
}

const runOf = ({ id, external_id, status, output }: CheckRunRow): OwnRun[] =>
  id === undefined
    ? []
    : [
        {
          id,
          externalId: external_id ?? '',
          isCompleted: status === 'completed',
          annotations: output?.annotations_count ?? 0,
        },
      ];
