import type { RoadmapReport, SyncReport } from '../../plan/report.ts';
import { capitalise, count } from '../count.ts';
import { countFindings } from '../finding-sections.ts';
import { inertPlain } from '../inert.ts';
import { countWrites, groupOutcomes, summariseOperations } from '../operation-sections.ts';
import { shorten } from '../plain-text.ts';

/** In characters; GitHub says of no limit, and shows about a hundred. */
const TITLE_LENGTH = 250;

/** The result of a sync in one line of plain text, at most 250 characters: `Opened 3 issues; 2 things to look at`. */
export function checkTitle(report: SyncReport): string {
  const [problem] = report.policyProblems;
  if (problem !== undefined)
    return inertPlain(`${problem.file} is wrong: nothing was written`, { maxLength: TITLE_LENGTH });
  if (report.mode === 'off') return 'Switched off: nothing was looked at';
  if (report.roadmaps.length === 0) return 'No roadmap found';
  if (report.roadmaps.every(isUnreadable)) return 'The roadmap could not be read';
  if (report.roadmaps.every(isEmpty)) return 'No items found';
  const parts = [...operationParts(report), ...findingParts(report)];
  const title = parts.length === 0 ? quietTitle(report) : capitalise(parts.join('; '));
  const isFirst = report.occasion === 'first-look';
  return shorten(isFirst ? `First look: ${title.charAt(0).toLowerCase()}${title.slice(1)}` : title, TITLE_LENGTH);
}

/** Too large, not text, too intricate: what is the matter is said by the finding. */
export const isUnreadable = ({ plan }: RoadmapReport): boolean =>
  plan.findings.some(({ rule }) => rule === 'unreadable-file');

/** Nothing in it was taken for planned work. */
export const isEmpty = ({ items, plan }: RoadmapReport): boolean => items === 0 && plan.operations.length === 0;

function operationParts({ roadmaps }: SyncReport): string[] {
  const { done, withheld, waiting, offered, refused } = groupOutcomes(roadmaps.flatMap(({ outcomes }) => outcomes));
  const held = [...waiting, ...offered];
  return [
    summariseOperations(done, 'past'),
    withheld.length > 0 ? `would ${summariseOperations(withheld, 'bare')}` : '',
    refused.length > 0 ? `${countWrites(refused)} refused by GitHub` : '',
    held.length > 0 ? `${countWrites(held)} ${held.length === 1 ? 'waits' : 'wait'} for a person's word` : '',
  ].filter((part) => part !== '');
}

function findingParts({ roadmaps }: SyncReport): string[] {
  const findings = roadmaps.flatMap(({ plan }) => plan.findings);
  const graver = countFindings(findings, 'error') + countFindings(findings, 'warning');
  return graver === 0 ? [] : [`${count(graver, 'thing')} to look at`];
}

function quietTitle({ roadmaps }: SyncReport): string {
  const items = roadmaps.reduce((sum, roadmap) => sum + roadmap.items, 0);
  const notes = roadmaps.reduce((sum, { plan }) => sum + plan.findings.length, 0);
  if (notes === 0) return items === 1 ? 'The one item agrees with GitHub' : `All ${items} items agree with GitHub`;
  return `${count(items, 'item')}, nothing out of step; ${count(notes, 'note')}`;
}
