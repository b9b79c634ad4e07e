/** One edit of the roadmap file that the standing pull request proposes, and why. */
import type { Edit } from '../roadmap/edit/edit.ts';

export interface Proposal {
  /** What it is for, the same in every sync (`set-reference:<item id>:<reference key>`): by it a refusal is remembered. */
  key: string;
  /** Tried in order: where the file has no way to say the first, the next (an item that cannot be ticked is moved). */
  edits: Edit[];
  /** Id and title of the Item; null for an edit of the file as a whole. */
  item: { id: string; title: string; line: number } | null;
  /** What it changes, as a person reads it: `Link #12 to Resumable uploads`. Plain text, roadmap text in it not yet inert. */
  summary: string;
  /** Why: `Milepost opened #12 for it`, `#12 was closed as completed on 2026-05-04`. Plain text. */
  reason: string;
  source: ProposalSource;
  /** The issue that it is about, to be linked; only of a repository that everybody who reads the roadmap can read. */
  issue?: { owner: string; repo: string; number: number };
}

export type ProposalSource =
  /** An issue that Milepost opened stands in for a placeholder. */
  | { kind: 'opened-issue' }
  /** GitHub knows better: an issue was closed or reopened, moved to another repository. */
  | { kind: 'github' }
  /** A person moved the card. */
  | { kind: 'board' }
  /** A person's command. */
  | { kind: 'command'; by: string; url: string };
