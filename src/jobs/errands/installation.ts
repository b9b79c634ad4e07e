import { sync, type Errand, type Rule } from './errand.ts';
import { requestsOfRepositories } from '../sync/sync-request.ts';

/** First looks at what the owner has just given to Milepost. */
export const installed: Rule = ({ payload: { installation, repositories = [] } }) =>
  installation === undefined
    ? []
    : requestsOfRepositories(installation.id, repositories, installation.repository_selection).map(sync);

export const repositoriesAdded: Rule = ({
  payload: { installation, repositories_added: added = [], repository_selection: selection },
}) => (installation === undefined ? [] : requestsOfRepositories(installation.id, added, selection).map(sync));

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
