/** The keys of Operations: made of what an Operation is for, the same in every sync and through every door. */
import { createHash } from 'node:crypto';
import type { IssueAddress } from './model.ts';
import { referenceKey } from './observation.ts';

/** What a roadmap is called in keys and markers: `<repository id>:<path>`. The id survives renames and transfers. */
export const roadmapKey = (repositoryId: number, path: string): string => `${repositoryId}:${path}`;

/** `owner/repo#12`, lower-cased: as in an Observation's `references` and `MarkedComment.issue`. */
export const issueKey = (issue: IssueAddress): string => referenceKey({ kind: 'issue', ...issue });

export const openIssueKey = (roadmap: string, itemId: string): string => `open-issue:${roadmap}:${itemId}`;

export const commentSlipKey = (roadmap: string, issue: IssueAddress): string =>
  `comment-slip:${roadmap}:${issueKey(issue)}`;

export const updateSlipCommentKey = (roadmap: string, issue: IssueAddress, missedKey: string): string =>
  `update-slip-comment:${roadmap}:${issueKey(issue)}:${missedKey}`;

export const addCardKey = (roadmap: string, board: string, issue: IssueAddress): string =>
  `add-card:${roadmap}:${board}:${issueKey(issue)}`;

/** With the revision of the Base and the values: what was written once may be written again after others were agreed on. */
export function updateCardKey(
  roadmap: string,
  board: string,
  issue: IssueAddress,
  written: { revision: number; values: readonly (readonly [facet: string, shown: string])[] },
): string {
  const values = createHash('sha256').update(JSON.stringify(written.values)).digest('hex').slice(0, 12);
  return `update-card:${roadmap}:${board}:${issueKey(issue)}:${written.revision}:${values}`;
}

/** `title` in normal form, see `releaseName`. */
export const createMilestoneKey = (roadmap: string, title: string): string => `create-milestone:${roadmap}:${title}`;

export const setMilestoneKey = (roadmap: string, issue: IssueAddress, title: string, revision: number): string =>
  `set-milestone:${roadmap}:${issueKey(issue)}:${title}:${revision}`;

/** The `issueKey` that a key of a slip comment or its update is about; null for any other key. */
export function commentedIssue(key: string, roadmap: string): string | null {
  for (const kind of ['comment-slip', 'update-slip-comment']) {
    const prefix = `${kind}:${roadmap}:`;
    // An issue's key has no colon; what follows one is the missed target.
    if (key.startsWith(prefix)) return key.slice(prefix.length).split(':', 1)[0] ?? null;
  }
  return null;
}

/** A roadmap's markers are told from another's in the same repository by the path, also after the repository moved. */
export const isMarkerOf = (markedRoadmap: string, path: string): boolean =>
  markedRoadmap === path || markedRoadmap.endsWith(`:${path}`);

/** Key of a target by its words: `v1.7.0` and `1.7.0`, `Q3  2021` and `q3 2021` are one. null gives `undated`. */
export function missedTargetKey(text: string | null): string {
  const words = (text ?? '').toLowerCase().split(/\s+/).filter(Boolean).join(' ');
  return words === '' ? 'undated' : words.replace(/^v(?=\d)/, '');
}

const YEAR = /(?<!\d)\d{4}(?!\d)/;

/**
 * Key of one missed target: words that name no year may mean another time later (a release whose months are moved, a `Q3`
 * without its year), so they go with the last day.
 */
export function missKey(target: { text: string; end: string | null } | null): string {
  const words = missedTargetKey(target?.text ?? null);
  return target === null || target.end === null || YEAR.test(words) ? words : `${words} until ${target.end}`;
}
