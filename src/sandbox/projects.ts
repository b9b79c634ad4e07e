/** Projects v2 and their fields: made, closed, shown, hidden, changed. */
import { randomBytes } from 'node:crypto';
import { accountJson } from './json/account.ts';
import type { FieldType, Project, ProjectField, ProjectIteration, ProjectOption } from './project-records.ts';
import type { Account } from './records.ts';
import type { World } from './world.ts';

export interface FieldInput {
  name: string;
  type: 'text' | 'number' | 'date' | 'single_select' | 'iteration';
  /** Names of a single select's options. */
  options?: readonly string[];
  /** In the order of their days; days are `YYYY-MM-DD`, durations days (default 14). */
  iterations?: readonly { title: string; startDate: string; duration?: number }[];
}

export interface ProjectInput {
  title: string;
  public?: boolean;
  /** Options of the field Status, which every project has; without them GitHub's own: Todo, In Progress, Done. */
  statuses?: readonly string[];
  fields?: readonly FieldInput[];
  /** Switches the built-in workflow on that gives closed items this status. */
  closedStatus?: string;
}

export function createProject(world: World, owner: Account, by: Account, input: ProjectInput): Project {
  const own = [...world.projects.values()].filter((each) => each.owner === owner);
  const project: Project = {
    kind: 'ProjectV2',
    ...world.newIdentity('PVT'),
    owner,
    number: Math.max(0, ...own.map((each) => each.number)) + 1,
    title: input.title,
    shortDescription: null,
    public: input.public ?? false,
    closedAt: null,
    creator: by,
    fields: [],
    items: [],
    closedStatus: input.closedStatus ?? null,
    createdAt: world.instant(),
    updatedAt: world.instant(),
  };
  world.projects.set(project.id, world.remember(project));
  addBuiltIn(world, project, 'Title', 'title');
  addBuiltIn(world, project, 'Milestone', 'milestone');
  addField(world, project, {
    name: 'Status',
    type: 'single_select',
    options: input.statuses ?? ['Todo', 'In Progress', 'Done'],
  });
  for (const field of input.fields ?? []) addField(world, project, field);
  tellProject(world, project, 'created', by);
  return project;
}

function addBuiltIn(world: World, project: Project, name: string, type: FieldType): void {
  project.fields.push(newField(world, project, name, type));
}

function newField(world: World, project: Project, name: string, type: FieldType): ProjectField {
  const kind =
    type === 'single_select'
      ? 'ProjectV2SingleSelectField'
      : type === 'iteration'
        ? 'ProjectV2IterationField'
        : 'ProjectV2Field';
  const prefix = type === 'single_select' ? 'PVTSSF' : type === 'iteration' ? 'PVTIF' : 'PVTF';
  return world.remember({
    kind,
    ...world.newIdentity(prefix),
    project,
    name,
    type,
    options: [],
    iterations: [],
    createdAt: world.instant(),
    updatedAt: world.instant(),
  });
}

export function addField(world: World, project: Project, input: FieldInput): ProjectField {
  if (fieldNamed(project, input.name)) throw new Error(`The project has a field "${input.name}" already.`);
  const field = newField(world, project, input.name, input.type);
  field.options = (input.options ?? []).map(toOption);
  field.iterations = (input.iterations ?? []).map(({ title, startDate, duration }): ProjectIteration => ({
    id: shortId(),
    title,
    startDate,
    duration: duration ?? 14,
  }));
  project.fields.push(field);
  return field;
}

const shortId = (): string => randomBytes(4).toString('hex');

const toOption = (name: string): ProjectOption => ({
  kind: 'ProjectV2SingleSelectFieldOption',
  id: shortId(),
  name,
  color: 'GRAY',
  description: '',
});

/** Sets the options anew: as at GitHub all ids change and every card loses its value. */
export function setOptions(field: ProjectField, names: readonly string[]): void {
  field.options = names.map(toOption);
  for (const item of field.project.items) item.values.delete(field);
}

export function deleteField(world: World, field: ProjectField): void {
  const { project } = field;
  project.fields = project.fields.filter((each) => each !== field);
  world.nodes.delete(field.nodeId);
  for (const item of project.items) item.values.delete(field);
}

/** Names of fields are told apart by their letters, not by their case. */
export const fieldNamed = (project: Project, name: string): ProjectField | null =>
  project.fields.find((field) => field.name.toLowerCase() === name.toLowerCase()) ?? null;

export function requireProject(world: World, owner: string, number: number): Project {
  const found = [...world.projects.values()].find(
    (project) => project.owner.login.toLowerCase() === owner.toLowerCase() && project.number === number,
  );
  if (!found) throw new Error(`${owner} has no project ${number}.`);
  return found;
}

export function setClosed(world: World, project: Project, by: Account, closed: boolean): void {
  if ((project.closedAt !== null) === closed) return;
  project.closedAt = closed ? world.instant() : null;
  tellProject(world, project, closed ? 'closed' : 'reopened', by);
}

export function setPublic(world: World, project: Project, by: Account, isPublic: boolean): void {
  if (project.public === isPublic) return;
  const changes = { public: { from: project.public, to: isPublic } };
  project.public = isPublic;
  tellProject(world, project, 'edited', by, { changes });
}

export function deleteProject(world: World, project: Project, by: Account): void {
  world.projects.delete(project.id);
  for (const { nodeId } of [project, ...project.fields, ...project.items]) world.nodes.delete(nodeId);
  tellProject(world, project, 'deleted', by);
}

/** `projects_v2` goes to apps on the organization; a person's project tells nobody. */
function tellProject(
  world: World,
  project: Project,
  action: string,
  sender: Account,
  more: Record<string, unknown> = {},
): void {
  project.updatedAt = world.instant();
  if (project.owner.kind !== 'Organization') return;
  const payload = {
    projects_v2: {
      id: project.id,
      node_id: project.nodeId,
      owner: accountJson(world, project.owner),
      creator: accountJson(world, project.creator),
      title: project.title,
      short_description: project.shortDescription,
      public: project.public,
      number: project.number,
      closed_at: project.closedAt,
      created_at: project.createdAt,
      updated_at: project.updatedAt,
      deleted_at: action === 'deleted' ? world.instant() : null,
    },
    ...more,
  };
  world.webhooks.emit({ name: 'projects_v2', action, sender, organization: project.owner, payload });
}
