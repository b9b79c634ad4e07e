/** What GitHub takes as a check run and what it refuses. https://docs.github.com/rest/checks/runs#create-a-check-run */
import { Refusal } from './refusal.ts';

const conclusions = ['action_required', 'cancelled', 'failure', 'neutral', 'success', 'skipped', 'timed_out'];

const annotationLevels = ['notice', 'warning', 'failure'];

const statuses = ['queued', 'in_progress', 'completed'];

/** https://docs.github.com/rest/checks/runs#create-a-check-run */
const limits = { output: 65_535, annotations: 50, actions: 3, message: 64 * 1024, title: 255 };

export const record = (value: unknown): Record<string, unknown> | null =>
  typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Record<string, unknown>) : null;

export const list = (value: unknown): unknown[] => (Array.isArray(value) ? (value as unknown[]) : []);

export function refuse(faults: readonly string[]): void {
  if (faults.length > 0) throw new Refusal(422, `Invalid request.\n\n${faults.join('\n')}`);
}

export function checkInput(input: CheckRunInput): string[] {
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

/** The request's body, unchecked. */
export type CheckRunInput = Readonly<Record<string, unknown>>;
