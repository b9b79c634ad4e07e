/** Pull requests written through GraphQL. */
import { demand } from '../access.ts';
import { mergePullRequest } from '../pull-merges.ts';
import { openPullRequest, setDraft, updatePullRequest } from '../pull-requests.ts';
import type { PullRequest, PullRequestPatch } from '../pull-requests.ts';
import type { GraphqlContext } from './context.ts';
import { authorIn, mutation, nodeNamed, repositoryNode } from './mutation.ts';
import type { Input, Mutations } from './mutation.ts';

const text = (input: Input, name: string): string | undefined =>
  typeof input[name] === 'string' ? input[name] : undefined;

/** One's own, or any with the right to write. */
function writable(context: GraphqlContext, id: unknown): PullRequest {
  const pull = nodeNamed<PullRequest>(context, id, ['PullRequest'], (issue) => issue.repository);
  const own = context.actor.kind === 'user' && pull.author.account === context.actor.account;
  if (!own) demand(context.actor, pull.repository, 'pull_requests', 'write');
  return pull;
}

function patch(context: GraphqlContext, id: unknown, change: PullRequestPatch) {
  const pullRequest = writable(context, id);
  updatePullRequest(context.world, pullRequest, authorIn(context).account, change);
  return { pullRequest };
}

function draft(context: GraphqlContext, id: unknown, wanted: boolean) {
  const pullRequest = writable(context, id);
  setDraft(context.world, pullRequest, authorIn(context).account, wanted);
  return { pullRequest };
}

export const pullMutations: Mutations = {
  createPullRequest: mutation((input, context) => {
    const repository = repositoryNode(context, input['repositoryId']);
    const { actor, world } = context;
    demand(actor, repository, 'pull_requests', actor.kind === 'user' ? 'read' : 'write');
    const pullRequest = openPullRequest(world, repository, authorIn(context), {
      title: String(input['title']),
      body: text(input, 'body'),
      head: String(input['headRefName']).replace(/^refs\/heads\//, ''),
      base: String(input['baseRefName']).replace(/^refs\/heads\//, ''),
      draft: input['draft'] === true,
      maintainerCanModify: input['maintainerCanModify'] !== false,
    });
    return { pullRequest };
  }),
  updatePullRequest: mutation((input, context) => {
    const state = text(input, 'state')?.toLowerCase();
    return patch(context, input['pullRequestId'], {
      title: text(input, 'title'),
      body: text(input, 'body'),
      base: text(input, 'baseRefName'),
      state: state === 'open' || state === 'closed' ? state : undefined,
    });
  }),
  closePullRequest: mutation((input, context) => patch(context, input['pullRequestId'], { state: 'closed' })),
  reopenPullRequest: mutation((input, context) => patch(context, input['pullRequestId'], { state: 'open' })),
  markPullRequestReadyForReview: mutation((input, context) => draft(context, input['pullRequestId'], false)),
  convertPullRequestToDraft: mutation((input, context) => draft(context, input['pullRequestId'], true)),
  mergePullRequest: mutation((input, context) => {
    const pullRequest = writable(context, input['pullRequestId']);
    demand(context.actor, pullRequest.repository, 'contents', 'write');
    mergePullRequest(context.world, pullRequest, authorIn(context).account, {
      method: input['mergeMethod'] === 'SQUASH' ? 'squash' : 'merge',
      sha: text(input, 'expectedHeadOid'),
      title: text(input, 'commitHeadline'),
      message: text(input, 'commitBody'),
    });
    return { pullRequest };
  }),
};
