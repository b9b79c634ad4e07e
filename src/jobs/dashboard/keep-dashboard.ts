/** Keeps the dashboard issue: opened once, edited in place when it says something new, ended by whoever closes it. */
import type { GitHubClient } from '../../github/client.ts';
import {
  editDashboardIssue,
  findDashboardIssue,
  openDashboardIssue,
  readDashboardIssue,
  type DashboardIssue,
} from '../../github/dashboard-issue.ts';
import { GitHubError } from '../../github/github-error.ts';
import type { ObservedRepository } from '../../plan/observation.ts';
import type { DashboardOutcome } from '../../plan/report.ts';
import { readBoxes } from '../../plan/ticks.ts';
import { DASHBOARD_TITLE } from '../../render/dashboard/dashboard.ts';
import { withNotice, withoutLastSync } from '../../render/dashboard/dashboard-body.ts';
import type { DashboardMemory, StoredDashboard } from '../memory/memory.ts';

export interface DashboardTask {
  /** Reads. */
  observer: GitHubClient;
  /** Makes the client that writes; called only when something is to be written. */
  writer(): GitHubClient;
  memory: DashboardMemory;
  repository: ObservedRepository;
  headOid: string;
  /** The issue as the sync's first request found it: null where it found none, undefined where it did not look. */
  read: DashboardIssue | null | undefined;
  content: DashboardContent;
  /** Something was carried out in this sync: then what the last sync did is news too. */
  isEventful: boolean;
}

export type DashboardContent =
  | {
      kind: 'whole';
      /** There is something to show: where not, none is opened. */
      isWorthOpening: boolean;
      /** The body as things are now, with whose ticks were put back. */
      render(refused: { by: string | null } | null): string;
      /** Whose ticks were put back in this sync already. */
      refused: { by: string | null } | null;
      /** Ticks of somebody who may decide were heeded in this sync: whose were put back before is no news any more. */
      hasHeeded: boolean;
      /**
       * Heeds the boxes of an issue that was just read. `isHeeded`: somebody's word counts, is in the store and in what
       * `render` gives from now on, and is still to be worked at.
       */
      heed(issue: DashboardIssue): Promise<{ isHeeded: boolean; refused: { by: string | null } | null }>;
    }
  /** What stands there stays, under a notice; none is opened. */
  | { kind: 'notice'; notice: string };

export interface KeptDashboard {
  /** null: there is none, and none was due. */
  outcome: DashboardOutcome | null;
  /** Somebody ticked while it was being written: the sync is to be done again at once. */
  again: boolean;
  /** Another process is opening it: to be done again a little later. */
  isBusy?: true;
}

/**
 * Brings the dashboard up to date. Never throws for what no repeating mends (issues switched off, a missing permission):
 * that is an outcome with its reason.
 * @throws RateLimited, and GitHubError when GitHub is unavailable
 */
export async function keepDashboard(task: DashboardTask): Promise<KeptDashboard> {
  const { repository, memory } = task;
  const stored = await memory.find();
  if (!repository.issuesEnabled) return { outcome: issuesDisabled(task, stored), again: false };
  try {
    return stored === null ? await begin(task) : await keep(task, stored);
  } catch (error) {
    const reason = refusalOf(error, repository);
    if (reason === null) throw error;
    return { outcome: { state: 'refused', number: stored?.number ?? null, reason }, again: false };
  }
}

const NONE: KeptDashboard = { outcome: null, again: false };
const BUSY: KeptDashboard = { ...NONE, isBusy: true };

function issuesDisabled({ repository, content }: DashboardTask, stored: StoredDashboard | null) {
  const isDue = content.kind === 'whole' && (stored !== null || content.isWorthOpening);
  if (!isDue || (stored !== null && stored.ended !== null)) return null;
  const place = `${repository.owner}/${repository.name}`;
  const reason = `Issues are disabled in ${place}, so there is no dashboard. Enable them in its settings, or set "dashboard: false".`;
  return { state: 'refused' as const, number: stored?.number ?? null, reason };
}

/** The store knows of none: an earlier store may have, so GitHub is asked before one is opened. */
async function begin(task: DashboardTask): Promise<KeptDashboard> {
  const { content, memory, observer, repository, headOid } = task;
  if (content.kind === 'notice' || !content.isWorthOpening) return NONE;
  if (!(await memory.claim())) return BUSY;
  const found = await findDashboardIssue(observer, repository);
  if (found !== null) return adopt(task, found);
  const number = await openDashboardIssue(task.writer(), repository, {
    title: DASHBOARD_TITLE,
    body: content.render(null),
    mayOpen: () => memory.claim(),
  });
  if (number === null) return BUSY;
  await memory.save({ number, ended: null, refused: refusedAt(content.refused, headOid) });
  return { outcome: { state: 'written', number }, again: false };
}

async function adopt(task: DashboardTask, { number, open }: { number: number; open: boolean }): Promise<KeptDashboard> {
  const { headOid, memory } = task;
  const stored: StoredDashboard = { number, ended: open ? null : { how: 'closed', headOid }, refused: null };
  await memory.save(stored);
  return keep({ ...task, read: undefined }, stored);
}

async function keep(task: DashboardTask, stored: StoredDashboard): Promise<KeptDashboard> {
  const { number } = stored;
  if (task.read === null && stored.ended?.how === 'gone') return end(task, stored, 'gone');
  // What the first request did not show may be gone, or GitHub may not have answered for it: the answer is asked for again.
  const issue = task.read ?? (await readDashboardIssue(task.observer, task.repository, number));
  if (issue === null || !issue.open) return end(task, stored, issue === null ? 'gone' : 'closed');
  const kept = await resume(task, stored);
  if (isCurrent(task, kept, issue)) return { outcome: { state: 'unchanged', number }, again: false };
  return write(task, kept);
}

/** Closed or deleted by a person: remembered, and said where it is first noticed. */
async function end(task: DashboardTask, stored: StoredDashboard, how: 'closed' | 'gone'): Promise<KeptDashboard> {
  const { memory, headOid } = task;
  const { number } = stored;
  const ended = stored.ended?.how === how ? stored.ended : { how, headOid };
  if (ended !== stored.ended) await memory.save({ ...stored, ended });
  return { outcome: { state: 'ended', number, how, isNews: ended.headOid === headOid }, again: false };
}

/** Reopened by a person: it goes on. Who had ticks put back is told until the next commit, or until somebody who may has ticked. */
async function resume(task: DashboardTask, stored: StoredDashboard): Promise<StoredDashboard> {
  const { content, headOid, memory } = task;
  const refused =
    content.kind === 'whole' && content.refused !== null
      ? refusedAt(content.refused, headOid)
      : stored.refused?.headOid === headOid && !(content.kind === 'whole' && content.hasHeeded)
        ? stored.refused
        : null;
  const isSame =
    stored.ended === null && refused?.by === stored.refused?.by && (refused === null) === (stored.refused === null);
  if (isSame) return stored;
  const kept = { ...stored, ended: null, refused };
  await memory.save(kept);
  return kept;
}

const refusedAt = (refused: { by: string | null } | null, headOid: string): StoredDashboard['refused'] =>
  refused === null ? null : { by: refused.by, headOid };

const bodyOf = ({ content }: DashboardTask, { refused }: StoredDashboard, now: string): string =>
  content.kind === 'notice' ? withNotice(now, content.notice) : content.render(refused);

function isCurrent(task: DashboardTask, stored: StoredDashboard, { body }: DashboardIssue): boolean {
  const wanted = bodyOf(task, stored, body);
  return task.isEventful ? plain(wanted) === plain(body) : withoutLastSync(wanted) === withoutLastSync(body);
}

const plain = (body: string): string => body.replaceAll('\r\n', '\n').trimEnd();

/** Read again right before it is written: a tick made meanwhile would be lost with the old body. */
async function write(task: DashboardTask, stored: StoredDashboard): Promise<KeptDashboard> {
  const { content, headOid, memory, observer, repository } = task;
  const { number } = stored;
  const fresh = await readDashboardIssue(observer, repository, number);
  if (fresh === null || !fresh.open) return end(task, stored, fresh === null ? 'gone' : 'closed');
  const heeded = content.kind === 'whole' && fresh.body !== task.read?.body ? await content.heed(fresh) : NOT_HEEDED;
  // Under a notice nobody's role is known: a tick stays as it is, with whoever made it as the last to edit.
  if (content.kind === 'notice' && hasTick(fresh)) return { outcome: { state: 'unchanged', number }, again: false };
  let known = stored;
  if (heeded.isHeeded || heeded.refused !== null) {
    known = { ...stored, refused: refusedAt(heeded.refused, headOid) };
    await memory.save(known);
  }
  await editDashboardIssue(task.writer(), repository, number, bodyOf(task, known, fresh.body));
  return { outcome: { state: 'written', number }, again: heeded.isHeeded };
}

const NOT_HEEDED = { isHeeded: false, refused: null };

const hasTick = ({ body, editor }: DashboardIssue): boolean =>
  editor?.isOwn !== true && [...readBoxes(body).values()].some(({ ticked, wasTicked }) => ticked !== wasTicked);

/** What the same call would meet again: 401 is about the token, and a suspended installation about everything. */
const LASTING: ReadonlySet<GitHubError['kind']> = new Set(['forbidden', 'not-found', 'gone', 'invalid']);

function refusalOf(error: unknown, { owner, name }: ObservedRepository): string | null {
  if (!(error instanceof GitHubError) || error.status === 401 || !LASTING.has(error.kind)) return null;
  const place = `${owner}/${name}`;
  if (error.kind === 'gone') {
    return `Issues are disabled in ${place}, so there is no dashboard. Enable them in its settings, or set "dashboard: false".`;
  }
  if (error.kind === 'forbidden' || error.kind === 'not-found') {
    return `Milepost may not write the dashboard in ${place}: it needs the permission "Issues: write", which an owner of the installation must grant. GitHub says: ${quote(error.said)}.`;
  }
  return `GitHub did not accept the dashboard of ${place}: ${quote(error.said)}.`;
}

/** GitHub's words may repeat ours, which came out of a roadmap: one line, shortened. */
function quote(said: string): string {
  const line = said.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `"${line.length > 200 ? `${line.slice(0, 200)}…` : line}"`;
}
