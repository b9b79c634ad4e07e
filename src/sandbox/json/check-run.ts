import type { CheckRun, Repository } from '../records.ts';
import { apiUrl, webUrl } from '../world.ts';
import type { World } from '../world.ts';
import { appJson } from './account.ts';

export function checkRunJson(world: World, run: CheckRun) {
  const url = `${apiUrl(world, run.repository)}/check-runs/${run.id}`;
  const htmlUrl = `${webUrl(world, run.repository)}/runs/${run.id}`;
  return {
    id: run.id,
    node_id: run.nodeId,
    head_sha: run.headSha,
    external_id: run.externalId,
    url,
    html_url: htmlUrl,
    details_url: run.detailsUrl ?? htmlUrl,
    status: run.status,
    conclusion: run.conclusion,
    started_at: run.startedAt,
    completed_at: run.completedAt,
    output: {
      title: run.title,
      summary: run.summary,
      text: run.text,
      annotations_count: run.annotations.length,
      annotations_url: `${url}/annotations`,
    },
    name: run.name,
    check_suite: { id: run.suiteId },
    app: appJson(world, run.app),
    pull_requests: pullsOfHead(world, run.repository, run.headSha),
  };
}

/** Open pull requests at a commit, in short; those from forks are left out, as GitHub does. */
export const pullsOfHead = (world: World, repository: Repository, sha: string) =>
  [...repository.issues.values()].flatMap(({ id, number, pull, state }) => {
    if (pull?.headSha !== sha || pull.headRepository !== repository || state !== 'open') return [];
    const repo = { id: repository.id, url: apiUrl(world, repository), name: repository.name };
    const head = { ref: pull.headRef, sha: pull.headSha, repo };
    const base = { ref: pull.baseRef, sha: pull.baseSha, repo };
    return [{ id, number, url: `${apiUrl(world, repository)}/pulls/${number}`, head, base }];
  });

/** What the annotations' own endpoint answers for each: without the raw position of the request. */
export const annotationsJson = (world: World, run: CheckRun) =>
  run.annotations.map((annotation) => ({
    ...annotation,
    blob_href: `${webUrl(world, run.repository)}/blob/${run.headSha}/${annotation.path}`,
  }));
