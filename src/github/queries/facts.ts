/** What is asked of every repository. `viewerPermission` is a person's; for an app it says nothing. */
export const FACTS = `fragment Facts on Repository {
  databaseId
  nameWithOwner
  visibility
  isPrivate
  isArchived
  hasIssuesEnabled
  viewerPermission
}`;

export const GOAL = `fragment Goal on Milestone {
  number
  title
  dueOn
  state
  closedAt
  url
}`;

export interface FactsRow {
  databaseId?: number | null;
  nameWithOwner?: string | null;
  visibility?: string | null;
  isPrivate?: boolean | null;
  isArchived?: boolean | null;
  hasIssuesEnabled?: boolean | null;
  viewerPermission?: string | null;
}

export interface GoalRow {
  number?: number | null;
  title?: string | null;
  dueOn?: string | null;
  state?: string | null;
  closedAt?: string | null;
  url?: string | null;
}
