import type { RoadmapView, ViewFinding } from '../../plan/view/view.ts';
import { count, enumerate } from '../count.ts';
import { SEVERITIES } from '../severity-text.ts';
import { encoded, sourceAddress, webAddress } from './addresses.ts';
import { attribute, escaped, escapedMessage } from './escape.ts';

export interface FindingPlace {
  view: RoadmapView;
  /** Web address of the folder with a page for each rule, without a slash at its end; null for no links. */
  rulesUrl: string | null;
}

const NOUNS = { error: 'error', warning: 'warning', info: 'note' } as const;

/** `1 error, 2 warnings and 1 note`. */
export const findingWords = (findings: readonly ViewFinding[]): string =>
  enumerate(
    SEVERITIES.map((severity) => [severity, findings.filter((each) => each.severity === severity).length] as const)
      .filter(([, number]) => number > 0)
      .map(([severity, number]) => count(number, NOUNS[severity])),
  );

/** `withLines`: each finding says its line; beside an item the item's line is enough. */
export const findingList = (
  findings: readonly ViewFinding[],
  place: FindingPlace,
  { withLines }: { withLines: boolean },
): string =>
  `<ul class="findings">${findings
    .map(
      (finding) => `<li>${findingItem(finding, place, withLines ? `${lineLink(place.view, finding.line)} ` : '')}</li>`,
    )
    .join('')}</ul>`;

const findingItem = ({ severity, message, rule }: ViewFinding, { rulesUrl }: FindingPlace, line: string): string =>
  `<span class="severity ${severity}">${NOUNS[severity]}</span> ${line}<span dir="auto">${escapedMessage(message)}</span> ${ruleLink(rule, rulesUrl)}`;

function ruleLink(rule: string, rulesUrl: string | null): string {
  const address = rulesUrl === null ? null : webAddress(`${rulesUrl}/${encoded(rule)}.md`);
  return address === null
    ? `<span class="rule">${escaped(rule)}</span>`
    : `<a class="rule"${attribute('href', address)}>${escaped(rule)}</a>`;
}

/** `line 12`, as a link where the file can be linked. */
export function lineLink(view: RoadmapView, line: number): string {
  const address = sourceAddress(view, line);
  return address === null
    ? `<span class="line">line ${line}</span>`
    : `<a class="line"${attribute('href', address)}>line ${line}</a>`;
}
