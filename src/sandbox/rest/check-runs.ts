/** Check runs. https://docs.github.com/rest/checks/runs */
import { demand } from '../access.ts';
import { createCheckRun, updateCheckRun } from '../check-runs.ts';
import { annotationsJson, checkRunJson } from '../json/check-run.ts';
import type { App, CheckRun, Repository } from '../records.ts';
import { notFound, Refusal } from '../refusal.ts';
import { page, wrappedPage } from './pages.ts';
import { created, numberParam, ok, param, visibleRepository } from './route.ts';
import type { RestAnswer, RestRequest, Route } from './route.ts';

const repo = '/repos/:owner/:repo';

export const checkRunRoutes: readonly Route[] = [
  { method: 'POST', pattern: `${repo}/check-runs`, handle: postCheckRun },
  {
    method: 'GET',
    pattern: `${repo}/check-runs/:id`,
    handle: (request) => ok(checkRunJson(request.world, read(request))),
  },
  { method: 'PATCH', pattern: `${repo}/check-runs/:id`, handle: patchCheckRun },
  { method: 'GET', pattern: `${repo}/check-runs/:id/annotations`, handle: listAnnotations },
  { method: 'GET', pattern: `${repo}/commits/*ref/check-runs`, handle: listForRef },
];

/** Only apps write check runs. */
function writer(request: RestRequest): { repository: Repository; app: App } {
  const repository = visibleRepository(request);
  const { actor } = request;
  demand(actor, repository, 'checks', 'write');
  if (actor.kind !== 'installation') throw new Refusal(403, 'You must authenticate via a GitHub App.');
  return { repository, app: actor.installation.app };
}

function postCheckRun(request: RestRequest): RestAnswer {
  const { repository, app } = writer(request);
  const json = checkRunJson(request.world, createCheckRun(request.world, repository, app, app.bot, request.body));
  return created(json, json.url);
}

function read(request: RestRequest): CheckRun {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'checks', 'read');
  const run = repository.checkRuns.find((each) => each.id === numberParam(request, 'id'));
  if (!run) throw notFound();
  return run;
}

function patchCheckRun(request: RestRequest): RestAnswer {
  const { app } = writer(request);
  const run = read(request);
  if (run.app !== app) {
    const message = `Invalid app_id \`${app.id}\` - check run can only be modified by the GitHub App that created it.`;
    throw new Refusal(403, message);
  }
  updateCheckRun(request.world, run, app.bot, request.body);
  return ok(checkRunJson(request.world, run));
}

function listAnnotations(request: RestRequest): RestAnswer {
  return page(request, annotationsJson(request.world, read(request)), (annotation) => annotation);
}

/** Newest first; `filter=latest`, the default, keeps one of each name and app. */
function listForRef(request: RestRequest): RestAnswer {
  const repository = visibleRepository(request);
  demand(request.actor, repository, 'checks', 'read');
  const ref = param(request, 'ref');
  const sha = repository.git.resolveCommit(ref, repository.defaultBranch);
  if (sha === null) throw new Refusal(422, `No commit found for SHA: ${ref}`);
  const { query } = request;
  const name = query.get('check_name');
  const appId = query.get('app_id');
  const status = query.get('status');
  const runs = repository.checkRuns
    .filter((run) => run.headSha === sha)
    .filter((run) => name === null || run.name === name)
    .filter((run) => appId === null || run.app.id === Number(appId))
    .filter((run) => status === null || run.status === status)
    .toReversed();
  const shown = query.get('filter') === 'all' ? runs : runs.filter((run, index) => isFirst(runs, run, index));
  return wrappedPage(request, 'check_runs', shown, (run) => checkRunJson(request.world, run));
}

const isFirst = (runs: readonly CheckRun[], run: CheckRun, index: number): boolean =>
  runs.findIndex((other) => other.name === run.name && other.app === run.app) === index;
