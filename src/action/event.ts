/** Which event started the workflow, and what it asks for. What it says is a hint: what is there, GitHub is asked. */
import { readFileSync } from 'node:fs';
import { Failure } from '../cli/failure.ts';
import type { RestPull } from '../github/pull.ts';

type Environment = Readonly<Record<string, string | undefined>>;

/** A change that is to be checked. */
export interface ChangeAsked {
  kind: 'check';
  /** null for a group of the merge queue. */
  number: number | null;
  /** null where the event does not say: the pull request is asked. */
  headOid: string | null;
  baseOid: string | null;
  /** The pull request as the event has it; null without one. */
  pull: RestPull | null;
}

/** The default branch is to be looked at. */
export interface SyncAsked {
  kind: 'sync';
  /** Name of the branch that was pushed to; null where it was no push. */
  branch: string | null;
  /** null where the event does not say: GitHub is asked. */
  defaultBranch: string | null;
  /** Commit that was pushed; null where it was no push. */
  after: string | null;
  /** Login of whoever pushed; null for nobody in particular. */
  sender: string | null;
}

/** Nothing is to be done; `why` is a sentence. */
export interface NothingAsked {
  kind: 'nothing';
  why: string;
}

export interface ActionEvent {
  name: string;
  owner: string;
  repository: string;
  asked: ChangeAsked | SyncAsked | NothingAsked;
}

interface Payload {
  action?: unknown;
  ref?: unknown;
  after?: unknown;
  number?: unknown;
  pull_request?: (RestPull & { number?: unknown }) | null;
  merge_group?: { head_sha?: unknown; base_sha?: unknown } | null;
  repository?: { full_name?: unknown; default_branch?: unknown } | null;
  sender?: { login?: unknown } | null;
}

const CHECKED = new Set(['pull_request', 'pull_request_target', 'merge_group']);
const SYNCED = new Set(['push', 'schedule', 'workflow_dispatch']);

const text = (value: unknown): string | null => (typeof value === 'string' && value !== '' ? value : null);
const oidOf = (value: unknown): string | null =>
  typeof value === 'string' && /^[0-9a-f]{40,64}$/iu.test(value) && !/^0+$/u.test(value) ? value : null;

/**
 * Reads `GITHUB_EVENT_NAME`, the file at `GITHUB_EVENT_PATH` and what the runner says besides. `isChosen`: a mode was named,
 * which other events than the usual ones may ask for too. A file that is missing or is no JSON is made up for where it can be.
 * @throws Failure when no repository is named
 */
export function readEvent(env: Environment, isChosen: boolean): ActionEvent {
  const name = text(env['GITHUB_EVENT_NAME']) ?? '';
  const payload = readPayload(env['GITHUB_EVENT_PATH']);
  const fullName = text(env['GITHUB_REPOSITORY']) ?? text(payload?.repository?.full_name) ?? '';
  if (!/^(?!\.{1,2}\/)[\w.-]{1,100}\/(?!\.{1,2}$)[\w.-]{1,100}$/u.test(fullName))
    throw new Failure('GITHUB_REPOSITORY names no repository, expected OWNER/NAME as the runner sets it.');
  const [owner = '', repository = ''] = fullName.split('/');
  return { name, owner, repository, asked: askedBy(name, payload, env, isChosen) };
}

function askedBy(name: string, payload: Payload | null, env: Environment, isChosen: boolean): ActionEvent['asked'] {
  if (CHECKED.has(name)) return name === 'merge_group' ? groupAsked(payload, env) : pullAsked(payload, env);
  if (name === 'push') return pushAsked(payload, env);
  if (SYNCED.has(name) || isChosen)
    return { kind: 'sync', branch: null, defaultBranch: null, after: null, sender: null };
  const usual = [...CHECKED, ...SYNCED].join(', ');
  const found = name === '' ? 'GITHUB_EVENT_NAME names no event' : `Nothing is done for the event \`${name}\``;
  return { kind: 'nothing', why: `${found}. Milepost works on ${usual}; with \`mode: plan\` or \`apply\` on any.` };
}

function pullAsked(payload: Payload | null, env: Environment): ChangeAsked | NothingAsked {
  const pull = payload?.pull_request ?? null;
  const ofRef = /^refs\/pull\/([1-9]\d{0,8})\//u.exec(env['GITHUB_REF'] ?? '')?.[1];
  const number = [pull?.number, payload?.number, ofRef].map(Number).find((one) => Number.isSafeInteger(one) && one > 0);
  if (number === undefined)
    return { kind: 'nothing', why: 'The event names no pull request, so there is nothing to check.' };
  if (payload?.action === 'closed' || pull?.state === 'closed')
    return { kind: 'nothing', why: `Pull request #${number} is closed, so there is nothing to check.` };
  return { kind: 'check', number, headOid: oidOf(pull?.head?.sha), baseOid: null, pull };
}

function groupAsked(payload: Payload | null, env: Environment): ChangeAsked | NothingAsked {
  const headOid = oidOf(payload?.merge_group?.head_sha) ?? oidOf(env['GITHUB_SHA']);
  if (headOid === null) return { kind: 'nothing', why: 'The event names no commit of the merge queue.' };
  return { kind: 'check', number: null, headOid, baseOid: oidOf(payload?.merge_group?.base_sha), pull: null };
}

function pushAsked(payload: Payload | null, env: Environment): SyncAsked | NothingAsked {
  const ref = text(payload?.ref) ?? text(env['GITHUB_REF']);
  const branch = /^refs\/heads\/(.+)$/su.exec(ref ?? '')?.[1];
  if (branch === undefined) {
    const why = ref === null ? 'The event names no branch' : 'What was pushed is no branch';
    return { kind: 'nothing', why: `${why}, so there is nothing to do.` };
  }
  return {
    kind: 'sync',
    branch,
    defaultBranch: text(payload?.repository?.default_branch),
    after: oidOf(payload?.after) ?? oidOf(env['GITHUB_SHA']),
    sender: text(payload?.sender?.login),
  };
}

function readPayload(path: string | undefined): Payload | null {
  if (path === undefined || path === '') return null;
  try {
    const payload: unknown = JSON.parse(readFileSync(path, 'utf8'));
    return typeof payload === 'object' && payload !== null ? payload : null;
  } catch {
    // What the file would say is asked for elsewhere, or said to be missing.
    return null;
  }
}
