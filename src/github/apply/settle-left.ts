/** What was begun and is not asked for any more: closed as what came of it, so that nothing stays open in the Ledger. */
import { isMarkerOf, roadmapKey } from '../../plan/keys.ts';
import type { CardOperation, Operation, OperationResult } from '../../plan/model.ts';
import type { OperationReport } from '../../plan/report.ts';
import type { GitHubClient } from '../client.ts';
import { cardOfRow } from '../card-rows.ts';
import { findCards } from '../complete-cards.ts';
import { isAbsent } from '../github-error.ts';
import type { Ledger } from '../ledger.ts';
import { findSlipComment, listMarkedIssues } from '../markers.ts';
import { cardQuery, cardVariables, type CardData } from '../queries/cards.ts';
import { tolerantQuery } from '../tolerant-query.ts';
import { TAKEN } from './claim.ts';
import { findMilestone } from './create-milestone.ts';

export interface LeftContext {
  client: GitHubClient;
  ledger: Ledger;
  roadmap: { owner: string; name: string; id: number; path: string };
  /** Keys of what the Plan asks for. */
  planned: ReadonlySet<string>;
}

/**
 * Closes each Operation that a killed process had begun and that the Plan has no more: as done where its effect is on GitHub
 * (a new look has seen the issue, so nobody asks for it again), else as failed. Given back are those that another process
 * may still be at: they are to be settled later. Writes nothing on GitHub.
 * @throws RateLimited, GitHubError
 */
export async function settleLeft({ client, ledger, roadmap, planned }: LeftContext): Promise<OperationReport[]> {
  const taken: OperationReport[] = [];
  for (const { state, key, operation } of (await ledger.load()).values()) {
    if (state !== 'begun' || operation === undefined || planned.has(key)) continue;
    const claim = await ledger.begin(operation);
    if (claim.state === 'busy') taken.push({ operation, outcome: TAKEN });
    if (claim.state === 'busy' || claim.state === 'done') continue;
    const result = await effectOf(operation, client, roadmap);
    if (result === null) await ledger.fail(operation, 'It was begun, had no effect, and is not asked for any more.');
    else await ledger.finish(operation, result);
  }
  return taken;
}

async function effectOf(
  operation: Operation,
  client: GitHubClient,
  { id, path, owner, name }: LeftContext['roadmap'],
): Promise<OperationResult | null> {
  switch (operation.kind) {
    case 'open-issue': {
      const issues = await listMarkedIssues(client, { owner, name });
      const found = issues.find(({ marker }) => marker.item === operation.item.id && isMarkerOf(marker.roadmap, path));
      return found === undefined ? null : resultOf({ number: found.number, url: found.url });
    }
    case 'comment-slip':
    case 'update-slip-comment': {
      const found = await findSlipComment(client, operation.issue, roadmapKey(id, path));
      if (found === null || found.marker.missed !== operation.slip.missedKey) return null;
      const { commentId, url, marker } = found;
      return resultOf({ number: operation.issue.number, commentId, url, missedKey: marker.missed });
    }
    case 'create-milestone': {
      const found = await findMilestone(client, { owner, repo: name }, operation.title);
      return found === null ? null : resultOf(found);
    }
    case 'set-milestone':
      return milestoneOf(client, operation.issue);
    default:
      return (await isOnCard(client, operation)) ? resultOf({ number: operation.issue.number }) : null;
  }
}

const resultOf = (result: Partial<OperationResult>): OperationResult => ({
  number: null,
  commentId: null,
  url: null,
  missedKey: null,
  ...result,
});

/** https://docs.github.com/rest/issues/issues#get-an-issue */
async function milestoneOf(
  client: GitHubClient,
  { owner, repo, number }: { owner: string; repo: string; number: number },
): Promise<OperationResult | null> {
  const about = `reading the milestone of ${owner}/${repo}#${number}`;
  const place = { owner, repo, issue_number: number };
  try {
    const { data } = await client.rest<{ html_url?: string; milestone?: { number?: number } | null }>(
      'GET /repos/{owner}/{repo}/issues/{issue_number}',
      place,
      { about },
    );
    const there = data.milestone?.number;
    return there === undefined ? null : resultOf({ number: there, url: data.html_url ?? null });
  } catch (error) {
    if (isAbsent(error)) return null;
    throw error;
  }
}

/** Whether the issue has its card, or the card shows what was to be written on it. */
async function isOnCard(client: GitHubClient, operation: CardOperation): Promise<boolean> {
  const fields = operation.fields.map(({ fieldName }) => fieldName);
  if (operation.kind === 'add-card') {
    const open = new Map([[operation.contentId, null]]);
    const card = (await findCards(client, { boardId: operation.board.id, fields }, open)).get(operation.contentId);
    return card?.archived === false;
  }
  const about = `reading a card of project ${operation.board.number} of ${operation.board.owner}`;
  const variables = { i: operation.cardId, ...cardVariables(fields) };
  const { data } = await tolerantQuery<CardData>(client, cardQuery(fields), variables, { about });
  const card = data.node === null || data.node === undefined ? null : cardOfRow(data.node, fields);
  return operation.fields.every(({ fieldName, shown }) => card?.values[fieldName.toLowerCase()] === shown);
}
