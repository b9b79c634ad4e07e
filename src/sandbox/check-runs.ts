/** Check runs. An update adds annotations to those that are there: they only ever grow. */
import { checkInput, list, record, refuse } from './check-run-input.ts';
import type { CheckRunInput } from './check-run-input.ts';
import { checkRunJson } from './json/check-run.ts';
import { suiteId } from './check-suites.ts';
import type { Account, Annotation, App, CheckAction, CheckRun, Repository } from './records.ts';
import { Refusal } from './refusal.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';

export function createCheckRun(
  world: World,
  repository: Repository,
  app: App,
  by: Account,
  input: CheckRunInput,
): CheckRun {
  const faults = checkInput(input);
  if (typeof input['name'] !== 'string' || input['name'] === '') faults.unshift('"name" wasn\'t supplied.');
  const sha = typeof input['head_sha'] === 'string' ? input['head_sha'] : undefined;
  if (sha === undefined) faults.unshift('"head_sha" wasn\'t supplied.');
  refuse(faults);
  if (!repository.git.commits.has(String(sha))) throw new Refusal(422, `No commit found for SHA: ${String(sha)}`);
  const run: CheckRun = {
    kind: 'CheckRun',
    ...world.newIdentity('CR'),
    repository,
    suiteId: suiteId(repository, app.id, String(sha)),
    app,
    name: String(input['name']),
    headSha: String(sha),
    externalId: '',
    detailsUrl: null,
    status: 'queued',
    conclusion: null,
    startedAt: world.instant(),
    completedAt: null,
    title: null,
    summary: null,
    text: null,
    annotations: [],
    actions: [],
  };
  assign(world, run, input);
  repository.checkRuns.push(world.remember(run));
  tell(world, run, 'created', by);
  if (run.status === 'completed') tell(world, run, 'completed', by);
  return run;
}

export function updateCheckRun(world: World, run: CheckRun, by: Account, input: CheckRunInput): void {
  refuse(checkInput(input));
  const wasCompleted = run.status === 'completed';
  assign(world, run, input);
  if (run.status === 'completed' && !wasCompleted) tell(world, run, 'completed', by);
  change(world, run, 'updated', by);
}

/** A person presses a button on the check: only the app that made it hears. */
export function pressCheck(world: World, run: CheckRun, by: Account, identifier?: string): void {
  if (identifier !== undefined && !run.actions.some((action) => action.identifier === identifier)) {
    const there = run.actions.map((action) => action.identifier).join(', ');
    throw new Error(`The check run ${run.id} has no button "${identifier}"; it has: ${there || 'none'}.`);
  }
  for (const installation of world.installationsOf(run.repository)) {
    if (installation.app !== run.app) continue;
    world.webhooks.emit({
      name: 'check_run',
      action: identifier === undefined ? 'rerequested' : 'requested_action',
      sender: by,
      repository: run.repository,
      onlyInstallation: installation,
      payload: {
        check_run: checkRunJson(world, run),
        ...(identifier === undefined ? {} : { requested_action: { identifier } }),
      },
    });
  }
}

function assign(world: World, run: CheckRun, input: CheckRunInput): void {
  const text = (name: string): string | undefined => (typeof input[name] === 'string' ? input[name] : undefined);
  run.name = text('name') ?? run.name;
  run.externalId = text('external_id') ?? run.externalId;
  run.detailsUrl = text('details_url') ?? run.detailsUrl;
  run.startedAt = text('started_at') ?? run.startedAt;
  run.status = (text('status') as CheckRun['status'] | undefined) ?? run.status;
  const conclusion = text('conclusion');
  if (conclusion !== undefined) {
    run.conclusion = conclusion;
    run.status = 'completed';
    run.completedAt = text('completed_at') ?? world.instant();
  }
  if (Array.isArray(input['actions'])) run.actions = input['actions'] as CheckAction[];
  const output = record(input['output']);
  if (!output) return;
  run.title = (output['title'] as string | undefined) ?? run.title;
  run.summary = (output['summary'] as string | undefined) ?? run.summary;
  run.text = (output['text'] as string | undefined) ?? run.text;
  run.annotations.push(...list(output['annotations']).map(toAnnotation));
}

const toAnnotation = (given: unknown): Annotation => {
  const annotation = record(given) ?? {};
  return {
    path: annotation['path'] as string,
    start_line: annotation['start_line'] as number,
    end_line: annotation['end_line'] as number,
    start_column: (annotation['start_column'] as number | undefined) ?? null,
    end_column: (annotation['end_column'] as number | undefined) ?? null,
    annotation_level: annotation['annotation_level'] as Annotation['annotation_level'],
    message: annotation['message'] as string,
    title: (annotation['title'] as string | undefined) ?? null,
    raw_details: (annotation['raw_details'] as string | undefined) ?? null,
  };
};

function tell(world: World, run: CheckRun, action: 'created' | 'completed', sender: Account): void {
  const payload = { check_run: checkRunJson(world, run) };
  world.webhooks.emit({ name: 'check_run', action, sender, repository: run.repository, payload });
  if (action === 'created') change(world, run, action, sender);
}

function change(world: World, run: CheckRun, action: 'created' | 'updated', by: Account): void {
  const url = checkRunJson(world, run).html_url;
  const repository = fullName(run.repository);
  world.changed({ what: 'check-run', action, by: by.login, repository, checkRun: run, url });
}
