/** Cards of a project: added, moved, archived, removed, each with its `projects_v2_item`. */
import { accountJson } from './json/account.ts';
import type { DraftIssue, Project, ProjectField, ProjectItem } from './project-records.ts';
import { fieldNamed } from './projects.ts';
import type { Account, Issue } from './records.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

/** Adds an issue or pull request; the card that is there already (archived or not) is given back. */
export function addItem(world: World, project: Project, content: Issue | DraftIssue, by: Account): ProjectItem {
  const existing = project.items.find((item) => item.content === content);
  if (existing) return existing;
  const item: ProjectItem = {
    kind: 'ProjectV2Item',
    ...world.newIdentity('PVTI'),
    project,
    content,
    archivedAt: null,
    values: new Map(),
    creator: by,
    createdAt: world.instant(),
    updatedAt: world.instant(),
  };
  project.items.push(world.remember(item));
  tellItem(world, item, 'created', by);
  return item;
}

export function addDraft(
  world: World,
  project: Project,
  by: Account,
  draft: { title: string; body?: string },
): ProjectItem {
  const content: DraftIssue = {
    kind: 'DraftIssue',
    ...world.newIdentity('DI'),
    title: draft.title,
    body: draft.body ?? '',
    creator: by,
    createdAt: world.instant(),
    updatedAt: world.instant(),
  };
  return addItem(world, project, world.remember(content), by);
}

/** What `ProjectV2FieldValue` holds: exactly one of them. */
export interface ValueInput {
  text?: string | null;
  number?: number | null;
  date?: string | null;
  singleSelectOptionId?: string | null;
  iterationId?: string | null;
}

const keys = {
  text: 'text',
  number: 'number',
  date: 'date',
  single_select: 'singleSelectOptionId',
  iteration: 'iterationId',
} as const;

/** The value as it is stored, or GitHub's refusal. */
function checkedValue(field: ProjectField, input: ValueInput): string | number {
  const { type } = field;
  if (type === 'title' || type === 'milestone') {
    throw new Refusal(422, `The field of type ${type} is currently not supported.`);
  }
  const given = Object.entries(input).filter(([, value]) => value !== undefined && value !== null);
  const value = input[keys[type]];
  if (given.length !== 1 || value === undefined || value === null) {
    const wanted = { single_select: 'single select option Id', iteration: 'iteration Id' } as const;
    const word = type === 'single_select' || type === 'iteration' ? wanted[type] : `${type} value`;
    throw new Refusal(422, `Did not receive a ${word} to update a field of type ${type}`);
  }
  if (type === 'single_select' && !field.options.some((option) => option.id === value)) {
    throw new Refusal(422, 'The single select option Id does not belong to the field');
  }
  if (type === 'iteration' && !field.iterations.some((iteration) => iteration.id === value)) {
    throw new Refusal(422, 'The iteration Id does not belong to the field');
  }
  if (type === 'date') return dayOf(String(value));
  return value;
}

/** GraphQL's Date takes an instant too and keeps its day. */
function dayOf(value: string): string {
  const day = /^\d{4}-\d\d-\d\d(?=$|T)/.exec(value)?.[0] ?? '';
  const instant = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(instant.getTime()) || instant.toISOString().slice(0, 10) !== day) {
    throw new Refusal(422, `The date value ${JSON.stringify(value)} is not a valid date`);
  }
  return day;
}

export function setValue(world: World, item: ProjectItem, field: ProjectField, by: Account, input: ValueInput): void {
  demandUnarchived(item);
  const value = checkedValue(field, input);
  const before = item.values.get(field);
  if (before?.value === value) return;
  const from = shownValue(world, item, field);
  item.values.set(field, {
    ...(before ?? { ...world.newIdentity('PVTFV'), createdAt: world.instant() }),
    value,
    by,
    updatedAt: world.instant(),
  });
  tellEdit(world, item, field, by, from);
}

export function clearValue(world: World, item: ProjectItem, field: ProjectField, by: Account): void {
  demandUnarchived(item);
  if (field.type === 'title') throw new Refusal(422, 'The field of type title is currently not supported.');
  if (!item.values.has(field)) return;
  const from = shownValue(world, item, field);
  item.values.delete(field);
  tellEdit(world, item, field, by, from);
}

function demandUnarchived(item: ProjectItem): void {
  if (item.archivedAt === null) return;
  throw new Refusal(422, 'The item is archived. Restore it before changing its fields.');
}

/** Completed when its last day is over. */
export const isCompleted = (world: World, { startDate, duration }: { startDate: string; duration: number }): boolean =>
  Date.parse(`${startDate}T00:00:00Z`) + duration * 86_400_000 <= world.now().getTime();

/** A value as webhooks tell it: an object of a single select or iteration, else the value itself. */
function shownValue(world: World, item: ProjectItem, field: ProjectField): unknown {
  const value = item.values.get(field)?.value ?? null;
  const option = field.options.find((each) => each.id === value);
  if (option) return { id: option.id, name: option.name, color: option.color, description: option.description };
  const iteration = field.iterations.find((each) => each.id === value);
  if (!iteration) return value;
  const { id, title, startDate, duration } = iteration;
  return { id, title, start_date: startDate, duration, completed: isCompleted(world, iteration) };
}

/** Archives a card, or restores it. */
export function setArchivedItem(world: World, item: ProjectItem, by: Account, archived: boolean): void {
  if ((item.archivedAt !== null) === archived) return;
  const from = item.archivedAt;
  item.archivedAt = archived ? world.instant() : null;
  const changes = { archived_at: { from, to: item.archivedAt } };
  tellItem(world, item, archived ? 'archived' : 'restored', by, { changes });
}

export function removeItem(world: World, item: ProjectItem, by: Account): void {
  item.project.items = item.project.items.filter((each) => each !== item);
  world.nodes.delete(item.nodeId);
  tellItem(world, item, 'deleted', by);
}

/** Cards of an issue, in all projects. */
export const itemsOf = (world: World, content: Issue): ProjectItem[] =>
  [...world.projects.values()].flatMap((project) => project.items.filter((item) => item.content === content));

/** An issue was deleted: its cards go with it. */
export function dropContent(world: World, content: Issue, by: Account): void {
  for (const item of itemsOf(world, content)) removeItem(world, item, by);
}

/** An issue has another record now, as after a transfer: its cards stay where they are. */
export function moveContent(world: World, from: Issue, to: Issue): void {
  for (const item of itemsOf(world, from)) item.content = to;
}

/** The built-in workflow "Item closed": cards of a closed issue get the status for it. */
export function followClosing(world: World, content: Issue, by: Account): void {
  for (const item of itemsOf(world, content)) {
    const { project } = item;
    const field = project.closedStatus === null ? null : fieldNamed(project, 'Status');
    const option = field?.options.find((each) => each.name === project.closedStatus);
    if (!field || !option || item.archivedAt !== null) continue;
    setValue(world, item, field, world.account('github-project-automation[bot]') ?? by, {
      singleSelectOptionId: option.id,
    });
  }
}

function tellEdit(world: World, item: ProjectItem, field: ProjectField, by: Account, from: unknown): void {
  const changes = {
    field_value: {
      field_node_id: field.nodeId,
      field_type: field.type,
      field_name: field.name,
      project_number: item.project.number,
      from,
      to: shownValue(world, item, field),
    },
  };
  tellItem(world, item, 'edited', by, { changes });
}

const contentTypes = { Issue: 'Issue', PullRequest: 'PullRequest', DraftIssue: 'DraftIssue' } as const;

function tellItem(
  world: World,
  item: ProjectItem,
  action: string,
  sender: Account,
  more: Record<string, unknown> = {},
): void {
  const { project, content } = item;
  item.updatedAt = world.instant();
  project.updatedAt = world.instant();
  if (project.owner.kind !== 'Organization') return;
  const payload = {
    projects_v2_item: {
      id: item.id,
      node_id: item.nodeId,
      project_node_id: project.nodeId,
      content_node_id: content.nodeId,
      content_type: contentTypes[content.kind],
      creator: accountJson(world, item.creator),
      created_at: item.createdAt,
      updated_at: item.updatedAt,
      archived_at: item.archivedAt,
    },
    ...more,
  };
  world.webhooks.emit({ name: 'projects_v2_item', action, sender, organization: project.owner, payload });
}
