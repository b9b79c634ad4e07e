/** What happened in the sandbox, as a stream of values: the demo prints it, tests wait for it. */
import type { CheckRun, Comment, Issue, Label, Milestone, Release, Repository } from './records.ts';

export type Change = { at: Date; by: string; repository: string | null } & (
  | { what: 'push'; branch: string; sha: string; message: string; files: string[] }
  | { what: 'issue'; action: string; issue: Issue; url: string }
  | { what: 'comment'; action: 'created' | 'edited' | 'deleted'; comment: Comment; url: string }
  | { what: 'check-run'; action: 'created' | 'updated'; checkRun: CheckRun; url: string }
  | { what: 'label'; action: 'created' | 'edited' | 'deleted'; label: Label }
  | { what: 'milestone'; action: string; milestone: Milestone }
  | { what: 'release'; action: string; release: Release }
  | { what: 'repository'; action: string; record: Repository }
  | { what: 'installation'; action: string; account: string }
);

export type ChangeDetail = Change extends infer Each ? (Each extends Change ? Omit<Each, 'at'> : never) : never;
