import type { GraphqlActor } from '../identity.ts';

export interface DashboardRow {
  number?: number;
  body?: string | null;
  state?: string | null;
  editor?: GraphqlActor | null;
}

/** What is read of the dashboard issue, wherever it is read. */
export const DASHBOARD = `fragment Dashboard on Issue {
  number
  body
  state
  editor { type: __typename login }
}`;

/** The dashboard issue alone: right before it is written. */
export const DASHBOARD_QUERY = `query MilepostDashboard($owner: String!, $name: String!, $dashboard: Int!) {
  repository(owner: $owner, name: $name) {
    dashboard: issue(number: $dashboard) { ...Dashboard }
  }
}
${DASHBOARD}`;

export interface DashboardData {
  repository?: { dashboard?: DashboardRow | null } | null;
}
