/** The steps from a roadmap file to its Plan: parse, observe, reconcile. Nothing is written here. */
import { mapBounded } from '../../github/bounded.ts';
import { lastCommitOn } from '../../github/last-commit.ts';
import type { GitHubClient } from '../../github/client.ts';
import { findSlipComment, listMarkedIssues } from '../../github/markers.ts';
import { observe, type ObserveInput } from '../../github/observe.ts';
import type { BoardWanted } from '../../github/observe-board.ts';
import { CONCURRENCY } from '../../github/observe-references.ts';
import { observeTouched } from '../../github/observe-touched.ts';
import { readFile } from '../../github/read-file.ts';
import type { FileAtRef, RepositoryState } from '../../github/repository-files.ts';
import { issueKey, roadmapKey } from '../../plan/keys.ts';
import type { Conversation } from '../../plan/conversation.ts';
import type { LedgerRecord, Plan } from '../../plan/model.ts';
import type { MarkedComment, Observation, ObservedRepository } from '../../plan/observation.ts';
import { reconcile } from '../../plan/reconcile.ts';
import type { Policy } from '../../policy/policy.ts';
import { decode, MAX_ROADMAP_BYTES } from '../../roadmap/decode.ts';
import type { ReadingContext, Reference, Roadmap } from '../../roadmap/model.ts';
import { emptyRoadmap, unreadableRoadmap } from '../../roadmap/unreadable.ts';
import type { KeptObservation, StoredReading } from '../memory/memory.ts';
import type { RoadmapReader } from './read-roadmap.ts';

export interface PlannedRoadmap {
  path: string;
  blobOid: string;
  asOf: string;
  desired: Roadmap;
  /** The file's text and whether a byte order mark stood before it; null for a file that could not be decoded. */
  source: RoadmapSource | null;
  observed: Observation;
  plan: Plan;
  /** What the Plan heeds. */
  conversation: Conversation;
  /** What was looked at, where that was not everything; null: everything was. */
  touched: TouchedLook | null;
  /** The same world with another Conversation (a person's tick counts in the sync that finds it) or Ledger; asks nobody. */
  again(changes: Partial<Heeded>): PlannedRoadmap;
  /** The same world, and what GitHub says now of these issues of the repository (numbers): one or two requests. @throws as `planReading` */
  againWith(issues: number[], changes: Partial<Heeded>): Promise<PlannedRoadmap>;
}

/** A look at what was touched alone. */
export interface TouchedLook {
  /** Keys of the references that were looked at. */
  looked: ReadonlySet<string>;
  /** What was known of all of them before. */
  kept: KeptObservation;
  /** The Plan of that, at its time. */
  before: Plan;
}

export interface RoadmapSource {
  text: string;
  bom: boolean;
}

export interface PlanningTools {
  client: GitHubClient;
  reader: RoadmapReader;
  /** Web host whose addresses are references. */
  webHost: string;
  /** ISO instant, the same for everything in one sync. */
  now: string;
}

export interface PlanningInput {
  state: RepositoryState;
  policy: Policy;
  file: FileAtRef;
  stored: StoredReading | null;
  ledger: ReadonlyMap<string, LedgerRecord>;
  conversation: Conversation;
  approvals: { fingerprint: string | null };
  /** What else is to be observed, though the Roadmap does not refer to it: another reading is compared with the same. */
  also?: readonly Reference[];
  /** Look at what was touched since (pointers) alone, if that will do. null or absent: look at everything. */
  known?: { kept: KeptObservation; touched: readonly string[] } | null;
}

/** @throws GitHubError, RateLimited */
export async function planRoadmap(tools: PlanningTools, input: PlanningInput): Promise<PlannedRoadmap> {
  const { state, file } = input;
  const asOf = await dayOfFile(tools, input);
  const { owner, name } = state.repository;
  const context = { file: file.path, repo: `${owner}/${name}`, host: tools.webHost, asOf };
  const { desired, source } = await readRoadmapFile(tools, input, context);
  return planReading(tools, input, { desired, source, asOf });
}

/**
 * A file that is not there, as a roadmap with that fault: it is said where the maintainer looks. `isAskedFor`: not the
 * configuration names it, but whoever started the sync.
 */
export async function planMissing(
  tools: PlanningTools,
  input: Omit<PlanningInput, 'file' | 'stored'> & { path: string; isAskedFor: boolean },
): Promise<PlannedRoadmap> {
  const { repository, defaultBranch } = input.state;
  const context = { file: input.path, repo: `${repository.owner}/${repository.name}`, host: tools.webHost, asOf: '' };
  const message = input.isAskedFor
    ? `${input.path} is not at the commit that was looked at; the path of a file there was expected. Correct the path, or add the file.`
    : `${input.path} is not on ${defaultBranch ?? 'the default branch'}; \`roadmaps\` in .github/milepost.yml names it. Add the file, or correct its path.`;
  const desired = unreadableRoadmap(context, message);
  const file = { path: input.path, oid: '', size: 0, text: '' };
  return planReading(tools, { ...input, file, stored: null }, { desired, source: null, asOf: '' });
}

/**
 * The Plan of a reading that is at hand, with the Observation that it was made from.
 * @throws GitHubError, RateLimited
 */
export async function planReading(
  { client, webHost, now }: Pick<PlanningTools, 'client' | 'webHost' | 'now'>,
  { state, policy, file, stored, ledger, conversation, approvals, also = [], known = null }: PlanningInput,
  { desired, source, asOf }: Pick<PlannedRoadmap, 'desired' | 'source' | 'asOf'>,
): Promise<PlannedRoadmap> {
  const { repository, milestones, releases } = state;
  const base = stored?.base ?? null;
  // Where nothing is remembered, or no more than a backup held, another door, or an earlier store, may have been at work:
  // the markers on GitHub tell.
  const isFresh = (base === null || stored?.isRestored === true) && desired.items.length > 0;
  const markedIssues = isFresh ? await listMarkedIssues(client, repository) : null;
  const opened = [
    ...(base?.items ?? []).map(({ issue }) => issue),
    ...[...ledger.values()].map(({ kind, result }) => (kind === 'open-issue' ? (result?.number ?? null) : null)),
    ...(markedIssues ?? []).map(({ number }) => number),
  ].filter((number) => number !== null);
  const board = desired.items.length === 0 ? null : boardOf(policy, file.path, webHost);
  const askFor = (roadmap: Roadmap): ObserveInput => ({
    repository,
    milestones,
    releases,
    roadmap,
    board,
    want: { markedIssues: false, markedComments: [] },
  });
  const wanted = askFor(withPointersTo({ ...desired, pointers: [...desired.pointers, ...also] }, repository, opened));
  const seen =
    known === null || base === null
      ? null
      : await observeTouched(client, wanted, { observed: known.kept.observed, touched: known.touched });
  const observed = seen?.observed ?? (await observe(client, wanted));
  const decide = (observation: Observation, heeded: Heeded, at = now): Plan =>
    reconcile({
      desired,
      text: source?.text ?? null,
      observed: observation,
      base,
      approvals,
      policy,
      now: at,
      ...heeded,
    });
  const given = { conversation, ledger };
  const complete = isFresh
    ? await withWrittenComments(client, { ...observed, markedIssues }, (one) => decide(one, given))
    : { ...observed, markedIssues };
  const touched =
    seen === null || known === null
      ? null
      : { looked: seen.looked, kept: known.kept, before: decide(known.kept.observed, given, known.kept.now) };
  const plannedWith = (observation: Observation, heeded: Heeded): PlannedRoadmap => ({
    path: file.path,
    blobOid: file.oid,
    asOf,
    desired,
    source,
    observed: observation,
    plan: decide(observation, heeded),
    conversation: heeded.conversation,
    touched,
    again: (changes) => plannedWith(observation, { ...heeded, ...changes }),
    async againWith(issues, changes) {
      const { references } = await observe(
        client,
        askFor(withPointersTo({ ...desired, items: [], pointers: [] }, repository, issues)),
      );
      const wider = { ...observation, references: { ...observation.references, ...references } };
      return plannedWith(wider, { ...heeded, ...changes });
    },
  });
  return plannedWith(complete, given);
}

/** The board that the Policy names for this roadmap, and the fields that it speaks of. */
function boardOf({ roadmaps, board }: Policy, path: string, webHost: string): BoardWanted | null {
  const project = roadmaps?.find((roadmap) => roadmap.path === path)?.project ?? null;
  if (project === null) return null;
  const { status_field, target_field, date_field, lane_field } = board;
  const fields = [status_field, target_field, date_field, lane_field].filter((field) => field !== null);
  return { project, webHost, fields };
}

/** What may be another when the same world is planned again. */
type Heeded = Pick<PlanningInput, 'conversation' | 'ledger'>;

/** The Roadmap as if it referred to these issues too: their state is wanted, though the file does not name them yet. */
function withPointersTo(desired: Roadmap, { owner, name }: ObservedRepository, numbers: number[]): Roadmap {
  const range = { line: 1, column: 1, endLine: 1, endColumn: 1, startOffset: 0, endOffset: 0 };
  const pointers = [...new Set(numbers)].map((number): Reference => ({
    kind: 'issue',
    owner,
    repo: name,
    number,
    line: 1,
    text: `#${number}`,
    range,
  }));
  return { ...desired, pointers: [...desired.pointers, ...pointers] };
}

/** With Milepost's slip comments on the issues that the Plan would comment on, until it would comment on no further ones. */
async function withWrittenComments(
  client: GitHubClient,
  observed: Observation,
  decide: (observed: Observation) => Plan,
): Promise<Observation> {
  const looked = new Set<string>();
  let markedComments: MarkedComment[] = [];
  for (;;) {
    const plan = decide({ ...observed, markedComments });
    const issues = plan.operations.flatMap((operation) => (operation.kind === 'comment-slip' ? [operation.issue] : []));
    const unseen = issues.filter((issue) => !looked.has(issueKey(issue)));
    if (unseen.length === 0) return { ...observed, markedComments };
    for (const issue of unseen) looked.add(issueKey(issue));
    const found = await mapBounded(unseen, CONCURRENCY, (issue) =>
      findSlipComment(client, issue, roadmapKey(observed.repository.id, plan.file)),
    );
    markedComments = [...markedComments, ...found.filter((comment) => comment !== null)];
  }
}

async function readRoadmapFile(
  tools: PlanningTools,
  { state, file, stored }: PlanningInput,
  context: ReadingContext,
): Promise<Pick<PlannedRoadmap, 'desired' | 'source'>> {
  const { owner, name } = state.repository;
  const ref = state.head?.oid ?? null;
  const { bytes, size } = await readFile(tools.client, { owner, name, ref, ...file });
  if (bytes === null) return { desired: unreadableRoadmap(context, tooLarge(file.path, size)), source: null };
  const decoded = decode(bytes, file.path);
  if ('problem' in decoded) return { desired: { ...emptyRoadmap(context), problems: [decoded.problem] }, source: null };
  const desired = await tools.reader.read(decoded.text, context, {
    blobOid: file.oid,
    stored: stored?.base.items ?? null,
    gone: stored?.base.gone ?? [],
    isToBePlanned: true,
  });
  return { desired, source: decoded };
}

export const tooLarge = (path: string, bytes: number): string =>
  `${path} has ${Math.ceil(bytes / 1024)} KiB; a roadmap of at most ${MAX_ROADMAP_BYTES / 1024} KiB can be read. Split it, or move finished work elsewhere.`;

/** Day of the file's last commit: known for a file that was read before, asked for once where it is another one. */
export async function dayOfFile(
  { client, now }: Pick<PlanningTools, 'client' | 'now'>,
  { state, file, stored }: Pick<PlanningInput, 'state' | 'file' | 'stored'>,
): Promise<string> {
  if (stored !== null && stored.blobOid === file.oid) return stored.asOf;
  const { owner, name } = state.repository;
  const ref = state.head?.oid ?? state.defaultBranch ?? 'HEAD';
  const lastCommit = await lastCommitOn(client, { owner, name, path: file.path, ref });
  return lastCommit ?? (state.head?.committedAt ?? now).slice(0, 10);
}
