/** What a check says of the standing pull request: where the edits are, or why they are not. */
import type { StandingReport } from '../plan/report.ts';
import { inertMessage, inertText } from './inert.ts';
import type { Links } from './links.ts';
import { listSection, paragraph, type Section } from './sections.ts';

/** Nothing where nothing is proposed. What an open pull request does not hold, its own text says. */
export function standingNote(pull: StandingReport | undefined, links: Links): Section[] {
  if (pull === undefined) return [];
  if (pull.state === 'refused' && pull.reason !== null) {
    const where = pull.number === null ? '' : ` (${links.ownIssue(pull.number)})`;
    return [
      paragraph(
        `**Edits of the roadmap are not up to date${where}.** ${inertMessage(pull.reason, { maxLength: 600 })}`,
      ),
    ];
  }
  if (pull.state === 'open' && pull.number !== null) {
    return [paragraph(`Edits of the roadmap are proposed in ${links.ownIssue(pull.number)}.`)];
  }
  const inexact = pull.refusedEdits.flatMap(({ by, summary, message }) =>
    by === 'file'
      ? [`- ${inertText(summary, { maxLength: 300 })}: ${inertMessage(message ?? '', { maxLength: 400 })}`]
      : [],
  );
  return inexact.length === 0
    ? []
    : [listSection('**Left to you,** since the roadmap has no exact way to say it:', inexact)];
}

/** What of it is known about a commit for good, so that another outcome gets another check run: not what was done just now. */
export const standingState = ({ state, number, reason, refusedEdits }: StandingReport): unknown => ({
  number: state === 'open' || state === 'refused' ? number : null,
  reason,
  inexact:
    state === 'open' ? [] : refusedEdits.filter(({ by }) => by === 'file').map(({ key, message }) => [key, message]),
});
