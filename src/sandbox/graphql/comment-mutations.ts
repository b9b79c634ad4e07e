/** Comments and reactions written through GraphQL. */
import { allows, demand } from '../access.ts';
import { createComment, deleteComment, react, setMinimized, unreact, updateComment } from '../comments.ts';
import { setPinned, updateIssue } from '../issues.ts';
import type { Comment, Issue } from '../records.ts';
import { reactionName, reactionView } from './issue.ts';
import { authorIn, mutation, nodeNamed } from './mutation.ts';
import type { Input, Mutations } from './mutation.ts';
import type { GraphqlContext } from './context.ts';

const issueNode = (context: GraphqlContext, id: unknown): Issue =>
  nodeNamed<Issue>(context, id, ['Issue', 'PullRequest'], (issue) => issue.repository);

/** One's own comment, or any with the right to write. */
function writableComment(context: GraphqlContext, id: unknown): Comment {
  const comment = nodeNamed<Comment>(context, id, ['IssueComment'], ({ issue }) => issue.repository);
  const own = context.actor.kind === 'user' && comment.author.account === context.actor.account;
  if (!own) demand(context.actor, comment.issue.repository, 'issues,pull_requests', 'write');
  return comment;
}

function minimize(input: Input, context: GraphqlContext, reason: string | null) {
  const comment = nodeNamed<Comment>(context, input['subjectId'], ['IssueComment'], ({ issue }) => issue.repository);
  demand(context.actor, comment.issue.repository, 'issues,pull_requests', 'write');
  setMinimized(comment, reason);
  return comment;
}

function reactable(input: Input, context: GraphqlContext): Issue | Comment {
  const { actor } = context;
  const kinds = ['Issue', 'PullRequest', 'IssueComment'] as const;
  const subject = nodeNamed<Issue | Comment>(context, input['subjectId'], kinds, (each) => repositoryOf(each));
  demand(actor, repositoryOf(subject), 'issues', actor.kind === 'user' ? 'read' : 'write');
  return subject;
}

const repositoryOf = (subject: Issue | Comment) =>
  subject.kind === 'IssueComment' ? subject.issue.repository : subject.repository;

function pin(input: Input, context: GraphqlContext, pinned: boolean) {
  const issue = issueNode(context, input['issueId']);
  demand(context.actor, issue.repository, 'issues', 'write');
  setPinned(context.world, issue, authorIn(context).account, pinned);
  return { issue };
}

export const commentMutations: Mutations = {
  addComment: mutation((input, context) => {
    const issue = issueNode(context, input['subjectId']);
    const { actor, world } = context;
    demand(actor, issue.repository, 'issues,pull_requests', actor.kind === 'user' ? 'read' : 'write');
    const mayWhenLocked = actor.kind === 'user' && allows(actor, issue.repository, 'contents', 'write');
    const comment = createComment(world, issue, authorIn(context), String(input['body']), { mayWhenLocked });
    return { commentEdge: { cursor: comment.nodeId, node: comment }, subject: issue };
  }),
  updateIssueComment: mutation((input, context) => {
    const issueComment = writableComment(context, input['id']);
    updateComment(context.world, issueComment, authorIn(context).account, String(input['body']));
    return { issueComment };
  }),
  deleteIssueComment: mutation((input, context) => {
    deleteComment(context.world, writableComment(context, input['id']), authorIn(context).account);
    return {};
  }),
  minimizeComment: mutation((input, context) => {
    const reason = String(input['classifier']).toLowerCase().replace('_', '-');
    return { minimizedComment: minimize(input, context, reason) };
  }),
  unminimizeComment: mutation((input, context) => ({ unminimizedComment: minimize(input, context, null) })),
  addReaction: mutation((input, context) => {
    const subject = reactable(input, context);
    const { account } = authorIn(context);
    const { reaction } = react(context.world, subject, account, reactionName(String(input['content'])));
    return { reaction: reactionView(reaction), subject };
  }),
  removeReaction: mutation((input, context) => {
    const subject = reactable(input, context);
    const reaction = unreact(subject, authorIn(context).account, reactionName(String(input['content'])));
    return { reaction: reaction ? reactionView(reaction) : null, subject };
  }),
  updateIssue: mutation((input, context) => {
    const issue = issueNode(context, input['id']);
    const { actor } = context;
    const own = actor.kind === 'user' && issue.author.account === actor.account;
    if (!own) demand(actor, issue.repository, 'issues', 'write');
    const text = (name: string): string | undefined => (typeof input[name] === 'string' ? input[name] : undefined);
    const state = text('state')?.toLowerCase();
    updateIssue(context.world, issue, authorIn(context).account, {
      title: text('title'),
      body: text('body'),
      state: state === 'open' || state === 'closed' ? state : undefined,
    });
    return { issue };
  }),
  pinIssue: mutation((input, context) => pin(input, context, true)),
  unpinIssue: mutation((input, context) => pin(input, context, false)),
};
