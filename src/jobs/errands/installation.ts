import { sync, type Errand, type Rule } from './errand.ts';
import { requestsOfRepositories, type RepositoryPayload } from '../sync/sync-request.ts';

/** First looks at what the owner has just given to Milepost. */
export const installed: Rule = ({ payload: { installation, repositories = [] } }) =>
  installation === undefined ? [] : given(installation, repositories, installation.repository_selection);

export const repositoriesAdded: Rule = ({
  payload: { installation, repositories_added: added = [], repository_selection: selection },
}) => (installation === undefined ? [] : given(installation, added, selection));

/** One that was taken away before goes on where it was: a first look alone would find nothing new in it. */
function given(
  { id: installationId }: { id: number },
  repositories: RepositoryPayload[],
  selection: string | undefined,
): Errand[] {
  const firstLooks = requestsOfRepositories(installationId, repositories, selection);
  const places = firstLooks.map(({ repositoryId, owner, name }) => ({ installationId, repositoryId, owner, name }));
  return [
    { kind: 'returned', installationId, repositoryIds: repositories.map(({ id }) => id) },
    ...firstLooks.map(sync),
    ...places.map((place): Errand => ({ kind: 'look', place })),
  ];
}

export const repositoriesRemoved: Rule = ({ payload: { installation, repositories_removed: removed = [] } }) =>
  installation === undefined
    ? []
    : [{ kind: 'left', installationId: installation.id, repositoryIds: removed.map(({ id }) => id) }];

export const uninstalled: Rule = ({ payload: { installation } }) =>
  installation === undefined ? [] : [{ kind: 'forget-installation', installationId: installation.id }];

/** Its pages were hidden when this was stored; what else there is to do waits for the end of the suspension. */
export const suspended: Rule = () => [];

const everywhere =
  (occasion: 'push' | 'manual'): Rule =>
  ({ payload: { installation } }): Errand[] =>
    installation === undefined
      ? []
      : [{ kind: 'installation', installationId: installation.id, occasion, freshToken: true }];

/** What was pushed while the installation was suspended has not been seen. */
export const unsuspended = everywhere('push');

/** What was refused for want of a permission can be done now. */
export const permissionsAccepted = everywhere('manual');
