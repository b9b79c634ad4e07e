import { repositoryNamePointer, repositoryPointer } from '../../plan/pointers.ts';
import { lookHere, lookWherePointed, type Rule } from './errand.ts';

/**
 * Renamed, moved, hidden, opened or archived: its own roadmaps, and all that point into it. What nobody may read there any
 * more leaves what Milepost wrote elsewhere with the next look.
 */
export const repositoryChanged: Rule = ({ payload }) => {
  const { repository } = payload;
  if (repository === undefined) return [];
  const { id, full_name: name } = repository;
  // The event's own place last: it has the newest name.
  return [lookWherePointed([repositoryPointer(id), repositoryNamePointer(name)]), ...lookHere(payload)];
};

/** As when it is taken from the installation: what is kept of it ends by its age, should it not be brought back. */
export const repositoryDeleted: Rule = ({ payload }) => {
  const { repository, installation } = payload;
  if (repository === undefined || installation === undefined) return [];
  const { id, full_name: name } = repository;
  return [
    { kind: 'left', installationId: installation.id, repositoryIds: [id] },
    lookWherePointed([repositoryPointer(id), repositoryNamePointer(name)]),
  ];
};

/** Its default branch is another; what else is edited concerns no roadmap. */
export const repositoryEdited: Rule = ({ payload }) =>
  payload.changes?.['default_branch'] === undefined ? [] : lookHere(payload);
