/** What the steps of one look at a standing pull request share. */
import { deleteBranch, type Place } from '../../github/branches.ts';
import type { GitHubClient } from '../../github/client.ts';
import { pullRefusalOf } from '../../github/pull-refusal.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import type { BranchPull } from '../../github/standing-pull.ts';
import type { Conversation, StandingPull } from '../../plan/conversation.ts';
import type { Proposal } from '../../plan/proposal.ts';
import type { StandingReport } from '../../plan/report.ts';
import type { Policy } from '../../policy/policy.ts';
import type { ReadingContext } from '../../roadmap/model.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';
import type { RoadmapReader } from '../reading/read-roadmap.ts';
import { standingBranch, temporaryBranch } from './branch-names.ts';

export interface StandingInput {
  state: RepositoryState;
  policy: Policy;
  /** Base and host of the pages that people see. */
  webUrl: string;
  webHost: string;
  planned: PlannedRoadmap;
  /** All there are now that the Plan was carried out, those that a person refused among them (`proposalsAfter`). */
  proposals: readonly Proposal[];
  conversation: Conversation;
  /** Paths of the repository's roadmaps, in the Policy's order. */
  paths: readonly string[];
  /** Nothing is remembered of this roadmap: an earlier store may have had a pull request. */
  isFresh: boolean;
  reader: Pick<RoadmapReader, 'read' | 'edit'>;
  /** Durable once it resolves; called before and after what is written, so that a process killed between forgets nothing. */
  save(conversation: Conversation): Promise<void>;
  /** Waits after an unclear answer; tests hand in one that does not. */
  pause?: (ms: number) => Promise<void>;
}

/** What is known so far; the steps change it as they go. */
export class StandingRun {
  readonly client: GitHubClient;
  readonly input: StandingInput;
  readonly place: Place;
  readonly branch: string;
  conversation: Conversation;
  /** The pull request as it was read; null where none is open. */
  seen: BranchPull | null = null;
  /** Heads of pull requests from this branch that were merged as they were. */
  settled: string[] = [];
  /** Keys of what a pull request held that was merged since the last sync. */
  merged: ReadonlySet<string> = new Set();
  /** The pull request that is over since the last sync. */
  over: Pick<StandingReport, 'state' | 'number' | 'url'> | null = null;
  isWritten = false;

  constructor(client: GitHubClient, input: StandingInput) {
    const { state, conversation, policy, paths, planned } = input;
    this.client = client;
    this.input = input;
    this.conversation = conversation;
    this.place = { owner: state.repository.owner, name: state.repository.name };
    this.branch = conversation.standing?.branch ?? standingBranch(policy.pull_request.branch, paths, planned.path);
  }

  get standing(): StandingPull | null {
    return this.conversation.standing;
  }

  /** Nobody refused them. */
  get open(): Proposal[] {
    const refused = new Set(this.conversation.refused);
    return this.input.proposals.filter(({ key }) => !refused.has(key));
  }

  get refused(): Proposal[] {
    const refused = new Set(this.conversation.refused);
    return this.input.proposals.filter(({ key }) => refused.has(key));
  }

  /** The base's newest commit, as it was looked at. */
  get baseOid(): string {
    return this.input.state.head?.oid ?? '';
  }

  get context(): ReadingContext {
    const { planned, webHost } = this.input;
    return { file: planned.path, repo: this.repo, host: webHost, asOf: planned.asOf };
  }

  /** `owner/name`. */
  get repo(): string {
    return `${this.place.owner}/${this.place.name}`;
  }

  get pause(): { pause?: (ms: number) => Promise<void> } {
    const { pause } = this.input;
    return pause === undefined ? {} : { pause };
  }

  async save(change: Partial<Conversation>): Promise<void> {
    const conversation = { ...this.conversation, ...change };
    if (JSON.stringify(conversation) === JSON.stringify(this.conversation)) return;
    await this.input.save(conversation);
    this.conversation = conversation;
  }

  /** A branch that may not be deleted does no harm: it is used again. */
  async dropBranch(branch = this.branch): Promise<void> {
    try {
      await deleteBranch(this.client, this.place, branch);
      this.isWritten = true;
    } catch (error) {
      if (pullRefusalOf(error, this.place, branch) === null) throw error;
    }
  }

  dropTemporary(): Promise<void> {
    return this.dropBranch(temporaryBranch(this.branch));
  }
}
