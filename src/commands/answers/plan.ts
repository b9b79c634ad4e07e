/** What `/roadmap plan` answers: the Plan of one roadmap, in short. */
import type { RoadmapReport } from '../../plan/report.ts';
import { count } from '../../render/count.ts';
import { findingSections, findingsToTell } from '../../render/finding-sections.ts';
import { inertCode, inertText } from '../../render/inert.ts';
import type { Links } from '../../render/links.ts';
import { operationSections } from '../../render/operation-sections.ts';
import { joinSections, listSection, paragraph } from '../../render/sections.ts';

/** A comment is to be read at a glance; the check run tells the rest. */
const MAX_LENGTH = 8_000;

export function planAnswer(
  { file, items, plan, outcomes }: RoadmapReport,
  { links, rulesUrl }: { links: Links; rulesUrl: string },
): string {
  const { proposals } = plan;
  const sections = [
    paragraph(`${inertCode(file)}: ${count(items, 'item')}.`),
    ...operationSections(plan, outcomes, (what) => `**Would ${what}.**`, {
      repo: plan.repo,
      links,
      limits: null,
      approvable: false,
    }),
    ...(proposals.length === 0
      ? []
      : [
          listSection(
            `**${count(proposals.length, 'edit')} of the file proposed:**`,
            proposals.map(({ summary, reason }) => `- ${inertText(summary)}: ${inertText(reason)}`),
          ),
        ]),
    ...findingSections(findingsToTell(plan), { links, rulesUrl }),
    ...(outcomes.length + plan.findings.length + proposals.length === 0
      ? [paragraph('The roadmap agrees with GitHub: nothing to do.')]
      : []),
  ];
  return joinSections(sections, {
    last: '',
    maxLength: MAX_LENGTH,
    notice: (leftOut) => `… and ${count(leftOut, 'line')} more, left out for length: the check run has them.`,
  });
}
