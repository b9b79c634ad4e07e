/** A Plan as Markdown for `milepost plan --format markdown`: what would be done, what waits, and the findings. */
import type { Plan } from '../plan/model.ts';
import { count } from './count.ts';
import { findingSections, findingsToTell } from './finding-sections.ts';
import { inertText } from './inert.ts';
import { createLinks } from './links.ts';
import type { LinkPlace } from './links.ts';
import { operationSections } from './operation-sections.ts';
import type { OutcomeEntry } from './operation-sections.ts';
import { joinSections, paragraph } from './sections.ts';
import type { Section } from './sections.ts';

/** It may be pasted into an issue, whose limit this is. */
const MAX_LENGTH = 65_536;

/** `place` makes lines and issues links; without it, and wherever the text will be read, they are words. */
export function renderPlanMarkdown(plan: Plan, place: Omit<LinkPlace, 'repo'> | null = null): string {
  const links = createLinks(place === null ? null : { ...place, repo: plan.repo });
  const entries = plan.operations.map((operation): OutcomeEntry => ({
    operation,
    outcome: operation.hold === null ? { state: 'withheld', reason: '' } : { state: 'held', hold: operation.hold },
  }));
  const operations = operationSections(plan, entries, (what) => `**Would ${what}.**`, {
    repo: plan.repo,
    links,
    limits: null,
    approvable: true,
  });
  const sections: Section[] = [
    paragraph(`## ${inertText(plan.file)} of ${inertText(plan.repo)}`),
    ...operations,
    ...findingSections(findingsToTell(plan), { links, rulesUrl: null }),
    ...(entries.length + plan.findings.length === 0
      ? [paragraph('The roadmap agrees with GitHub: nothing to do.')]
      : []),
  ];
  return `${joinSections(sections, {
    last: entries.length === 0 ? '' : `Plan \`${plan.fingerprint}\`.`,
    maxLength: MAX_LENGTH - 1,
    notice: (leftOut) => `… and ${count(leftOut, 'line')} more, left out for length.`,
  })}\n`;
}
