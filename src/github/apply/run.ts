/** What the Operations of one run share. */
import type { MarkedIssue } from '../../plan/observation.ts';
import type { OperationOutcome } from '../../plan/report.ts';
import type { OperationResult } from '../../plan/model.ts';
import type { GitHubClient } from '../client.ts';
import { listMarkedIssues } from '../markers.ts';
import type { Texts } from '../texts.ts';
import { ensureLabel } from './ensure-label.ts';

export type Done = Extract<OperationOutcome, { state: 'done' }>;

export interface Run {
  client: GitHubClient;
  texts: Texts;
  /** Ids of the items that wait above the limit in this run. */
  waiting: string[];
  pause: (ms: number) => Promise<void>;
  /** Milepost's issues in the roadmap's repository; listed once before the first creating call, or again if `fresh`. */
  markedIssues(fresh: boolean): Promise<MarkedIssue[]>;
  /** The labels of these that exist now; each is looked for, and created, once a run. */
  existingLabels(names: readonly string[]): Promise<string[]>;
}

export function createRun(
  shared: Pick<Run, 'client' | 'texts' | 'waiting' | 'pause'>,
  repository: { owner: string; name: string },
): Run {
  let listed: MarkedIssue[] | null = null;
  const labels = new Map<string, boolean>();
  return {
    ...shared,
    async markedIssues(fresh) {
      if (fresh || listed === null) listed = await listMarkedIssues(shared.client, repository);
      return listed;
    },
    async existingLabels(names) {
      for (const name of names) {
        if (!labels.has(name)) labels.set(name, await ensureLabel(shared.client, repository, name));
      }
      return names.filter((name) => labels.get(name) === true);
    },
  };
}

/** Nothing was written now: it had happened before. */
export const doneEarlier = (result: OperationResult): Done => ({ state: 'done', result, earlier: true });

export const doneNow = (result: OperationResult): Done => ({ state: 'done', result, earlier: false });
