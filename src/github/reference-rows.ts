/** Answers of GraphQL and REST about one reference, brought into the Observation's form. */
import type { FoundReference } from '../plan/observation.ts';
import type { ActorRow, ReferenceRow } from './queries/references.ts';
import { isOwn, isOwnActor, type Identity, type RestAuthored } from './identity.ts';
import { milestoneOfRow } from './repository-facts.ts';

/** A found reference and whether its author is Milepost's own identity: for a person's token that proves little. */
export interface FoundRow {
  reference: FoundReference;
  ownAuthor: boolean;
  /** Its cards were not all seen, and the board's was not among them: the cursor to go on from, null for the first page. */
  cardsAfter?: string | null;
}

interface Place {
  owner: string;
  repo: string;
  moved: boolean;
}

/** null for a row without the essential: its number or a type that we know. */
export function foundRow(row: ReferenceRow, place: Place, identity: Identity): FoundRow | null {
  const { number, title, url, createdAt, closedAt } = row;
  const kind = kindOf(row.type);
  if (kind === null || typeof number !== 'number') return null;
  const open = isOpen(row);
  const reference: FoundReference = {
    state: 'found',
    kind,
    ...place,
    number,
    title: title ?? '',
    url: url ?? '',
    open,
    stateReason: open ? null : stateReasonOf(row),
    createdAt: createdAt ?? null,
    closedAt: open ? null : (closedAt ?? null),
    // A milestone is its own: so its due date is found in the same place, whatever was referred to.
    milestone: milestoneOfRow(kind === 'milestone' ? row : row.milestone),
    ownIssue: false,
    ...(typeof row.id === 'string' ? { nodeId: row.id } : {}),
  };
  return {
    reference,
    ownAuthor: kind === 'issue' && isOwnActor(row.author satisfies ActorRow | null | undefined, identity),
  };
}

function kindOf(type: string | undefined): FoundReference['kind'] | null {
  if (type === 'Issue') return 'issue';
  if (type === 'PullRequest') return 'pull';
  if (type === 'Discussion') return 'discussion';
  return type === 'Milestone' ? 'milestone' : null;
}

const isOpen = ({ type, state, pullState, closed }: ReferenceRow): boolean =>
  type === 'Discussion' ? closed !== true : (type === 'PullRequest' ? pullState : state)?.toUpperCase() === 'OPEN';

/** An issue closed before GitHub asked for reasons has none: it counts as completed, as GitHub shows it. */
function stateReasonOf({
  type,
  pullState,
  stateReason,
  discussionReason,
}: ReferenceRow): FoundReference['stateReason'] {
  if (type === 'PullRequest') return pullState?.toUpperCase() === 'MERGED' ? 'completed' : 'not-planned';
  switch ((stateReason ?? discussionReason)?.toUpperCase()) {
    case 'NOT_PLANNED':
    case 'OUTDATED':
      return 'not-planned';
    case 'DUPLICATE':
      return 'duplicate';
    default:
      return 'completed';
  }
}

/** An issue or pull request as `GET /repos/{owner}/{repo}/issues/{number}` gives it. */
export interface RestIssue extends RestAuthored {
  number?: number;
  node_id?: string;
  repository_url?: string;
  title?: string;
  html_url?: string;
  state?: string;
  state_reason?: string | null;
  created_at?: string | null;
  closed_at?: string | null;
  milestone?: {
    number?: number;
    title?: string;
    due_on?: string | null;
    state?: string;
    closed_at?: string | null;
    html_url?: string;
  } | null;
  pull_request?: { merged_at?: string | null } | null;
}

/**
 * What a redirected answer found, and where: `asked` is where the file says. null when the answer lacks number or
 * repository.
 */
export function foundByRest(
  issue: RestIssue,
  asked: { owner: string; repo: string; number: number },
  identity: Identity,
): FoundRow | null {
  const [owner, repo] = /\/repos\/([^/]+)\/([^/]+)$/.exec(issue.repository_url ?? '')?.slice(1) ?? [];
  if (owner === undefined || repo === undefined || typeof issue.number !== 'number') return null;
  const same = `${owner}/${repo}`.toLowerCase() === `${asked.owner}/${asked.repo}`.toLowerCase();
  const place = { owner, repo, moved: !same || issue.number !== asked.number };
  const found = foundRow(rowOfRest(issue), place, identity);
  if (found === null) return null;
  // REST knows nothing of boards.
  return { ...found, ownAuthor: found.reference.kind === 'issue' && isOwn(issue, identity), cardsAfter: null };
}

function rowOfRest(issue: RestIssue): ReferenceRow {
  const { number, node_id, title, html_url, state, state_reason, created_at, closed_at, milestone, pull_request } =
    issue;
  const isPull = pull_request !== undefined && pull_request !== null;
  return {
    type: isPull ? 'PullRequest' : 'Issue',
    id: node_id ?? null,
    number: number ?? null,
    title: title ?? null,
    url: html_url ?? null,
    state: state ?? null,
    pullState: typeof pull_request?.merged_at === 'string' ? 'MERGED' : (state ?? null),
    stateReason: state_reason ?? null,
    createdAt: created_at ?? null,
    closedAt: closed_at ?? null,
    milestone: milestone === null || milestone === undefined ? null : goalOfRest(milestone),
  };
}

const goalOfRest = ({ number, title, due_on, state, closed_at, html_url }: NonNullable<RestIssue['milestone']>) => ({
  number: number ?? null,
  title: title ?? null,
  dueOn: due_on ?? null,
  state: state ?? null,
  closedAt: closed_at ?? null,
  url: html_url ?? null,
});
