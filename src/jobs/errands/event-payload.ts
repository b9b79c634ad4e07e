/**
 * What the handlers read of a webhook: the shape that src/jobs/inbox/delivery.ts keeps, in GitHub's own names. Whatever GitHub, or
 * a stand-in for it, leaves out is absent.
 * https://docs.github.com/webhooks/webhook-events-and-payloads
 */
import type { RepositoryPayload } from '../sync/sync-request.ts';

export interface AccountPayload {
  login: string;
  type?: string;
}

export interface SubjectPayload {
  number: number;
  node_id?: string;
  user?: AccountPayload | null;
}

export interface IssuePayload extends SubjectPayload {
  /** There for a pull request only. */
  pull_request?: object | null;
}

export interface PullPayload extends SubjectPayload {
  head: { sha: string };
}

export interface CommentPayload {
  id: number;
  /** null unless a command may be in it. */
  body: string | null;
  html_url?: string;
  user?: AccountPayload | null;
  performed_via_github_app?: object | null;
}

export interface CheckRunPayload {
  head_sha: string;
  external_id?: string | null;
  /** Of forks none. */
  pull_requests?: { number: number }[];
}

export interface EventPayload {
  action?: string;
  installation?: { id: number; repository_selection?: string };
  repository?: RepositoryPayload;
  sender?: AccountPayload;
  /** Which fields an edit changed, without what stood there. */
  changes?: Record<string, object>;
  ref?: string;
  before?: string;
  after?: string;
  repositories?: RepositoryPayload[];
  repositories_added?: RepositoryPayload[];
  repositories_removed?: Pick<RepositoryPayload, 'id'>[];
  repository_selection?: string;
  issue?: IssuePayload;
  pull_request?: PullPayload;
  comment?: CommentPayload;
  milestone?: { number: number };
  merge_group?: { head_sha: string; base_sha?: string };
  check_run?: CheckRunPayload;
  requested_action?: { identifier?: string };
  check_suite?: Pick<CheckRunPayload, 'head_sha' | 'pull_requests'>;
  projects_v2?: { node_id: string };
  projects_v2_item?: { project_node_id: string; content_node_id?: string | null; content_type?: string };
}
