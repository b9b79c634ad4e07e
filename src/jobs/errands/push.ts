import { lookHere, sync, type Rule } from './errand.ts';
import { requestOfPush, type PushPayload } from '../sync/sync-request.ts';

/** Branches below this are Milepost's: the default of `pull_request.branch` is one. */
const OWN_BRANCHES = 'refs/heads/milepost/';

/**
 * The default branch, whoever moved it: what Milepost itself pushed there is read, and nothing follows from it. The owner's
 * `.github` repository may hold the configuration under everybody's. A person's push to the branch of the standing pull
 * request, or its deletion, is looked at too; a branch of another name is known by its pull request.
 */
export const defaultBranchMoved: Rule = ({ payload }) => {
  const request = requestOfPush(payload as PushPayload);
  if (request === null) return [];
  const { installationId, name } = request;
  const everywhere = { kind: 'installation', installationId, occasion: 'push', freshToken: false } as const;
  return name === '.github' ? [sync(request), everywhere] : [sync(request)];
};

export const ownBranchMoved: Rule = ({ payload }) =>
  payload.ref?.startsWith(OWN_BRANCHES) === true && payload.ref !== defaultRef(payload.repository?.default_branch)
    ? lookHere(payload)
    : [];

const defaultRef = (branch: string | undefined): string => `refs/heads/${branch}`;
