/**
 * Keeps the standing pull request of one roadmap: it holds all edits that are outstanding, on top of the base's newest commit.
 * Every step may be repeated, and what a killed process left is recognised: docs/pull-request.md tells how.
 */
import { branchHead, deleteBranch, forceBranch, workOn, type Place } from '../github/branches.ts';
import type { GitHubClient } from '../github/client.ts';
import { StaleBranch } from '../github/commit-on-branch.ts';
import { isBehind } from '../github/is-behind.ts';
import { commitAnew, commitOnce, ForeignBranch, type FileCommit } from '../github/own-branch.ts';
import { pullRefusalOf } from '../github/pull-refusal.ts';
import type { RepositoryState } from '../github/repository-files.ts';
import { signOffOf } from '../github/sign-off.ts';
import { editPull, listPullsFrom, openPull, readPull, type BranchPull } from '../github/standing-pull.ts';
import type { BranchState, Conversation, StandingPull } from '../plan/conversation.ts';
import { editDigest } from '../plan/edit-boxes.ts';
import { isMarkerOf, roadmapKey } from '../plan/keys.ts';
import { readPullMarker, writePullMarker } from '../plan/marker.ts';
import type { Proposal } from '../plan/proposal.ts';
import type { StandingReport } from '../plan/report.ts';
import { heedPeople, nextStep, refuse, standingOf, textDigest } from '../plan/standing.ts';
import type { Policy } from '../policy/policy.ts';
import { closedBody, commitMessage, pullBody, pullTitle, type StandingPullContent } from '../render/standing-pull.ts';
import { DOCUMENTATION_URL } from './documentation.ts';
import { readBranchFile } from './branch-file.ts';
import { editFile, type EditedFile } from './edited-file.ts';
import type { PlannedRoadmap } from './plan-roadmap.ts';
import type { RoadmapReader } from './read-roadmap.ts';
import { standingBranch, temporaryBranch } from './standing-branch.ts';

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
  reader: RoadmapReader;
  /** Durable once it resolves; called before and after what is written, so that a process killed between forgets nothing. */
  save(conversation: Conversation): Promise<void>;
  /** Waits after an unclear answer; tests hand in one that does not. */
  pause?: (ms: number) => Promise<void>;
}

export interface StandingOutcome {
  report: StandingReport;
  /** As it was saved last. */
  conversation: Conversation;
}

/**
 * Brings the pull request up to date, heeding what people did with it. What GitHub refuses is an outcome with its reason.
 * @throws RateLimited, and GitHubError when GitHub is unavailable or the installation as a whole is refused: calling again goes
 * on from there
 */
export async function keepStandingPull(client: GitHubClient, input: StandingInput): Promise<StandingOutcome> {
  const keeper = new StandingKeeper(client, input);
  try {
    return await keeper.keep();
  } catch (error) {
    const reason = error instanceof ForeignBranch ? error.message : pullRefusalOf(error, keeper.place, keeper.branch);
    if (reason === null) throw error;
    return keeper.left(reason);
  }
}

const NOTHING = { edits: [], refusedEdits: [], said: [], isWritten: false } as const;

/** What the branch is to hold, and what is to be said of it. */
interface Wanted {
  edited: EditedFile;
  content: StandingPullContent;
  /** Keys of the edits that the next commit brings. */
  added: Proposal[];
}

class StandingKeeper {
  readonly place: Place;
  branch: string;
  readonly #client: GitHubClient;
  readonly #input: StandingInput;
  #conversation: Conversation;
  #seen: BranchPull | null = null;
  /** Heads of the pull requests from this branch that were merged. */
  #settled: string[] = [];
  /** What a pull request held that was merged into what the base is now. */
  #merged: ReadonlySet<string> = new Set();
  /** The pull request that is over since the last sync. */
  #over: Pick<StandingReport, 'state' | 'number' | 'url'> | null = null;
  #isWritten = false;

  constructor(client: GitHubClient, input: StandingInput) {
    const { repository } = input.state;
    this.#client = client;
    this.#input = input;
    this.#conversation = input.conversation;
    this.place = { owner: repository.owner, name: repository.name };
    this.branch =
      input.conversation.standing?.branch ??
      standingBranch(input.policy.pull_request.branch, input.paths, input.planned.path);
  }

  async keep(): Promise<StandingOutcome> {
    const { policy, planned } = this.#input;
    if (!policy.pull_request.enabled) return this.#report('none');
    const taken = await this.#look();
    if (taken !== null) return this.left(taken);
    const over = await this.#heed();
    if (over !== null) return over;
    // A file that cannot be read just now says nothing about what is left to propose.
    if (planned.source === null || planned.desired.problems.some(({ rule }) => rule === 'unreadable-file')) {
      return this.left(
        this.#seen === null ? null : `${planned.path} cannot be read, so its pull request stays as it is.`,
      );
    }
    if (this.#standing === null && this.#open.length === 0) return this.#report('none', this.#over ?? {});
    const known = await this.#recogniseHead();
    if (known !== null) return this.left(known);
    const missing = this.#unanswered();
    if (missing !== null) return this.left(missing);
    const wanted = await this.#want();
    return typeof wanted === 'string' ? this.left(wanted) : this.#act(wanted);
  }

  /** An outcome in which nothing more is written; `reason` null: there is nothing to say about it. */
  left(reason: string | null): StandingOutcome {
    const state = reason !== null ? 'refused' : this.#seen?.state === 'open' ? 'open' : 'none';
    return this.#report(state, { reason });
  }

  get #standing(): StandingPull | null {
    return this.#conversation.standing;
  }

  get #open(): Proposal[] {
    const refused = new Set(this.#conversation.refused);
    return this.#input.proposals.filter(({ key }) => !refused.has(key));
  }

  get #refused(): Proposal[] {
    const refused = new Set(this.#conversation.refused);
    return this.#input.proposals.filter(({ key }) => refused.has(key));
  }

  /** The base's newest commit, as it was looked at. */
  get #baseOid(): string {
    return this.#input.state.head?.oid ?? '';
  }

  /** The pull request that is known, else one that is there; a reason where the branch is somebody else's. */
  async #look(): Promise<string | null> {
    const { conversation, isFresh, planned } = this.#input;
    if (this.#standing !== null) {
      this.#seen = await readPull(this.#client, this.place, this.#standing.number);
      if (this.#seen === null) await this.#save({ ...this.#conversation, standing: null });
      return null;
    }
    const isDue = this.#open.length > 0 || conversation.refused.length > 0 || isFresh;
    if (!isDue || planned.desired.items.length === 0) return null;
    const pulls = await listPullsFrom(this.#client, this.place, this.branch);
    this.#settled = pulls.filter(({ state }) => state === 'merged').map(({ headOid }) => headOid);
    const open = pulls.find(({ state }) => state === 'open');
    if (open !== undefined) return this.#adopt(open);
    const [last] = pulls;
    if (isFresh && last?.state === 'closed' && last.isOwn && this.#isOurs(last)) this.#seen = last;
    return null;
  }

  async #adopt(open: BranchPull): Promise<string | null> {
    const standing = open.isOwn ? standingOf(open, this.branch, this.#input.proposals) : null;
    if (standing === null || !this.#isOurs(open)) {
      return `#${open.number} is a pull request from ${this.branch} that Milepost did not open for this roadmap, so nothing was proposed. Close it, or name another branch in \`pull_request.branch\`.`;
    }
    this.#seen = open;
    await this.#save({ ...this.#conversation, standing });
    return null;
  }

  #isOurs({ body }: BranchPull): boolean {
    const marker = readPullMarker(body);
    return marker !== null && isMarkerOf(marker.roadmap, this.#input.planned.path);
  }

  /** What people did: unticked, closed, merged. An outcome where nothing more is to be done this time. */
  async #heed(): Promise<StandingOutcome | null> {
    const seen = this.#seen;
    if (seen === null) return null;
    const before = this.#standing;
    const heeded = heedPeople(this.#conversation, seen, this.#input.proposals);
    if (seen.state === 'open') {
      await this.#save(heeded);
      return null;
    }
    this.#settled = seen.state === 'merged' ? [...this.#settled, seen.headOid] : this.#settled;
    if (seen.state === 'closed') await this.#tidy(before);
    const isLooking = seen.state === 'merged' && !(await this.#hasMerge(seen));
    await this.#save(heeded);
    this.#seen = null;
    this.#over = { state: seen.state, number: seen.number, url: seen.url };
    if (seen.state === 'merged' && !isLooking) this.#merged = new Set(before?.proposals);
    // The base was looked at before the merge: what it lacks is on its way.
    return isLooking ? this.#report('merged', this.#over) : null;
  }

  async #hasMerge({ mergeOid }: BranchPull): Promise<boolean> {
    if (mergeOid === null || mergeOid === this.#baseOid) return true;
    return !(await isBehind(this.#client, { ...this.place, oid: this.#baseOid, after: mergeOid }));
  }

  /** The branch of a closed pull request is deleted, where only our commits are on it. */
  async #tidy(standing: StandingPull | null): Promise<void> {
    if (standing === null || standing.shared === true) return;
    if (standing.next !== undefined) await this.#dropTemporary();
    const head = await branchHead(this.#client, this.place, this.branch);
    if (head !== null && isOwnHead(head, standing)) await this.#drop(this.branch);
  }

  #dropTemporary(): Promise<void> {
    return this.#drop(temporaryBranch(this.branch));
  }

  /** A branch that may not be deleted does no harm: it is used again. */
  async #drop(branch: string): Promise<void> {
    try {
      await deleteBranch(this.#client, this.place, branch);
      this.#isWritten = true;
    } catch (error) {
      if (pullRefusalOf(error, this.place, branch) === null) throw error;
    }
  }

  /** Whose commits the branch holds. A reason where the pull request was pointed elsewhere. */
  async #recogniseHead(): Promise<string | null> {
    const [seen, standing] = [this.#seen, this.#standing];
    if (seen === null || standing === null) return null;
    if (seen.base !== this.#input.state.defaultBranch) {
      return `#${seen.number} goes into ${seen.base} and not into ${this.#input.state.defaultBranch ?? 'the default branch'}: somebody changed that, so it stays as it is. Change it back, or close it.`;
    }
    if (standing.shared === true || (seen.headOid === standing.headOid && standing.next === undefined)) return null;
    const head = (await branchHead(this.#client, this.place, this.branch)) ?? seen.headOid;
    await this.#save({ ...this.#conversation, standing: await this.#recognised(standing, head) });
    return null;
  }

  async #recognised({ next, ...standing }: StandingPull, head: string): Promise<StandingPull> {
    if (next !== undefined) await this.#dropTemporary();
    if (head === standing.headOid) return standing;
    if (head === next?.headOid) return { ...standing, ...next };
    const { isOwn } = await workOn(this.#client, this.place, { base: this.#baseOid, head });
    if (!isOwn) return { ...standing, shared: true };
    // Ours, and nobody remembers what is in it: it is made anew.
    const { file: _file, baseFile: _baseFile, ...rest } = standing;
    return { ...rest, headOid: head };
  }

  /** What GitHub did not answer for must not pass for settled. */
  #unanswered(): string | null {
    const { planned, proposals } = this.#input;
    const isWhole = Object.values(planned.observed.references).every(({ state }) => state !== 'unobserved');
    const held = this.#standing?.proposals ?? [];
    if (isWhole || held.every((key) => proposals.some((proposal) => proposal.key === key))) return null;
    return 'GitHub did not answer for everything that the roadmap refers to, so the pull request stays as it is this time.';
  }

  async #want(): Promise<Wanted | string> {
    return this.#standing?.shared === true ? this.#wantOnTop(this.#standing) : this.#wantAnew();
  }

  async #wantAnew(): Promise<Wanted | string> {
    const { planned, reader, state } = this.#input;
    if (planned.source === null) return tooLong(planned.path);
    const edited = await editFile(
      reader,
      {
        source: planned.source,
        context: this.#context,
        roadmap: planned.desired,
        known: planned.desired.items,
        oidLength: state.head?.oid.length ?? 40,
      },
      this.#open,
    );
    if (edited === null) return tooLong(planned.path);
    await this.#dropWishes(edited.said);
    // What was merged and is not in the file, somebody took out before: it is not wanted.
    const unwanted = edited.made.filter(({ key }) => this.#merged.has(key));
    if (unwanted.length > 0) {
      await this.#save(
        refuse(
          this.#conversation,
          unwanted.map(({ key }) => key),
        ),
      );
      return this.#wantAnew();
    }
    return { edited, added: edited.made, content: this.#contentOf(edited.made, edited.inexact) };
  }

  /** On a branch with people's commits: what is there already, what they took out again, and what is new. */
  async #wantOnTop(standing: StandingPull): Promise<Wanted | string> {
    const { planned, reader, state } = this.#input;
    const head = (await branchHead(this.#client, this.place, this.branch)) ?? standing.headOid;
    await this.#save({ ...this.#conversation, standing: { ...standing, headOid: head } });
    const place = { ...this.place, ref: head, path: planned.path };
    const found = await readBranchFile(this.#client, place, {
      reader,
      context: this.#context,
      known: planned.desired.items,
    });
    if (found === null)
      return `${planned.path} cannot be read on ${this.branch}: others changed it there, so nothing more is added.`;
    const file = {
      ...found,
      context: this.#context,
      known: planned.desired.items,
      oidLength: state.head?.oid.length ?? 40,
    };
    const [before, fresh] = [
      this.#open.filter(({ key }) => standing.proposals.includes(key)),
      this.#open.filter(({ key }) => !standing.proposals.includes(key)),
    ];
    const [old, edited] = [await editFile(reader, file, before), await editFile(reader, file, fresh)];
    if (old === null || edited === null) return tooLong(planned.path);
    await this.#save(this.#takenOut(old.made));
    const held = [...before.filter((proposal) => !old.made.includes(proposal)), ...edited.said, ...edited.made];
    return { edited, added: edited.made, content: this.#contentOf(inOrder(held), edited.inexact) };
  }

  /** Somebody undid them on the branch: they are listed as refused, to be ticked again. */
  #takenOut(undone: readonly Proposal[]): Conversation {
    const [standing, keys] = [this.#standing, undone.map(({ key }) => key)];
    if (standing === null || keys.length === 0) return this.#conversation;
    return {
      ...this.#conversation,
      refused: [...new Set([...this.#conversation.refused, ...keys])],
      standing: { ...standing, proposals: standing.proposals.filter((key) => !keys.includes(key)) },
    };
  }

  #contentOf(held: readonly Proposal[], inexact: EditedFile['inexact']): StandingPullContent {
    const { planned, paths, policy } = this.#input;
    const { login } = this.#client.identity;
    return {
      file: planned.path,
      isOnly: paths.length < 2,
      held,
      refused: this.#refused,
      inexact,
      isShared: this.#standing?.shared === true,
      signedOffBy: policy.pull_request.sign_off && login !== '' ? login : null,
    };
  }

  get #context() {
    const { planned, webHost } = this.#input;
    const { owner, name } = this.place;
    return { file: planned.path, repo: `${owner}/${name}`, host: webHost, asOf: planned.asOf };
  }

  /** The file says them by now. */
  async #dropWishes(said: readonly Proposal[]): Promise<void> {
    const keys = new Set(said.map(({ key }) => key));
    const wishes = this.#conversation.wishes.filter(({ key }) => !keys.has(key));
    if (wishes.length < this.#conversation.wishes.length) await this.#save({ ...this.#conversation, wishes });
  }

  async #act(wanted: Wanted): Promise<StandingOutcome> {
    const { content, edited, added } = wanted;
    const [standing, baseFile] = [this.#standing, this.#input.planned.blobOid];
    const stays =
      standing !== null && standing.baseFile === baseFile && (standing.shared || standing.file === edited.file);
    // The lines are the same as long as the file is: its links stay as they are while the branch does.
    const baseOid = stays ? standing.baseOid : this.#baseOid;
    const written = this.#textOf(content, baseOid);
    const question = { standing, edits: added.length, baseFile, file: edited.file, text: written.text };
    const branch = { baseOid, baseFile, file: edited.file };
    switch (nextStep(question)) {
      case 'nothing':
        break;
      case 'open':
        await this.#openNew(wanted, written, branch);
        break;
      case 'rebuild':
        await this.#rebuild(wanted, branch);
        await this.#tell(content, written);
        break;
      case 'add':
        await this.#addOnTop(wanted, branch);
        await this.#tell(content, written);
        break;
      case 'edit':
        if (standing !== null)
          await this.#save({ ...this.#conversation, standing: { ...standing, baseOid, baseFile } });
        await this.#tell(content, written);
        break;
      case 'close':
        return this.#close(wanted);
    }
    return this.#reportOf(wanted);
  }

  /** Title and body as they are to be, with the digest by which it is known whether they are. */
  #textOf(content: StandingPullContent, baseOid: string): { title: string; body: string; text: string } {
    const { webUrl } = this.#input;
    const { owner, name } = this.place;
    const place = { serverUrl: webUrl, repo: `${owner}/${name}`, ref: baseOid, documentationUrl: DOCUMENTATION_URL };
    const title = pullTitle(content);
    const keys = [...(this.#standing?.proposals ?? []), ...content.held.map(({ key }) => key)];
    const longest = this.#markerOf({ number: 0, headOid: baseOid, baseOid, proposals: keys }, title);
    const body = pullBody(content, place, longest.length);
    return { title, body, text: textDigest(title, body) };
  }

  #markerOf(standing: StandingPull, title = standing.title ?? ''): string {
    const { state, planned } = this.#input;
    const zeros = '0'.repeat(this.#baseOid.length);
    return writePullMarker({
      roadmap: roadmapKey(state.repository.id, planned.path),
      edits: standing.proposals.slice(0, MOST_MARKED).map(editDigest),
      head: standing.headOid,
      base: standing.baseOid,
      baseFile: standing.baseFile ?? zeros,
      file: standing.file ?? zeros,
      text: standing.text ?? '0'.repeat(16),
      title,
      shared: standing.shared === true,
    });
  }

  async #commitOf({ edited, added }: Wanted, branch: string, onto: string): Promise<FileCommit> {
    const { planned, policy, webHost, paths } = this.#input;
    const signOff = policy.pull_request.sign_off ? await signOffOf(this.#client, webHost) : null;
    const message = commitMessage({ file: planned.path, isOnly: paths.length < 2, held: added }, signOff);
    return { branch, onto, path: planned.path, bytes: edited.bytes, file: edited.file, ...message };
  }

  async #openNew(
    wanted: Wanted,
    { title, body, text }: { title: string; body: string; text: string },
    branch: Pick<BranchState, 'baseOid' | 'baseFile' | 'file'>,
  ): Promise<void> {
    const commit = await this.#commitOf(wanted, this.branch, branch.baseOid);
    const headOid = await commitAnew(this.#client, this.place, commit, { settled: this.#settled, ...this.#pause });
    const proposals = wanted.added.map(({ key }) => key);
    const begun = { ...branch, branch: this.branch, headOid, proposals, text, title };
    const marker = this.#markerOf({ number: 0, ...begun });
    const draft = {
      title,
      body: `${body}\n\n${marker}`,
      head: this.branch,
      base: this.#input.state.defaultBranch ?? '',
    };
    this.#seen = await openPull(this.#client, this.place, draft, this.#input.pause);
    this.#isWritten = true;
    await this.#save({ ...this.#conversation, standing: { number: this.#seen.number, ...begun } });
  }

  /** By way of a temporary branch: one that stood at the base for a moment would close its pull request. */
  async #rebuild(wanted: Wanted, branch: Pick<BranchState, 'baseOid' | 'baseFile' | 'file'>): Promise<void> {
    const standing = this.#standing;
    if (standing === null) return;
    const temporary = temporaryBranch(this.branch);
    const commit = await this.#commitOf(wanted, temporary, branch.baseOid);
    const headOid = await commitAnew(this.#client, this.place, commit, this.#pause);
    const next = { ...branch, headOid, proposals: wanted.added.map(({ key }) => key) };
    await this.#save({ ...this.#conversation, standing: { ...standing, next } });
    if ((await branchHead(this.#client, this.place, this.branch)) !== standing.headOid) {
      throw new StaleBranch(`${this.branch} is no longer at ${standing.headOid}`);
    }
    await forceBranch(this.#client, this.place, { branch: this.branch, oid: headOid });
    this.#isWritten = true;
    await this.#dropTemporary();
    await this.#save({ ...this.#conversation, standing: { ...standing, ...next } });
  }

  async #addOnTop(wanted: Wanted, branch: Pick<BranchState, 'baseOid' | 'baseFile'>): Promise<void> {
    const standing = this.#standing;
    if (standing === null) return;
    const commit = await this.#commitOf(wanted, this.branch, standing.headOid);
    const headOid = await commitOnce(this.#client, this.place, commit, this.#input.pause);
    this.#isWritten = true;
    const proposals = [...new Set([...standing.proposals, ...wanted.content.held.map(({ key }) => key)])];
    const { baseOid, baseFile } = branch;
    const added = { baseOid, headOid, proposals, ...(baseFile === undefined ? {} : { baseFile }) };
    await this.#save({ ...this.#conversation, standing: { ...standing, ...added } });
  }

  /** Title and body; a title that a person gave it stays. */
  async #tell(
    _content: StandingPullContent,
    { title, body, text }: { title: string; body: string; text: string },
  ): Promise<void> {
    const [standing, seen] = [this.#standing, this.#seen];
    if (standing === null || seen === null) return;
    const isOurTitle = standing.title === undefined || seen.title === standing.title;
    const told = { ...standing, text, title: isOurTitle ? title : (standing.title ?? title) };
    const marked = `${body}\n\n${this.#markerOf(told)}`;
    await editPull(this.#client, this.place, standing.number, { body: marked, ...(isOurTitle ? { title } : {}) });
    this.#isWritten = true;
    await this.#save({ ...this.#conversation, standing: told });
  }

  /** Closed first: a branch that is deleted closes its pull request too, and that would look like a person's refusal. */
  async #close(wanted: Wanted): Promise<StandingOutcome> {
    const [standing, seen] = [this.#standing, this.#seen];
    if (standing === null || seen === null) return this.#reportOf(wanted);
    const marker = this.#markerOf({ ...standing, proposals: [] });
    await editPull(this.#client, this.place, standing.number, {
      body: `${closedBody(wanted.content)}\n\n${marker}`,
      state: 'closed',
    });
    this.#isWritten = true;
    await this.#tidy(standing);
    await this.#save({ ...this.#conversation, standing: null });
    this.#seen = null;
    return this.#reportOf(wanted, { state: 'closed', number: seen.number, url: seen.url });
  }

  get #pause(): { pause?: (ms: number) => Promise<void> } {
    const { pause } = this.#input;
    return pause === undefined ? {} : { pause };
  }

  async #save(conversation: Conversation): Promise<void> {
    if (JSON.stringify(conversation) === JSON.stringify(this.#conversation)) return;
    await this.#input.save(conversation);
    this.#conversation = conversation;
  }

  #reportOf({ content, edited }: Wanted, more: Partial<StandingReport> = {}): StandingOutcome {
    return this.#report(this.#standing === null ? 'none' : 'open', {
      ...(this.#standing === null ? this.#over : {}),
      edits: content.held.map(({ key, summary }) => ({ key, summary })),
      refusedEdits: [
        ...this.#refusedByPeople(),
        ...edited.inexact.map(({ proposal: { key, summary }, message }) => ({
          key,
          summary,
          by: 'file' as const,
          message,
        })),
      ],
      said: edited.said.map(({ key }) => key),
      ...more,
    });
  }

  #refusedByPeople(): StandingReport['refusedEdits'] {
    return this.#refused.map(({ key, summary }) => ({ key, summary, by: 'person', message: null }));
  }

  #report(state: StandingReport['state'], more: Partial<StandingReport> = {}): StandingOutcome {
    const report: StandingReport = {
      ...NOTHING,
      edits: [],
      said: [],
      refusedEdits: this.#refusedByPeople(),
      state,
      number: this.#seen?.number ?? null,
      url: this.#seen?.url ?? null,
      reason: null,
      ...more,
      isWritten: this.#isWritten,
    };
    return { report, conversation: this.#conversation };
  }
}

/** As many as any body has room for. */
const MOST_MARKED = 1_000;

const isOwnHead = (head: string, { headOid, next }: StandingPull): boolean =>
  head === headOid || head === next?.headOid;

const tooLong = (path: string): string =>
  `${path} takes too long to edit, so its pull request stays as it is. Split the file, or simplify it.`;

const inOrder = (proposals: readonly Proposal[]): Proposal[] =>
  proposals.toSorted((one, other) => (one.item?.line ?? 0) - (other.item?.line ?? 0));
