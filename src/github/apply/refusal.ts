/** Why GitHub said no to an Operation, and what a person can do about it. */
import type { Operation } from '../../plan/model.ts';
import { GitHubError } from '../github-error.ts';
import { boardRefusal } from './board-refusal.ts';
import { quoteAnswer } from './quote-answer.ts';

/** Refusals that the same call would meet again; 401 is about the token, not about the Operation. */
const LASTING = new Set([403, 404, 410, 422]);

/**
 * The reason, for check run and Ledger; null when the error is no lasting refusal of this one Operation.
 */
export function refusalOf(error: unknown, operation: Operation): string | null {
  if (!(error instanceof GitHubError) || error.kind === 'suspended') return null;
  if (operation.kind === 'add-card' || operation.kind === 'update-card') return boardRefusal(error, operation);
  if (error.status === null || !LASTING.has(error.status)) return null;
  return explain(error.status, error.said, operation);
}

function explain(status: number, said: string, operation: Operation): string {
  const [place, object] = placeOf(operation);
  if (/\barchived\b|read-only/i.test(said))
    return `${place} is archived and takes nothing new: unarchive it, or take the item out.`;
  if (/\blocked\b/i.test(said))
    return `The conversation of ${object} is locked: unlock it and Milepost comments with the next sync.`;
  if (status === 410 || /issues (?:are|has been|have been) disabled/i.test(said)) {
    return isNew(operation)
      ? `Issues are disabled in ${place}: enable them in its settings, or set ${operation.kind === 'open-issue' ? '"issues.open_for" to []' : '"milestones.create" to false'}.`
      : `${object} is gone: it was deleted, or issues are disabled in ${place}. Correct the reference in the roadmap.`;
  }
  if (status === 403 || isAboutPermission(said)) {
    return `Milepost may not write issues in ${place}: it needs the permission "Issues: write", which an owner of the installation (or of the token) must grant. GitHub says: ${quoteAnswer(said)}.`;
  }
  if (status === 404) {
    return `GitHub shows Milepost no ${isNew(operation) ? place : object} to write to: install Milepost there, or correct the roadmap.`;
  }
  if (operation.kind === 'create-milestone' || operation.kind === 'set-milestone') {
    return `GitHub did not take the milestone for ${object}: ${quoteAnswer(said)}.`;
  }
  return `GitHub did not accept the text for ${object}: ${quoteAnswer(said)}.`;
}

const isNew = ({ kind }: Operation): boolean => kind === 'open-issue' || kind === 'create-milestone';

const isAboutPermission = (said: string): boolean => /resource not accessible by/i.test(said);

function placeOf(operation: Operation): [place: string, object: string] {
  if (operation.kind === 'open-issue' || operation.kind === 'create-milestone') {
    const what = operation.kind === 'open-issue' ? 'issue' : 'milestone';
    const place = `${operation.repository.owner}/${operation.repository.name}`;
    return [place, `a new ${what} in ${place}`];
  }
  const { owner, repo, number } = operation.issue;
  return [`${owner}/${repo}`, `issue ${owner}/${repo}#${number}`];
}
