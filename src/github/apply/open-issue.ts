import { isMarkerOf } from '../../plan/keys.ts';
import { readIssueMarker } from '../../plan/marker.ts';
import type { OpenIssue, OperationResult } from '../../plan/model.ts';
import type { IssueMarkerData } from '../../plan/observation.ts';
import { GitHubError } from '../github-error.ts';
import type { Hold } from './hold.ts';
import { createOnce } from './create-once.ts';
import { doneEarlier, doneNow, type Done, type Run } from './run.ts';

/**
 * Opens the issue, unless one with its marker is there: then that is the result and nothing is written. One that
 * was begun before is looked for by a fresh listing.
 * @throws RateLimited, GitHubError
 */
export async function openIssue(operation: OpenIssue, run: Run, hold: Hold): Promise<Done> {
  const text = run.texts.openIssue(operation, run.waiting);
  const wanted = readIssueMarker(text.body);
  if (wanted === null) throw new TypeError(`the text for ${operation.key} has no marker: it would be written again`);
  const look = async (fresh: boolean): Promise<OperationResult | null> => findIssue(run, wanted, operation, fresh);
  const earlier = await look(hold.recovering);
  if (earlier !== null) return doneEarlier(earlier);
  const labels = await run.existingLabels(operation.labels);
  const create = (): Promise<OperationResult> =>
    hold.creating(() => postIssue(run, operation, { ...text, labels }, hold.renew));
  return doneNow(await createOnce(create, () => look(true), run.pause));
}

async function findIssue(
  run: Run,
  wanted: IssueMarkerData,
  { repository }: OpenIssue,
  fresh: boolean,
): Promise<OperationResult | null> {
  const path = wanted.roadmap.slice(`${repository.id}:`.length);
  const issues = await run.markedIssues(fresh);
  const found = issues.find(({ marker }) => marker.item === wanted.item && isMarkerOf(marker.roadmap, path));
  return found === undefined ? null : resultOf(found.number, found.url);
}

interface Draft {
  title: string;
  body: string;
  labels: string[];
}

/** Creates it; when GitHub refuses the milestone or the labels, once more without what it refused. */
async function postIssue(
  run: Run,
  operation: OpenIssue,
  draft: Draft,
  beforeSending: () => Promise<void>,
): Promise<OperationResult> {
  const { milestone } = operation;
  const extras = {
    ...(milestone === null ? {} : { milestone }),
    ...(draft.labels.length === 0 ? {} : { labels: draft.labels }),
  };
  try {
    return await send(run, operation, { ...draft, ...extras }, beforeSending);
  } catch (error) {
    const refused = refusedExtras(error);
    if (refused.size === 0) throw error;
    const kept = Object.fromEntries(Object.entries(extras).filter(([name]) => !refused.has(name)));
    return send(run, operation, { title: draft.title, body: draft.body, ...kept }, beforeSending);
  }
}
function refusedExtras(error: unknown): Set<string> {
  if (!(error instanceof GitHubError) || error.status !== 422) return new Set();
  const fields = error.fields.map(({ field, resource }) => (resource === 'Label' ? 'labels' : (field ?? '')));
  return new Set(fields.filter((field) => field === 'milestone' || field === 'labels'));
}

async function send(
  run: Run,
  operation: OpenIssue,
  body: object,
  beforeSending: () => Promise<void>,
): Promise<OperationResult> {
  const { owner, name } = operation.repository;
  const about = `opening an issue in ${owner}/${name}`;
  const route = 'POST /repos/{owner}/{repo}/issues';
  const options = { about, creates: true, beforeSending };
  const { data, status } = await run.client.rest<{ number?: number; html_url?: string }>(
    route,
    { owner, repo: name, ...body },
    options,
  );
  if (typeof data.number === 'number') return resultOf(data.number, data.html_url ?? null);
  throw new GitHubError({ kind: 'unavailable', status, about, said: 'the answer names no issue' });
}

const resultOf = (number: number, url: string | null): OperationResult => ({
  number,
  commentId: null,
  url,
  missedKey: null,
});
