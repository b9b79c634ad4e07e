/** Labels of a repository: names are unique whatever their case. */
import type { Account, Label, Repository } from './records.ts';
import { invalid, notFound } from './refusal.ts';
import type { FieldError } from './refusal.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';
import { labelJson } from './json/label.ts';

export interface LabelInput {
  name: string;
  color?: string | undefined;
  description?: string | null | undefined;
}

const problem = (field: string, code: FieldError['code'], message?: string): FieldError => ({
  resource: 'Label',
  field,
  code,
  ...(message === undefined ? {} : { message }),
});

function check(repository: Repository, input: Partial<LabelInput>, self: Label | null): void {
  if (input.name !== undefined) {
    if (input.name.trim() === '') throw invalid(problem('name', 'missing_field'));
    if (input.name.length > 50) throw invalid(problem('name', 'invalid'));
    const other = repository.labels.get(input.name.toLowerCase());
    if (other && other !== self) throw invalid(problem('name', 'already_exists'));
  }
  if (input.color !== undefined && !/^[0-9a-f]{6}$/i.test(input.color)) throw invalid(problem('color', 'invalid'));
  if ((input.description?.length ?? 0) > 100) {
    throw invalid(problem('description', 'custom', 'description is too long (maximum is 100 characters)'));
  }
}

export function createLabel(world: World, repository: Repository, by: Account, input: LabelInput): Label {
  check(repository, input, null);
  const label: Label = {
    kind: 'Label',
    ...world.newIdentity('LA'),
    repository,
    name: input.name,
    color: (input.color ?? 'ededed').toLowerCase(),
    description: input.description ?? null,
  };
  repository.labels.set(label.name.toLowerCase(), world.remember(label));
  tell(world, label, 'created', by);
  return label;
}

export function requireLabel(repository: Repository, name: string): Label {
  const label = repository.labels.get(name.toLowerCase());
  if (!label) throw notFound();
  return label;
}

export function updateLabel(world: World, label: Label, by: Account, input: Partial<LabelInput>): void {
  check(label.repository, input, label);
  const { labels } = label.repository;
  labels.delete(label.name.toLowerCase());
  label.name = input.name ?? label.name;
  label.color = (input.color ?? label.color).toLowerCase();
  if (input.description !== undefined) label.description = input.description;
  labels.set(label.name.toLowerCase(), label);
  tell(world, label, 'edited', by);
}

export function deleteLabel(world: World, label: Label, by: Account): void {
  label.repository.labels.delete(label.name.toLowerCase());
  world.nodes.delete(label.nodeId);
  for (const issue of label.repository.issues.values()) {
    issue.labels = issue.labels.filter((other) => other !== label);
  }
  tell(world, label, 'deleted', by);
}

/** The labels of these names; unknown ones are made, as GitHub does for those who may write. */
export function labelsNamed(world: World, repository: Repository, by: Account, names: readonly string[]): Label[] {
  const labels = names.map(
    (name) => repository.labels.get(name.toLowerCase()) ?? createLabel(world, repository, by, { name }),
  );
  return [...new Set(labels)];
}

function tell(world: World, label: Label, action: 'created' | 'edited' | 'deleted', by: Account): void {
  const { repository } = label;
  world.webhooks.emit({ name: 'label', action, sender: by, repository, payload: { label: labelJson(world, label) } });
  world.changed({ what: 'label', action, by: by.login, repository: fullName(repository), label });
}
