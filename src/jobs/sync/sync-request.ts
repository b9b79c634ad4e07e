/**
 * From webhooks to the syncs they ask for: pure functions of the trimmed payloads. An event only says where to look;
 * what is there, and whether it is new, the sync asks GitHub.
 */
import type { CommandComment } from '../../commands/command-comment.ts';

export interface SyncRequest {
  installationId: number;
  repositoryId: number;
  owner: string;
  name: string;
  /**
   * `push`: the default branch moved. `first-look`: Milepost has just been installed here; only a check run is written.
   * `manual`: look, whether or not anything changed.
   */
  occasion: 'push' | 'first-look' | 'manual';
  /** Login of whoever pushed; null when it was nobody in particular. What Milepost pushed itself causes no Operation. */
  sender: string | null;
  /** A first look is owed as well: a push that took in a waiting first look, and may itself have touched nothing. */
  firstLook: boolean;
  /** Somebody picked this very repository for Milepost, and is told when there is nothing in it to look at. */
  picked: boolean;
  /** Commit before the push; null when unknown. Needed only where the store knows no reading yet. */
  before: string | null;
  /** Commit that the branch was moved to; null when unknown. A replica of GitHub's may not have it yet. */
  after: string | null;
  /** What the installation may do has changed: an older token does not know. Absent: no. */
  freshToken?: boolean;
  /** Somebody asks for the check run of the newest commit anew, though it may say the same again. Absent: no. */
  recheck?: boolean;
  /** Only what these pointers (see src/plan/pointers.ts) stand for has changed, as far as is known. Absent: look at everything. */
  touched?: string[];
  /** Nobody waits for it: a daily look. Whatever else is to be done goes before it. Absent: somebody does. */
  patient?: boolean;
  /** Comments with commands that are to be worked first, oldest first; absent for none. */
  comments?: CommandComment[];
}

export type { CommandComment };

export interface RepositoryPayload {
  id: number;
  name: string;
  full_name: string;
  default_branch?: string;
  /** Not everybody can read it; so it says of internal ones too. */
  private?: boolean;
}

export interface PushPayload {
  ref: string;
  before: string;
  after: string;
  repository: RepositoryPayload;
  installation?: { id: number };
  sender?: { login: string };
}

/** Where a sync looks, and as whom. */
export type SyncPlace = Pick<SyncRequest, 'installationId' | 'repositoryId' | 'owner' | 'name'>;

/** The sync that looks whether or not a file changed: what it finds in agreement, it leaves alone. */
export const lookAt = ({ installationId, repositoryId, owner, name }: SyncPlace): SyncRequest => ({
  installationId,
  repositoryId,
  owner,
  name,
  occasion: 'manual',
  sender: null,
  firstLook: false,
  picked: false,
  before: null,
  after: null,
});

export const ownerOf = (repository: RepositoryPayload): string => repository.full_name.split('/')[0] ?? '';

/** GitHub writes zeros for a branch that was not there before, or is no longer. */
const commitOrNull = (oid: string): string | null => (/^0*$/.test(oid) ? null : oid);

/** The sync that a push to the default branch asks for; null for other branches, tags and events without an installation. */
export function requestOfPush({
  ref,
  before,
  after,
  repository,
  installation,
  sender,
}: PushPayload): SyncRequest | null {
  if (installation === undefined || ref !== `refs/heads/${repository.default_branch}`) return null;
  return {
    installationId: installation.id,
    repositoryId: repository.id,
    owner: ownerOf(repository),
    name: repository.name,
    occasion: 'push',
    sender: sender?.login ?? null,
    firstLook: false,
    picked: false,
    before: commitOrNull(before),
    after: commitOrNull(after),
  };
}

/**
 * First looks at the repositories that an installation has just been given. `selection` is GitHub's
 * `repository_selection`: `all` where nobody chose among the owner's repositories.
 */
export const requestsOfRepositories = (
  installationId: number,
  repositories: RepositoryPayload[],
  selection: string | undefined,
): SyncRequest[] =>
  repositories.map((repository) => ({
    installationId,
    repositoryId: repository.id,
    owner: ownerOf(repository),
    name: repository.name,
    occasion: 'first-look',
    sender: null,
    firstLook: true,
    picked: selection !== 'all',
    before: null,
    after: null,
  }));

/** The more a sync may do, the higher: a waiting sync that takes in another does what the higher of the two would. */
const RANK: Record<SyncRequest['occasion'], number> = { 'first-look': 0, push: 1, manual: 2 };

/** One waiting sync in place of two: the newer names, the farther-reaching occasion, the older commit to compare with. */
export function mergeRequests(waiting: SyncRequest, newer: SyncRequest): SyncRequest {
  const [lower, higher] = RANK[waiting.occasion] > RANK[newer.occasion] ? [newer, waiting] : [waiting, newer];
  const { touched: _, patient: __, ...place } = newer;
  return {
    ...place,
    occasion: higher.occasion,
    sender: lower.occasion === 'first-look' || lower.sender === higher.sender ? higher.sender : null,
    firstLook: waiting.firstLook || newer.firstLook,
    picked: waiting.picked || newer.picked,
    // A first look compares with nothing, so its lack of a commit says nothing about the push.
    before: lower.occasion === 'first-look' ? higher.before : waiting.before,
    after: newer.after ?? waiting.after,
    ...(waiting.freshToken || newer.freshToken ? { freshToken: true } : {}),
    ...(waiting.recheck || newer.recheck ? { recheck: true } : {}),
    ...(waiting.patient && newer.patient ? { patient: true } : {}),
    ...touchedOf(waiting, newer),
    ...commentsOf(waiting, newer),
  };
}

/** More than so many are as good as everything. */
const MOST_TOUCHED = 100;

/** Whoever asks to look at everything is not content with less. */
function touchedOf(waiting: SyncRequest, newer: SyncRequest): Pick<SyncRequest, 'touched'> {
  if (waiting.touched === undefined || newer.touched === undefined) return {};
  const touched = [...new Set([...waiting.touched, ...newer.touched])];
  return touched.length > MOST_TOUCHED ? {} : { touched };
}

/** Each once: a webhook may come twice. */
function commentsOf(waiting: SyncRequest, newer: SyncRequest): Pick<SyncRequest, 'comments'> {
  const byId = new Map(
    [...(waiting.comments ?? []), ...(newer.comments ?? [])].map((comment) => [comment.id, comment]),
  );
  return byId.size === 0 ? {} : { comments: [...byId.values()].toSorted((one, other) => one.id - other.id) };
}
