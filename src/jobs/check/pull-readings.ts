/** A roadmap before and after a change, read and planned: both against one Observation. Nothing is written here. */
import type { GitHubClient } from '../../github/client.ts';
import { isAbsent, GitHubError } from '../../github/github-error.ts';
import { lastCommitOn } from '../../github/last-commit.ts';
import { readFile } from '../../github/read-file.ts';
import type { FileAtRef, RepositoryState } from '../../github/repository-files.ts';
import { countUnobserved } from '../../plan/facts.ts';
import { introducedBy, type PlannedReading, type RoadmapChange } from '../../plan/introduced.ts';
import { lint } from '../../plan/lint.ts';
import type { LedgerRecord, Plan } from '../../plan/model.ts';
import { reconcile } from '../../plan/reconcile.ts';
import { allReferences } from '../../plan/references.ts';
import { defaultPolicy } from '../../policy/defaults.ts';
import type { Policy } from '../../policy/policy.ts';
import { decode } from '../../roadmap/decode.ts';
import type { Identified } from '../../roadmap/identity/identified.ts';
import type { ReadingContext, Roadmap } from '../../roadmap/model.ts';
import { emptyRoadmap, unreadableRoadmap } from '../../roadmap/unreadable.ts';
import type { Memory, StoredReading } from '../memory/memory.ts';
import { planReading, tooLarge } from '../reading/plan-roadmap.ts';
import type { FilePair, PullStates } from './pull-files.ts';
import type { RoadmapReader } from '../reading/read-roadmap.ts';

export interface PullReadingTools {
  /** Reads the files. */
  client: GitHubClient;
  /** Looks at what the file refers to: for a change from outside it sees no other private repository. */
  observer: GitHubClient;
  memory: Memory;
  reader: RoadmapReader;
  webHost: string;
  /** ISO instant. */
  now: string;
}

/** What a change does to one roadmap, and the new file for who wants to correct it. */
export interface ReadChange {
  change: RoadmapChange;
  after: ReadFile | null;
  unobserved: number;
}

export interface ReadFile {
  context: ReadingContext;
  desired: Roadmap;
  /** Without its byte order mark; null for what is no text that can be read. */
  text: string | null;
  bom: boolean;
}

/**
 * `policy` null: the configuration is wrong, so that only what the file itself tells is told.
 * @throws GitHubError, RateLimited
 */
export async function readChange(
  tools: PullReadingTools,
  states: PullStates,
  pair: FilePair,
  policy: Policy | null,
): Promise<ReadChange> {
  const path = pair.before?.path ?? pair.after?.path ?? '';
  const readings = await tools.memory.readings();
  const stored = readings.find((reading) => reading.path === path) ?? null;
  const known = { items: stored?.base.items ?? null, gone: stored?.base.gone ?? [] };
  const before = pair.before && (await readAt(tools, states.before, pair.before, stored, known));
  const after =
    pair.after &&
    (await readAt(tools, states.head, pair.after, stored, {
      ...known,
      items: before !== null && before.desired.items.length > 0 ? before.desired.items : known.items,
    }));
  const base = stored?.base ?? null;
  const planned =
    policy === null || after === null
      ? { before: before && linted(before, policy, tools.now), after: after && linted(after, policy, tools.now) }
      : await planBoth(tools, states.now, { before, after, policy, stored, file: pair.after!, path });
  return {
    change: introducedBy({ before: planned.before, after: planned.after, base, policy: policy ?? defaultPolicy }),
    after,
    unobserved: 'unobserved' in planned ? planned.unobserved : 0,
  };
}

async function readAt(
  tools: PullReadingTools,
  state: RepositoryState,
  file: FileAtRef,
  stored: StoredReading | null,
  known: { items: readonly Identified[] | null; gone: readonly Identified[] },
): Promise<ReadFile> {
  const { owner, name } = state.repository;
  const ref = state.head?.oid ?? null;
  const asOf = stored !== null && stored.blobOid === file.oid ? stored.asOf : await dayOf(tools, state, file.path);
  const context = { file: file.path, repo: `${owner}/${name}`, host: tools.webHost, asOf };
  const unread = { context, text: null, bom: false };
  const { bytes, size } = await readFile(tools.client, { owner, name, ref, ...file });
  if (bytes === null) return { ...unread, desired: unreadableRoadmap(context, tooLarge(file.path, size)) };
  const decoded = decode(bytes, file.path);
  if ('problem' in decoded) return { ...unread, desired: { ...emptyRoadmap(context), problems: [decoded.problem] } };
  const options = { blobOid: file.oid, stored: known.items, gone: known.gone, isToBePlanned: true };
  return { context, ...decoded, desired: await tools.reader.read(decoded.text, context, options) };
}

/** Day of the file's last commit up to there; where GitHub cannot tell it, of the commit itself. */
async function dayOf({ client, now }: PullReadingTools, { repository, head }: RepositoryState, path: string) {
  const { owner, name } = repository;
  const fallback = (head?.committedAt ?? now).slice(0, 10);
  try {
    return (await lastCommitOn(client, { owner, name, path, ref: head?.oid ?? 'HEAD' })) ?? fallback;
  } catch (error) {
    if (isAbsent(error) || (error instanceof GitHubError && error.kind === 'invalid')) return fallback;
    throw error;
  }
}

interface Sides {
  before: ReadFile | null;
  after: ReadFile;
  policy: Policy;
  stored: StoredReading | null;
  file: FileAtRef;
  /** Where the roadmap was: under it the memory keeps what it knows. */
  path: string;
}

async function planBoth(
  { observer, memory, webHost, now }: PullReadingTools,
  state: RepositoryState,
  { before, after, policy, stored, file, path }: Sides,
): Promise<{ before: PlannedReading | null; after: PlannedReading; unobserved: number }> {
  const ledger = await memory.ledger(path).load();
  const conversation = await memory.conversation(path);
  const approvals = { fingerprint: null };
  const also = before === null ? [] : allReferences(before.desired).map(({ reference }) => reference);
  const { plan, observed } = await planReading(
    { client: observer, webHost, now },
    { state, policy, file, stored, ledger: renamed(ledger, path, file.path), conversation, approvals, also },
    {
      desired: after.desired,
      source: after.text === null ? null : { text: after.text, bom: after.bom },
      asOf: after.context.asOf,
    },
  );
  const base = stored?.base ?? null;
  return {
    after: { ...after, plan },
    before: before && {
      ...before,
      plan: reconcile({
        desired: before.desired,
        text: before.text,
        observed,
        base,
        ledger,
        conversation,
        approvals,
        policy,
        now,
      }),
    },
    unobserved: countUnobserved(observed),
  };
}

/** The Ledger as it will be once the sync has taken the file for the same under its new name. */
function renamed(ledger: ReadonlyMap<string, LedgerRecord>, from: string, to: string): Map<string, LedgerRecord> {
  const entries = [...ledger.values()].map((entry) => ({ ...entry, key: entry.key.replace(`:${from}:`, `:${to}:`) }));
  return new Map(entries.map((entry) => [entry.key, entry]));
}

function linted(read: ReadFile, policy: Policy | null, now: string): PlannedReading {
  const findings = lint(read.desired, policy ?? defaultPolicy, now);
  const { file, repo } = read.desired;
  const plan: Plan = { file, repo: repo ?? '', findings, operations: [], proposals: [], fingerprint: '' };
  return { ...read, plan };
}
