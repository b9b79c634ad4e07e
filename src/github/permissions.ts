/**
 * What the app has to be allowed for each thing that it asks of GitHub. `app.yml` asks for these permissions and no other: a test
 * holds this table to the calls in the sources, both ways, and app.yml to the table.
 * https://docs.github.com/en/rest/authentication/permissions-required-for-github-apps
 */

/** `null`: the app itself, a person's token, or nobody at all may ask, whatever was granted. */
export type NeededPermission = readonly [name: string, level: 'read' | 'write'] | null;

const METADATA = ['metadata', 'read'] as const;
const READ_CONTENTS = ['contents', 'read'] as const;
const WRITE_CONTENTS = ['contents', 'write'] as const;
const READ_ISSUES = ['issues', 'read'] as const;
const WRITE_ISSUES = ['issues', 'write'] as const;
const READ_PULLS = ['pull_requests', 'read'] as const;
const WRITE_PULLS = ['pull_requests', 'write'] as const;
const READ_CHECKS = ['checks', 'read'] as const;
const WRITE_CHECKS = ['checks', 'write'] as const;
const READ_PROJECTS = ['organization_projects', 'read'] as const;
const WRITE_PROJECTS = ['organization_projects', 'write'] as const;

/** By route, as the client is given it. */
export const ROUTE_PERMISSIONS: Readonly<Record<string, NeededPermission>> = {
  'GET /app': null,
  'GET /app/hook/config': null,
  'GET /app/hook/deliveries': null,
  'POST /app/hook/deliveries/{delivery_id}/attempts': null,
  'GET /app/installations': null,
  'GET /app/installations/{installation_id}': null,
  'POST /app/installations/{installation_id}/access_tokens': null,
  'POST /app-manifests/{code}/conversions': null,
  'GET /rate_limit': null,
  'GET /user': null,

  'GET /installation/repositories': METADATA,
  'GET /repos/{owner}/{repo}': METADATA,
  'GET /repos/{owner}/{repo}/installation': METADATA,
  'GET /repos/{owner}/{repo}/collaborators/{username}/permission': METADATA,
  'GET /users/{username}': METADATA,

  'GET /repos/{owner}/{repo}/branches/{+branch}': READ_CONTENTS,
  'GET /repos/{owner}/{repo}/commits': READ_CONTENTS,
  'GET /repos/{owner}/{repo}/commits/{+ref}': READ_CONTENTS,
  'GET /repos/{owner}/{repo}/commits/{ref}': READ_CONTENTS,
  'GET /repos/{owner}/{repo}/compare/{basehead}': READ_CONTENTS,
  'GET /repos/{owner}/{repo}/contents/{+path}': READ_CONTENTS,
  'GET /repos/{owner}/{repo}/git/blobs/{file_sha}': READ_CONTENTS,
  'GET /repos/{owner}/{repo}/git/ref/heads/{+branch}': READ_CONTENTS,
  'POST /repos/{owner}/{repo}/git/refs': WRITE_CONTENTS,
  'PATCH /repos/{owner}/{repo}/git/refs/heads/{+branch}': WRITE_CONTENTS,
  'DELETE /repos/{owner}/{repo}/git/refs/heads/{+branch}': WRITE_CONTENTS,

  'GET /repos/{owner}/{repo}/issues': READ_ISSUES,
  'GET /repos/{owner}/{repo}/issues/{issue_number}': READ_ISSUES,
  'GET /repos/{owner}/{repo}/issues/{issue_number}/comments': READ_ISSUES,
  'GET /repos/{owner}/{repo}/issues/comments/{comment_id}': READ_ISSUES,
  'GET /repos/{owner}/{repo}/labels': READ_ISSUES,
  'GET /repos/{owner}/{repo}/labels/{name}': READ_ISSUES,
  'GET /repos/{owner}/{repo}/milestones': READ_ISSUES,
  'POST /repos/{owner}/{repo}/issues': WRITE_ISSUES,
  'PATCH /repos/{owner}/{repo}/issues/{issue_number}': WRITE_ISSUES,
  'POST /repos/{owner}/{repo}/issues/{issue_number}/comments': WRITE_ISSUES,
  'PATCH /repos/{owner}/{repo}/issues/comments/{comment_id}': WRITE_ISSUES,
  'POST /repos/{owner}/{repo}/issues/comments/{comment_id}/reactions': WRITE_ISSUES,
  'POST /repos/{owner}/{repo}/labels': WRITE_ISSUES,
  'POST /repos/{owner}/{repo}/milestones': WRITE_ISSUES,

  'GET /repos/{owner}/{repo}/pulls': READ_PULLS,
  'GET /repos/{owner}/{repo}/pulls/{pull_number}': READ_PULLS,
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/files': READ_PULLS,
  'GET /repos/{owner}/{repo}/pulls/{pull_number}/reviews': READ_PULLS,
  'POST /repos/{owner}/{repo}/pulls': WRITE_PULLS,
  'PATCH /repos/{owner}/{repo}/pulls/{pull_number}': WRITE_PULLS,
  'POST /repos/{owner}/{repo}/pulls/{pull_number}/reviews': WRITE_PULLS,

  'GET /repos/{owner}/{repo}/check-runs/{check_run_id}': READ_CHECKS,
  'GET /repos/{owner}/{repo}/commits/{ref}/check-runs': READ_CHECKS,
  'POST /repos/{owner}/{repo}/check-runs': WRITE_CHECKS,
  'PATCH /repos/{owner}/{repo}/check-runs/{check_run_id}': WRITE_CHECKS,
};

/** By the field of `Mutation`. */
export const MUTATION_PERMISSIONS: Readonly<Record<string, NeededPermission>> = {
  addProjectV2ItemById: WRITE_PROJECTS,
  updateProjectV2ItemFieldValue: WRITE_PROJECTS,
  createCommitOnBranch: WRITE_CONTENTS,
};

/** By the type of what a GraphQL query reads: each object or union that any of ours comes to. */
export const TYPE_PERMISSIONS: Readonly<Record<string, NeededPermission>> = {
  Actor: null,
  GitActor: null,
  Node: null,
  Organization: null,
  PageInfo: null,
  User: null,
  // Of public repositories everybody reads them. Elsewhere it would take a permission of its own, for a reference that few make.
  Discussion: null,

  Repository: METADATA,

  Blob: READ_CONTENTS,
  Commit: READ_CONTENTS,
  CommitConnection: READ_CONTENTS,
  CommitHistoryConnection: READ_CONTENTS,
  GitObject: READ_CONTENTS,
  Ref: READ_CONTENTS,
  Release: READ_CONTENTS,
  ReleaseConnection: READ_CONTENTS,
  Tag: READ_CONTENTS,
  Tree: READ_CONTENTS,
  TreeEntry: READ_CONTENTS,

  Issue: READ_ISSUES,
  Milestone: READ_ISSUES,
  MilestoneConnection: READ_ISSUES,

  PullRequest: READ_PULLS,
  IssueOrPullRequest: READ_PULLS,

  ProjectV2: READ_PROJECTS,
  ProjectV2Connection: READ_PROJECTS,
  ProjectV2FieldCommon: READ_PROJECTS,
  ProjectV2FieldConfiguration: READ_PROJECTS,
  ProjectV2FieldConfigurationConnection: READ_PROJECTS,
  ProjectV2Item: READ_PROJECTS,
  ProjectV2ItemConnection: READ_PROJECTS,
  ProjectV2ItemFieldDateValue: READ_PROJECTS,
  ProjectV2ItemFieldIterationValue: READ_PROJECTS,
  ProjectV2ItemFieldNumberValue: READ_PROJECTS,
  ProjectV2ItemFieldSingleSelectValue: READ_PROJECTS,
  ProjectV2ItemFieldTextValue: READ_PROJECTS,
  ProjectV2ItemFieldValue: READ_PROJECTS,
  ProjectV2IterationField: READ_PROJECTS,
  ProjectV2IterationFieldConfiguration: READ_PROJECTS,
  ProjectV2IterationFieldIteration: READ_PROJECTS,
  ProjectV2SingleSelectField: READ_PROJECTS,
  ProjectV2SingleSelectFieldOption: READ_PROJECTS,
};

/** By the events that GitHub sends unless nobody granted what they are about. https://docs.github.com/en/webhooks/webhook-events-and-payloads */
export const EVENT_PERMISSIONS: Readonly<Record<string, NeededPermission>> = {
  push: READ_CONTENTS,
  release: READ_CONTENTS,
  pull_request: READ_PULLS,
  merge_group: ['merge_queues', 'read'],
  issue_comment: READ_ISSUES,
  issues: READ_ISSUES,
  milestone: READ_ISSUES,
  repository: METADATA,
  projects_v2: READ_PROJECTS,
  projects_v2_item: READ_PROJECTS,
};
