/** Why GitHub said no to the change of a card, and what a person can do about it. */
import type { CardOperation } from '../../plan/model.ts';
import type { GitHubError } from '../github-error.ts';
import { quoteAnswer } from './quote-answer.ts';

/**
 * The reason, for check run and Ledger; null when the error is no refusal of this one change. Of the board it names what
 * the configuration names, its owner and number: neither its title nor what is on it.
 */
export function boardRefusal({ kind, status, said }: GitHubError, operation: CardOperation): string | null {
  if (kind === 'unavailable' || kind === 'suspended' || status === 401) return null;
  const board = `project ${operation.board.number} of ${operation.board.owner}`;
  if (/\barchived\b/i.test(said)) return ARCHIVED_MEANWHILE;
  if (/does not belong to the field/i.test(said)) {
    return `An option or iteration of ${board} is gone since Milepost looked: the next sync looks anew. Milepost never edits options.`;
  }
  if (/\bclosed\b/i.test(said)) {
    return `Closed for changes: ${board}. Reopen it, or take \`project\` out of the configuration.`;
  }
  if (kind === 'forbidden' || /not accessible by|permission|required scopes/i.test(said)) {
    return `Milepost may not change ${board}: it needs the organisation permission "Projects: write", which an owner of ${operation.board.owner} grants to the app, or has yet to accept where it was asked for lately; a person's token needs the scope "project".`;
  }
  if (kind === 'not-found' || kind === 'gone') {
    return `GitHub shows Milepost ${board}, its field, the card or the issue no longer: the next sync looks anew. Where it stays so, check what Milepost may read there.`;
  }
  // GitHub's words may tell names of fields and options.
  const words = operation.privateBoard === true || operation.privateIssue === true ? '' : `: ${quoteAnswer(said)}`;
  return `GitHub did not take the change of a card on ${board}${words}.`;
}

/** For a card that was archived between looking and writing. */
export const ARCHIVED_MEANWHILE =
  'The card was archived meanwhile, and Milepost leaves archived cards alone: restore it to have it follow the roadmap.';
