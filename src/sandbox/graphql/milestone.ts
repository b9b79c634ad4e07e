/** Milestones, labels and releases. */
import { dueInstant } from '../json/milestone.ts';
import { releaseUrl } from '../json/release.ts';
import type { Issue, Label, Milestone, Release } from '../records.ts';
import { fullName, webUrl } from '../world.ts';
import { connection } from './connection.ts';
import type { Fields } from './context.ts';
import { filterIssues, orderIssues } from './issue-filters.ts';

export const milestoneFields: Fields<Milestone> = {
  id: (milestone) => milestone.nodeId,
  state: (milestone) => milestone.state.toUpperCase(),
  closed: (milestone) => milestone.state === 'closed',
  dueOn: (milestone) => (milestone.dueOn === null ? null : dueInstant(milestone.dueOn)),
  url: (milestone, _args, { world }) => `${webUrl(world, milestone.repository)}/milestone/${milestone.number}`,
  resourcePath: (milestone) => `/${fullName(milestone.repository)}/milestone/${milestone.number}`,
  progressPercentage: (milestone) => {
    const all = issuesIn(milestone);
    const closed = all.filter((issue) => issue.state === 'closed').length;
    return all.length === 0 ? 0 : (100 * closed) / all.length;
  },
  issues: (milestone, args, context, info) => {
    const issues = issuesIn(milestone).filter((issue) => !issue.pull);
    return connection(orderIssues(filterIssues(issues, args, context), args), args, info);
  },
};

const issuesIn = (milestone: Milestone): Issue[] =>
  [...milestone.repository.issues.values()].filter((issue) => issue.milestone === milestone);

export const labelFields: Fields<Label> = {
  id: (label) => label.nodeId,
  isDefault: () => false,
  url: (label, _args, { world }) => `${webUrl(world, label.repository)}/labels/${encodeURIComponent(label.name)}`,
  resourcePath: (label) => `/${fullName(label.repository)}/labels/${encodeURIComponent(label.name)}`,
  issues: (label, args, context, info) => {
    const issues = [...label.repository.issues.values()].filter((each) => !each.pull && each.labels.includes(label));
    return connection(orderIssues(filterIssues(issues, args, context), args), args, info);
  },
};

export const releaseFields: Fields<Release> = {
  id: (release) => release.nodeId,
  databaseId: (release) => release.id,
  description: (release) => release.body,
  isDraft: (release) => release.draft,
  isPrerelease: (release) => release.prerelease,
  isLatest: (release) => release.repository.releases.findLast((each) => !each.draft && !each.prerelease) === release,
  updatedAt: (release) => release.publishedAt ?? release.createdAt,
  url: (release, _args, { world }) => releaseUrl(world, release),
  resourcePath: (release) => `/${fullName(release.repository)}/releases/tag/${encodeURIComponent(release.tagName)}`,
};
