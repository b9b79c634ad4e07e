/** Cards written through GraphQL. */
import { canSee } from '../access.ts';
import { canSeeProject, demandProjectWrite } from '../project-access.ts';
import { addDraft, addItem, clearValue, removeItem, setArchivedItem, setValue } from '../project-items.ts';
import type { ValueInput } from '../project-items.ts';
import type { Project, ProjectField, ProjectItem } from '../project-records.ts';
import type { Issue } from '../records.ts';
import { notResolved } from './context.ts';
import type { GraphqlContext } from './context.ts';
import { authorIn, mutation } from './mutation.ts';
import type { Input, Mutations } from './mutation.ts';

/** The project, which the asker sees and may write in. */
function writableProject(context: GraphqlContext, id: unknown): Project {
  const project = context.world.nodes.get(String(id)) as Project | undefined;
  if (project?.kind !== 'ProjectV2' || !canSeeProject(context.actor, project)) {
    throw notResolved(`a node with the global id of '${String(id)}'`);
  }
  demandProjectWrite(context.actor, project);
  return project;
}

function itemOf(project: Project, id: unknown): ProjectItem {
  const item = project.items.find((each) => each.nodeId === id);
  if (!item) throw notResolved(`a node with the global id of '${String(id)}'`);
  return item;
}

function fieldOf(project: Project, id: unknown): ProjectField {
  const field = project.fields.find((each) => each.nodeId === id);
  if (!field) throw notResolved(`a node with the global id of '${String(id)}'`);
  return field;
}

function place(context: GraphqlContext, input: Input): { project: Project; item: ProjectItem } {
  const project = writableProject(context, input['projectId']);
  return { project, item: itemOf(project, input['itemId']) };
}

function archive(input: Input, context: GraphqlContext, archived: boolean) {
  const { item } = place(context, input);
  setArchivedItem(context.world, item, authorIn(context).account, archived);
  return { item };
}

export const projectMutations: Mutations = {
  addProjectV2ItemById: mutation((input, context) => {
    const project = writableProject(context, input['projectId']);
    const id = input['contentId'];
    const content = context.world.nodes.get(String(id)) as Issue | undefined;
    const isContent = content?.kind === 'Issue' || content?.kind === 'PullRequest';
    if (!content || !isContent || !canSee(context.actor, content.repository)) {
      throw notResolved(`a node with the global id of '${String(id)}'`);
    }
    return { item: addItem(context.world, project, content, authorIn(context).account) };
  }),
  addProjectV2DraftIssue: mutation((input, context) => {
    const project = writableProject(context, input['projectId']);
    const body = typeof input['body'] === 'string' ? input['body'] : '';
    const draft = { title: String(input['title']), body };
    return { projectItem: addDraft(context.world, project, authorIn(context).account, draft) };
  }),
  updateProjectV2ItemFieldValue: mutation((input, context) => {
    const { project, item } = place(context, input);
    const field = fieldOf(project, input['fieldId']);
    setValue(context.world, item, field, authorIn(context).account, input['value'] as ValueInput);
    return { projectV2Item: item };
  }),
  clearProjectV2ItemFieldValue: mutation((input, context) => {
    const { project, item } = place(context, input);
    clearValue(context.world, item, fieldOf(project, input['fieldId']), authorIn(context).account);
    return { projectV2Item: item };
  }),
  archiveProjectV2Item: mutation((input, context) => archive(input, context, true)),
  unarchiveProjectV2Item: mutation((input, context) => archive(input, context, false)),
  deleteProjectV2Item: mutation((input, context) => {
    const { item } = place(context, input);
    removeItem(context.world, item, authorIn(context).account);
    return { deletedItemId: item.nodeId };
  }),
};
