/** `filterBy`, `states`, `labels` and `orderBy` of issue connections. */
import type { Issue } from '../records.ts';
import type { GraphqlContext } from './context.ts';

type Args = Readonly<Record<string, unknown>>;

interface IssueFilters {
  assignee?: string | null;
  createdBy?: string;
  labels?: string[];
  mentioned?: string;
  milestone?: string | null;
  milestoneNumber?: string | null;
  since?: string;
  states?: string[];
}

const same = (a: string, b: string): boolean => a.toLowerCase() === b.toLowerCase();

/** Of issues OPEN and CLOSED, of pull requests also MERGED. */
export const stateOf = (issue: Issue): string =>
  issue.pull && issue.pull.mergedAt !== null ? 'MERGED' : issue.state.toUpperCase();

export function filterIssues<T extends Issue>(issues: readonly T[], args: Args, context: GraphqlContext): T[] {
  const filters = (args['filterBy'] ?? {}) as IssueFilters;
  const states = [args['states'], filters.states].filter((each): each is string[] => Array.isArray(each));
  const labels = [args['labels'], filters.labels].filter((each): each is string[] => Array.isArray(each));
  return (
    issues
      .filter((issue) => states.every((wanted) => wanted.includes(stateOf(issue))))
      // Any of the labels is enough here; REST wants all of them.
      .filter((issue) =>
        labels.every((wanted) => wanted.some((name) => issue.labels.some((label) => same(label.name, name)))),
      )
      .filter((issue) => filters.createdBy === undefined || wroteIt(issue, filters.createdBy))
      .filter((issue) => filters.assignee === undefined || isAssigned(issue, filters.assignee))
      .filter((issue) => filters.mentioned === undefined || (issue.body ?? '').includes(`@${filters.mentioned}`))
      .filter((issue) => inMilestone(issue, filters, context))
      .filter((issue) => filters.since === undefined || Date.parse(issue.updatedAt) >= Date.parse(filters.since))
  );
}

export function orderIssues<T extends Issue>(issues: T[], args: Args): T[] {
  const { field, direction } = (args['orderBy'] ?? {}) as { field?: string; direction?: string };
  const key = (issue: T): string | number =>
    field === 'UPDATED_AT' ? issue.updatedAt : field === 'COMMENTS' ? issue.comments.length : issue.createdAt;
  const sorted = issues.toSorted((a, b) => (key(a) < key(b) ? -1 : key(a) > key(b) ? 1 : a.id - b.id));
  return direction === 'DESC' ? sorted.toReversed() : sorted;
}

/** A bot may be asked for with or without its `[bot]`. */
const wroteIt = (issue: Issue, login: string): boolean =>
  same(issue.author.account.login, login) || same(issue.author.account.login, `${login}[bot]`);

function isAssigned(issue: Issue, assignee: string | null): boolean {
  if (assignee === null) return issue.assignees.length === 0;
  if (assignee === '*') return issue.assignees.length > 0;
  return issue.assignees.some((account) => same(account.login, assignee));
}

/** `milestone` is a node id (or `*`, or null for none), `milestoneNumber` the number as text. */
function inMilestone(issue: Issue, filters: IssueFilters, context: GraphqlContext): boolean {
  const { milestone, milestoneNumber } = filters;
  if (milestoneNumber !== undefined) {
    if (milestoneNumber === null) return issue.milestone === null;
    return milestoneNumber === '*' ? issue.milestone !== null : String(issue.milestone?.number) === milestoneNumber;
  }
  if (milestone === undefined) return true;
  if (milestone === null) return issue.milestone === null;
  return milestone === '*' ? issue.milestone !== null : context.world.nodes.get(milestone) === issue.milestone;
}
