/** How messages tell of cards, what they show, and what the roadmap says instead. Plain text. */
import { isOwnRepository } from '../facts.ts';
import type { IssueAddress } from '../model.ts';
import type { Observation } from '../observation.ts';
import { quote, shorten } from '../wording.ts';
import type { ItemAgreement } from './agreements.ts';
import type { FacetAgreement } from './facets.ts';
import { howClosed, howReopened } from './issue-state.ts';

/** `#12` in the roadmap's own repository, else `acme/sail#12`. */
export const issueName = ({ owner, repo, number }: IssueAddress, observed: Observation): string =>
  isOwnRepository(observed, owner, repo) ? `#${number}` : shorten(`${owner}/${repo}#${number}`);

/** `is in “In progress”`, `says “Q3 2026” in “Target”`. */
export const whatCardSays = ({ facet, field, shown }: FacetAgreement): string =>
  facet === 'status' ? `is in ${quote(shown ?? '')}` : `says ${quote(shown ?? '')} in ${quote(field.name)}`;

/** `was moved from “Doing” to “Done”`; with the field where that is not the status. */
export function howCardMoved({ facet, field, shown, base }: FacetAgreement): string {
  const place = facet === 'status' ? '' : ` in ${quote(field.name)}`;
  const from = base?.card == null ? '' : ` from ${quote(base.card)}`;
  return shown === null ? `was cleared${place}` : `was moved${from} to ${quote(shown)}${place}`;
}

/**
 * What roadmap or issue has for it: `“Title” is in progress here`, `“Title” is planned for “1.8.0” here`, `#12 was closed as
 * completed on 2026-05-04` where the issue knows better.
 */
export function whatIsSaid({ facet, said }: FacetAgreement, { item, implied, issue }: ItemAgreement): string {
  const title = quote(item.title);
  switch (facet) {
    case 'status':
      if (implied.wanted !== null) return implied.wanted.because === 'closed' ? howClosed(issue) : howReopened(issue);
      return `${title} is ${STATUS_WORDS[item.status]} here`;
    case 'target':
      return `${title} is planned for ${quote(said ?? '')} here`;
    case 'date':
      return `${title} is planned until ${said} here`;
    default:
      return `${title} stands under ${quote(said ?? '')} here`;
  }
}

/** What changed beside the card: the issue's state, or the roadmap. */
export function whatElseChanged(facet: FacetAgreement, agreement: ItemAgreement): string {
  const { implied, issue, before } = agreement;
  if (facet.facet === 'status' && implied.wanted?.because === 'reopened') return howReopened(issue);
  const isClosed = issue.state === 'done' || issue.state === 'dropped';
  if (facet.facet === 'status' && isClosed && issue.state !== before?.status?.issue) return howClosed(issue);
  if (facet.said === null) return 'the roadmap says nothing for it any more';
  return `the roadmap was changed: ${whatIsSaid(facet, agreement)}`;
}

const STATUS_WORDS = {
  planned: 'planned',
  'in-progress': 'in progress',
  done: 'done',
  slipped: 'marked as slipped',
  dropped: 'dropped',
} as const;
