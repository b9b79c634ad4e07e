/** A sync that has begun: what it was asked, what it has at hand, and what it read before anything is decided. */
import type { GitHubClient } from '../../github/client.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import type { SyncReport } from '../../plan/report.ts';
import type { Policy, PolicyReading } from '../../policy/policy.ts';
import type { StoredReading } from '../memory/memory.ts';
import { configurationFilesOf } from '../reading/policy-sources.ts';
import type { ConfigurationFiles, RoadmapFiles } from '../reading/roadmap-files.ts';
import type { SyncTask, SyncTools } from './sync-task.ts';

/** What was read before anything is decided. */
export interface Beginning {
  /** Made in plan mode: cannot write. */
  observer: GitHubClient;
  state: RepositoryState;
  headOid: string;
  reading: PolicyReading;
  /** See `PageMemory`; null where no pages are kept. */
  pageMark: string | null;
}

/** The roadmaps that there are to sync, and what they are synced by. */
export interface SyncWorld {
  policy: Policy;
  files: RoadmapFiles;
  /** What was remembered of the last sync. */
  readings: StoredReading[];
  /** A roadmap or the configuration is another than what was settled. */
  isChanged: boolean;
}

export class BegunSync {
  readonly task: SyncTask;
  readonly tools: SyncTools;
  readonly observer: GitHubClient;
  readonly state: RepositoryState;
  readonly headOid: string;
  readonly reading: PolicyReading;
  readonly pageMark: string | null;
  readonly configuration: ConfigurationFiles;
  /** ISO instant: one for the whole sync. */
  readonly now: string;
  #writer: GitHubClient | null = null;

  constructor(task: SyncTask, tools: SyncTools, { observer, state, headOid, reading, pageMark }: Beginning) {
    this.task = task;
    this.tools = tools;
    this.observer = observer;
    this.state = state;
    this.headOid = headOid;
    this.reading = reading;
    this.pageMark = pageMark;
    this.configuration = configurationFilesOf(state);
    this.now = tools.now().toISOString();
  }

  /** The client that writes what this Policy lets it, made when it is first asked for; null where no Policy could be read. */
  writerFor(policy: Policy | null): GitHubClient {
    const mayWrite = policy === null || policy.mode === 'apply';
    return (this.#writer ??= this.tools.client(mayWrite ? 'apply' : 'plan'));
  }

  /** Those made so far, by all clients of this sync. */
  requests(): SyncReport['requests'] {
    const clients = [this.observer, this.#writer].filter((client) => client !== null);
    return {
      graphql: clients.reduce((sum, { counts }) => sum + counts.graphql, 0),
      rest: clients.reduce((sum, { counts }) => sum + counts.rest, 0),
    };
  }
}

/** null: no sync has read that roadmap before. */
export const readingOf = (path: string, readings: readonly StoredReading[]): StoredReading | null =>
  readings.find((reading) => reading.path === path) ?? null;
