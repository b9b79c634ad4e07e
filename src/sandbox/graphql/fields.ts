/** The resolvers of all types that the sandbox serves. */
import { accountFields, botFields } from './account.ts';
import { commentMutations } from './comment-mutations.ts';
import type { Fields } from './context.ts';
import { blobFields, commitFields, gitActorFields, refFields, treeEntryFields, treeFields } from './git-object.ts';
import { gitMutations } from './git-mutations.ts';
import { commentFields, discussionFields, issueFields, pullRequestFields } from './issue.ts';
import { labelFields, milestoneFields, releaseFields } from './milestone.ts';
import { draftFields, optionFields, projectFieldFields, projectFields, projectItemFields } from './project.ts';
import { projectMutations } from './project-mutations.ts';
import { pullMutations } from './pull-mutations.ts';
import { queryFields } from './query.ts';
import { repositoryFields } from './repository.ts';

export const fieldsByType: Readonly<Record<string, Fields<never>>> = {
  Query: queryFields,
  Mutation: { ...commentMutations, ...gitMutations, ...pullMutations, ...projectMutations },
  Repository: repositoryFields,
  User: accountFields,
  Organization: accountFields,
  Bot: botFields,
  Issue: issueFields,
  PullRequest: pullRequestFields,
  IssueComment: commentFields,
  Discussion: discussionFields,
  Milestone: milestoneFields,
  Label: labelFields,
  Release: releaseFields,
  ProjectV2: projectFields,
  ProjectV2Field: projectFieldFields,
  ProjectV2SingleSelectField: projectFieldFields,
  ProjectV2IterationField: projectFieldFields,
  ProjectV2SingleSelectFieldOption: optionFields,
  ProjectV2Item: projectItemFields,
  DraftIssue: draftFields,
  Ref: refFields,
  Commit: commitFields,
  Tree: treeFields,
  TreeEntry: treeEntryFields,
  Blob: blobFields,
  GitActor: gitActorFields,
};
