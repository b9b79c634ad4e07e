/** What a door hands to a sync, and what it gets back. */
import type { GitHubClient } from '../../github/client.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import type { Hosts } from '../../github/hosts.ts';
import type { SyncReport } from '../../plan/report.ts';
import type { Policy } from '../../policy/policy.ts';
import type { AnswerTools } from '../commands/answer-commands.ts';
import type { Memory } from '../memory/memory.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';
import type { RoadmapReader } from '../reading/read-roadmap.ts';
import type { SyncRequest } from './sync-request.ts';

export interface SyncTools {
  /** Makes a client; the one that observes is made in plan mode and cannot write. */
  client: (mode: 'apply' | 'plan') => GitHubClient;
  memory: Memory;
  reader: RoadmapReader;
  hosts: Hosts;
  now: () => Date;
  /** Who reads what is said. Absent: whoever can read the repository where a check run is written, else the caller alone. */
  audience?: 'caller' | 'readers';
  /** For the command `fix`: has the check of a pull request do what its button does. Needed where commands are worked. */
  requestFix?: AnswerTools['requestFix'];
  /** Told once all roadmaps are planned and carried out, for a door that shows what they say. */
  onPlanned?: (world: PlannedWorld) => void;
}

/** What a sync looked at. */
export interface PlannedWorld {
  planned: readonly PlannedRoadmap[];
  policy: Policy;
  state: RepositoryState;
}

export interface SyncTask extends Pick<
  SyncRequest,
  | 'owner'
  | 'name'
  | 'occasion'
  | 'sender'
  | 'before'
  | 'after'
  | 'firstLook'
  | 'picked'
  | 'recheck'
  | 'touched'
  | 'comments'
> {
  /** Commit or branch to look at; null for the default branch. */
  ref: string | null;
  /** One roadmap only; null for those of the Policy. */
  path: string | null;
  approvals: { fingerprint: string | null };
  /** Plan only: nothing is written, not even a check run. */
  dryRun: boolean;
}

/** `skipped`: there was nothing to do or to say on GitHub; `why` is for the log and the terminal. */
export type SyncResult =
  | {
      state: 'skipped';
      why: string;
      /** GitHub did not show the repository: there is none (`absent`), or it may not be seen now. Absent: it did. */
      unseen?: 'absent' | 'refused';
    }
  | {
      state: 'looked';
      report: SyncReport;
      /** Why this has to be done again soon; null when it is settled. */
      retry: string | null;
      /** GitHub did not take the check run, for good; null when it did, or none was due. */
      checkRefused: string | null;
      /** By what it was done; null where the configuration is wrong, absent where nobody asked. */
      policy?: Policy | null;
      /** A person ticked something on the dashboard while it was written: it is in the store, and to be worked at now. */
      again?: boolean;
    };
