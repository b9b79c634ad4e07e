/** Projects v2, their fields, cards and values. */
import { canSee } from '../access.ts';
import { canSeeProject, canWriteProject } from '../project-access.ts';
import { isCompleted, itemsOf } from '../project-items.ts';
import type { DraftIssue, Project, ProjectField, ProjectItem, ProjectOption } from '../project-records.ts';
import { fieldNamed } from '../projects.ts';
import type { Account, Issue } from '../records.ts';
import { connection } from './connection.ts';
import { forbidden, notResolved } from './context.ts';
import type { Fields, GraphqlContext } from './context.ts';

const projectUrl = ({ owner, number }: Project): string =>
  `/${owner.kind === 'Organization' ? 'orgs' : 'users'}/${owner.login}/projects/${number}`;

export const projectFields: Fields<Project> = {
  id: (project) => project.nodeId,
  databaseId: (project) => project.id,
  fullDatabaseId: (project) => String(project.id),
  closed: (project) => project.closedAt !== null,
  url: (project, _args, { world }) => `${world.origin}${projectUrl(project)}`,
  resourcePath: (project) => projectUrl(project),
  readme: () => null,
  template: () => false,
  viewerCanUpdate: (project, _args, { actor }) => canWriteProject(actor, project),
  viewerCanClose: (project, _args, { actor }) => canWriteProject(actor, project),
  viewerCanReopen: (project, _args, { actor }) => canWriteProject(actor, project),
  fields: (project, args, _context, info) => connection(project.fields, args, info),
  // An unknown field is null, without an error beside it.
  field: (project, args) => fieldNamed(project, String(args['name'])),
  // Archived cards are not listed; they are reached from their issue.
  items: (project, args, _context, info) =>
    connection(
      project.items.filter((item) => item.archivedAt === null),
      args,
      info,
    ),
};

export const projectFieldFields: Fields<ProjectField> = {
  id: (field) => field.nodeId,
  databaseId: (field) => field.id,
  dataType: (field) => field.type.toUpperCase(),
  options: (field, args) => {
    const names = args['names'] as string[] | null | undefined;
    return names ? field.options.filter((option) => names.includes(option.name)) : field.options;
  },
  configuration: (field, _args, { world }) => {
    const [done, open] = [true, false].map((wanted) =>
      field.iterations.filter((iteration) => isCompleted(world, iteration) === wanted),
    );
    const startDay = new Date(`${field.iterations[0]?.startDate ?? '2026-01-05'}T00:00:00Z`).getUTCDay();
    return { duration: field.iterations[0]?.duration ?? 14, startDay, iterations: open, completedIterations: done };
  },
};

export const optionFields: Fields<ProjectOption> = {
  nameHTML: (option) => option.name,
  descriptionHTML: (option) => option.description,
};

/** What the asker may not see has no content; a draft belongs to the project itself. */
function visibleContent(item: ProjectItem, { actor }: GraphqlContext): Issue | DraftIssue | null {
  const { content } = item;
  return content.kind === 'DraftIssue' || canSee(actor, content.repository) ? content : null;
}

const itemTypes = { Issue: 'ISSUE', PullRequest: 'PULL_REQUEST', DraftIssue: 'DRAFT_ISSUE' } as const;

export const projectItemFields: Fields<ProjectItem> = {
  id: (item) => item.nodeId,
  databaseId: (item) => item.id,
  fullDatabaseId: (item) => String(item.id),
  isArchived: (item) => item.archivedAt !== null,
  type: (item, _args, context) => {
    const content = visibleContent(item, context);
    return content ? itemTypes[content.kind] : 'REDACTED';
  },
  content: (item, _args, context) => visibleContent(item, context),
  fieldValueByName: (item, args, context) => {
    const field = fieldNamed(item.project, String(args['name']));
    return field ? valueView(item, field, context) : null;
  },
  fieldValues: (item, args, context, info) => {
    const values = item.project.fields.map((field) => valueView(item, field, context));
    return connection(
      values.filter((value) => value !== null),
      args,
      info,
    );
  },
};

/** A value under the name of its GraphQL type; null where the card has none in that field. */
function valueView(item: ProjectItem, field: ProjectField, context: GraphqlContext): object | null {
  const { content } = item;
  const shown = visibleContent(item, context);
  if (field.type === 'title') {
    const text = shown ? content.title : 'You can’t see this item';
    return { ...valueCommon(item, field), kind: 'ProjectV2ItemFieldTextValue', text };
  }
  if (field.type === 'milestone') {
    const milestone = shown && shown.kind !== 'DraftIssue' ? shown.milestone : null;
    return milestone ? { kind: 'ProjectV2ItemFieldMilestoneValue', field, milestone } : null;
  }
  const stored = item.values.get(field);
  if (!stored) return null;
  const common = {
    ...valueCommon(item, field),
    ...stored,
    id: stored.nodeId,
    databaseId: stored.id,
    creator: stored.by,
  };
  const { value } = stored;
  if (field.type === 'text') return { ...common, kind: 'ProjectV2ItemFieldTextValue', text: value };
  if (field.type === 'number') return { ...common, kind: 'ProjectV2ItemFieldNumberValue', number: value };
  if (field.type === 'date') return { ...common, kind: 'ProjectV2ItemFieldDateValue', date: value };
  const option = field.options.find((each) => each.id === value);
  if (option) {
    const { name, color, description } = option;
    return {
      ...common,
      kind: 'ProjectV2ItemFieldSingleSelectValue',
      name,
      nameHTML: name,
      color,
      description,
      descriptionHTML: description,
      optionId: option.id,
    };
  }
  const iteration = field.iterations.find((each) => each.id === value);
  if (!iteration) return null;
  const { title, startDate, duration } = iteration;
  return {
    ...common,
    kind: 'ProjectV2ItemFieldIterationValue',
    iterationId: iteration.id,
    title,
    titleHTML: title,
    startDate,
    duration,
  };
}

const valueCommon = (item: ProjectItem, field: ProjectField) => ({
  id: `PVTFV_${item.nodeId}_${field.nodeId}`,
  databaseId: item.id,
  item,
  field,
  creator: item.creator,
  createdAt: item.createdAt,
  updatedAt: item.updatedAt,
});

export const draftFields: Fields<DraftIssue> = {
  id: (draft) => draft.nodeId,
  bodyText: (draft) => draft.body,
  bodyHTML: (draft) => draft.body,
};

/** `projectV2` and `projectsV2` of an owner. */
export const ownerProjectFields: Fields<Account> = {
  projectV2: (owner, args, context) => {
    const number = args['number'] as number;
    const project = projectsOf(owner, context).find((each) => each.number === number);
    if (project && canSeeProject(context.actor, project)) return project;
    const { actor } = context;
    // An organization's own app learns that its permission is missing; to all others there is nothing.
    if (project && actor.kind === 'installation' && actor.installation.account === owner && owner.kind !== 'User') {
      throw forbidden();
    }
    throw notResolved(`a ProjectV2 with the number ${number}`);
  },
  // Hidden projects are left out: the failure looks like an empty list.
  projectsV2: (owner, args, context, info) =>
    connection(
      projectsOf(owner, context).filter((project) => canSeeProject(context.actor, project)),
      args,
      info,
    ),
};

const projectsOf = (owner: Account, { world }: GraphqlContext): Project[] =>
  [...world.projects.values()].filter((project) => project.owner === owner);

/** `projectItems` of an issue or pull request: cards in projects that the asker sees. */
export const contentProjectFields: Fields<Issue> = {
  projectItems: (issue, args, { actor, world }, info) =>
    connection(
      itemsOf(world, issue)
        .filter((item) => canSeeProject(actor, item.project))
        .filter((item) => args['includeArchived'] !== false || item.archivedAt === null),
      args,
      info,
    ),
};
