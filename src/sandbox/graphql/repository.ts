/** A repository and what can be reached from it by number, name or expression. */
import { reaches, roleOf } from '../access.ts';
import type { Actor } from '../access.ts';
import { isPullRequest } from '../pull-requests.ts';
import type { Issue, Repository } from '../records.ts';
import { fullName, webUrl } from '../world.ts';
import { connection } from './connection.ts';
import { demandRead, notResolved, visible } from './context.ts';
import type { Fields, GraphqlContext } from './context.ts';
import { objectAt, objectById } from './git-object.ts';
import { filterIssues, orderIssues } from './issue-filters.ts';

export const repositoryFields: Fields<Repository> = {
  id: (repository) => repository.nodeId,
  databaseId: (repository) => repository.id,
  nameWithOwner: (repository) => fullName(repository),
  url: (repository, _args, { world }) => webUrl(world, repository),
  resourcePath: (repository) => `/${fullName(repository)}`,
  isPrivate: (repository) => repository.visibility !== 'public',
  visibility: (repository) => repository.visibility.toUpperCase(),
  isArchived: (repository) => repository.archived,
  archivedAt: (repository) => (repository.archived ? repository.updatedAt : null),
  hasIssuesEnabled: (repository) => repository.issuesEnabled,
  hasDiscussionsEnabled: (repository) => repository.discussionsEnabled,
  isFork: (repository) => repository.forkOf !== null,
  parent: (repository, _args, context) => visible(context, repository.forkOf),
  isDisabled: () => false,
  isLocked: () => false,
  isTemplate: () => false,
  isMirror: () => false,
  isEmpty: (repository) => repository.git.commits.size === 0,
  isInOrganization: (repository) => repository.owner.kind === 'Organization',
  viewerPermission: (repository, _args, { actor }) => viewerPermission(actor, repository),
  viewerCanAdminister: (repository, _args, { actor }) => viewerPermission(actor, repository) === 'ADMIN',
  defaultBranchRef: (repository) => refNamed(repository, `refs/heads/${repository.defaultBranch}`),
  ref: (repository, args, context) => {
    demandRead(context, repository, 'contents');
    const name = String(args['qualifiedName']);
    return [name, `refs/${name}`, `refs/heads/${name}`, `refs/tags/${name}`]
      .map((each) => refNamed(repository, each))
      .find((ref) => ref !== null);
  },
  refs: (repository, args, context, info) => {
    demandRead(context, repository, 'contents');
    const names = [...repository.git.refs.keys()].filter((name) => name.startsWith(String(args['refPrefix'])));
    return connection(
      names.map((name) => refNamed(repository, name)),
      args,
      info,
    );
  },
  object: (repository, args, context) => {
    demandRead(context, repository, 'contents');
    const { oid, expression } = args;
    return typeof oid === 'string' ? objectById(repository, oid) : objectAt(repository, String(expression));
  },
  issue: (repository, args, context) => {
    const issue = issueNumbered(repository, args, context, 'issues');
    if (!issue || issue.pull) throw notResolved(`an Issue with the number of ${String(args['number'])}`);
    return issue;
  },
  pullRequest: (repository, args, context) => {
    const issue = issueNumbered(repository, args, context, 'pull_requests');
    if (!issue?.pull) throw notResolved(`a PullRequest with the number of ${String(args['number'])}`);
    return issue;
  },
  issueOrPullRequest: (repository, args, context) => {
    const issue = issueNumbered(repository, args, context, 'issues,pull_requests');
    if (!issue) throw notResolved(`an issue or pull request with the number of ${String(args['number'])}`);
    return issue;
  },
  discussion: (repository, args, context) => {
    demandRead(context, repository, 'discussions');
    const discussion = repository.discussions.get(args['number'] as number);
    if (!discussion) throw notResolved(`a Discussion with the number of ${String(args['number'])}`);
    return discussion;
  },
  issues: (repository, args, context, info) => {
    demandRead(context, repository, 'issues');
    const issues = [...repository.issues.values()].filter((issue) => !issue.pull);
    return connection(orderIssues(filterIssues(issues, args, context), args), args, info);
  },
  pullRequests: (repository, args, context, info) => {
    demandRead(context, repository, 'pull_requests');
    const { headRefName, baseRefName } = args;
    const pulls = [...repository.issues.values()]
      .filter(isPullRequest)
      .filter((each) => typeof headRefName !== 'string' || each.pull.headRef === headRefName)
      .filter((each) => typeof baseRefName !== 'string' || each.pull.baseRef === baseRefName);
    return connection(orderIssues(filterIssues(pulls, args, context), args), args, info);
  },
  // An unknown milestone, label or release is null, without an error beside it.
  milestone: (repository, args, context) => {
    demandRead(context, repository, 'issues,pull_requests');
    return repository.milestones.get(args['number'] as number) ?? null;
  },
  milestones: (repository, args, context, info) => {
    demandRead(context, repository, 'issues,pull_requests');
    const states = args['states'] as string[] | null | undefined;
    const query = typeof args['query'] === 'string' ? args['query'].toLowerCase() : '';
    const found = [...repository.milestones.values()]
      .filter((milestone) => !states || states.includes(milestone.state.toUpperCase()))
      .filter((milestone) => milestone.title.toLowerCase().includes(query));
    const { field, direction } = (args['orderBy'] ?? {}) as { field?: string; direction?: string };
    if (field === 'DUE_DATE') {
      found.sort((a, b) => ((a.dueOn ?? '9999') < (b.dueOn ?? '9999') ? -1 : a.dueOn === b.dueOn ? 0 : 1));
    }
    return connection(direction === 'DESC' ? found.toReversed() : found, args, info);
  },
  label: (repository, args) => repository.labels.get(String(args['name']).toLowerCase()) ?? null,
  labels: (repository, args, _context, info) => {
    const query = typeof args['query'] === 'string' ? args['query'].toLowerCase() : '';
    const found = [...repository.labels.values()].filter((label) => label.name.toLowerCase().includes(query));
    return connection(found, args, info);
  },
  release: (repository, args, context) =>
    releases(repository, context).find((each) => each.tagName === args['tagName']),
  latestRelease: (repository, _args, context) =>
    releases(repository, context).find((each) => !each.draft && !each.prerelease) ?? null,
  releases: (repository, args, context, info) => connection(releases(repository, context), args, info),
};

/** Newest first; drafts only for those who may push. */
function releases(repository: Repository, context: GraphqlContext) {
  demandRead(context, repository, 'contents');
  const pushes = ['ADMIN', 'MAINTAIN', 'WRITE'].includes(viewerPermission(context.actor, repository) ?? '');
  return repository.releases.filter((release) => pushes || !release.draft).toReversed();
}

/** A person's role; for an app what its installation may do with the contents, and nothing where it is not installed. */
function viewerPermission(actor: Actor, repository: Repository): string | null {
  if (actor.kind === 'user') {
    const role = roleOf(actor.account, repository);
    return role === 'none' ? null : role.toUpperCase();
  }
  if (actor.kind !== 'installation' || !reaches(actor, repository)) return null;
  return actor.permissions['contents'] === 'write' ? 'WRITE' : 'READ';
}

const refNamed = (repository: Repository, name: string) =>
  repository.git.refs.has(name) ? ({ kind: 'Ref', repository, name } as const) : null;

/** Transferred and deleted issues are not there for GraphQL; REST tells more. */
function issueNumbered(
  repository: Repository,
  args: Readonly<Record<string, unknown>>,
  context: GraphqlContext,
  permission: string,
): Issue | null {
  demandRead(context, repository, permission);
  const issue = repository.issues.get(args['number'] as number) ?? null;
  return issue && !issue.pull && !repository.issuesEnabled ? null : issue;
}
