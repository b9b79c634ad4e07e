/** Check runs: what GitHub takes, what it refuses, and that annotations only ever grow. */
import { checkRunJson } from './json/check-run.ts';
import { suiteId } from './repositories.ts';
import type { Account, Annotation, App, CheckAction, CheckRun, Repository } from './records.ts';
import { Refusal } from './refusal.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';

/** The request's body, unchecked. */
export type CheckRunInput = Readonly<Record<string, unknown>>;

const conclusions = ['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'timed_out'];
const annotationLevels = ['notice', 'warning', 'failure'];
const statuses = ['queued', 'in_progress', 'completed'];
/** https://docs.github.com/rest/checks/runs#create-a-check-run */
const limits = { output: 65_535, annotations: 50, actions: 3, message: 64 * 1024, title: 255 };

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

const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new Refusal(422, `Invalid request.\n\n${faults.join('\n')}`);
}

function checkInput(input: CheckRunInput): string[] {
  const faults: string[] = [];
  const { status, conclusion, actions } = input;
  if (status !== undefined && !isOneOf(statuses, status)) {
    faults.push(`${JSON.stringify(status)} is not a member of ${JSON.stringify(statuses)}.`);
  }
  if (conclusion !== undefined && !isOneOf(conclusions, conclusion)) {
    faults.push(`${JSON.stringify(conclusion)} is not a member of ${JSON.stringify(conclusions)}.`);
  }
  if (status === 'completed' && conclusion === undefined) faults.push('"conclusion" wasn\'t supplied.');
  faults.push(...list(actions).flatMap(actionFaults));
  if (list(actions).length > limits.actions) {
    faults.push(`No more than ${limits.actions} items are allowed; ${list(actions).length} were supplied.`);
  }
  const output = record(input['output']);
  return output ? [...faults, ...outputFaults(output)] : faults;
}

function actionFaults(given: unknown): string[] {
  const action = record(given) ?? {};
  const longest = { label: 20, description: 40, identifier: 20 };
  return Object.entries(longest).flatMap(([field, maximum]) => {
    const value = action[field];
    if (typeof value !== 'string') return [`"${field}" wasn't supplied.`];
    return value.length > maximum ? [`Only ${maximum} characters are allowed; ${value.length} were supplied.`] : [];
  });
}

function outputFaults(output: Readonly<Record<string, unknown>>): string[] {
  const faults: string[] = [];
  for (const field of ['title', 'summary']) {
    if (typeof output[field] !== 'string') faults.push(`"${field}" wasn't supplied.`);
  }
  for (const field of ['summary', 'text']) {
    const value = output[field];
    if (typeof value === 'string' && value.length > limits.output) {
      faults.push(`Only ${limits.output} characters are allowed; ${value.length} were supplied.`);
    }
  }
  const annotations = list(output['annotations']);
  if (annotations.length > limits.annotations) {
    faults.push(`No more than ${limits.annotations} items are allowed; ${annotations.length} were supplied.`);
  }
  return [...faults, ...annotations.flatMap(annotationFaults)];
}

function annotationFaults(given: unknown): string[] {
  const annotation = record(given) ?? {};
  const faults: string[] = [];
  const { start_line: start, end_line: end, annotation_level: level, message, title } = annotation;
  for (const field of ['path', 'message']) {
    if (typeof annotation[field] !== 'string' || annotation[field] === '') faults.push(`"${field}" wasn't supplied.`);
  }
  if (!isPosition(start) || !isPosition(end)) faults.push('Lines of an annotation are integers from 1.');
  else if (end < start) faults.push('"end_line" must not be before "start_line".');
  if (!isOneOf(annotationLevels, level)) {
    faults.push(`${JSON.stringify(level)} is not a member of ${JSON.stringify(annotationLevels)}.`);
  }
  const columns = [annotation['start_column'], annotation['end_column']].filter((column) => column !== undefined);
  if (columns.length > 0 && start !== end) faults.push('Columns are only allowed where start_line equals end_line.');
  if (!columns.every(isPosition)) faults.push('Columns of an annotation are integers from 1.');
  if (typeof message === 'string' && Buffer.byteLength(message) > limits.message)
    faults.push('"message" exceeds 64 KB.');
  if (typeof title === 'string' && title.length > limits.title) {
    faults.push(`Only ${limits.title} characters are allowed; ${title.length} were supplied.`);
  }
  return faults;
}

const isOneOf = (allowed: readonly string[], value: unknown): boolean => allowed.some((each) => each === value);

const isPosition = (value: unknown): value is number => Number.isInteger(value) && (value as number) >= 1;

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
