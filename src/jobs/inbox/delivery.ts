/**
 * What is kept of a webhook: the record that the work needs, not seven kilobytes of payload. The event only says where
 * to look; what is true is asked of GitHub when the work is done.
 */

/**
 * A verified webhook, trimmed. `payload` has GitHub's own names, so that handlers read it as they would the whole; what was
 * not there is undefined until it is stored, and absent from then on.
 */
export interface Delivery {
  /** `X-GitHub-Delivery`: the same again on a redelivery. */
  id: string;
  event: string;
  action: string | null;
  installationId: number | null;
  repositoryId: number | null;
  payload: object;
}

type Json = Record<string, unknown>;

const isObject = (value: unknown): value is Json =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** Only the named keys, and only those that are there. */
function pick(value: unknown, ...keys: string[]): Json | undefined {
  if (!isObject(value)) return undefined;
  const picked: Json = {};
  for (const key of keys) if (Object.hasOwn(value, key)) picked[key] = scalar(value[key]);
  return picked;
}

const pickAll = (value: unknown, ...keys: string[]): (Json | undefined)[] | undefined =>
  Array.isArray(value) ? value.map((entry) => pick(entry, ...keys)) : undefined;

/** Nothing but a whole number fits into its column. */
const idOf = (value: unknown): number | null =>
  isObject(value) && Number.isSafeInteger(value['id']) ? (value['id'] as number) : null;

const REPOSITORY_KEYS = ['id', 'name', 'full_name', 'private', 'default_branch'];

/** Absent where it cannot be told which one is meant. GitHub always writes the full name, a stand-in for it may not. */
function repositoryOf(repository: unknown): Json | undefined {
  if (!isObject(repository) || idOf(repository) === null) return undefined;
  const owner = pick(repository['owner'], 'login', 'id');
  const full =
    textOf(repository['full_name']) ?? `${textOf(owner?.['login']) ?? ''}/${textOf(repository['name']) ?? ''}`;
  const name = textOf(repository['name']) ?? full.split('/')[1];
  if (!/^[^/]+\/[^/]+$/.test(full)) return undefined;
  return { ...pick(repository, ...REPOSITORY_KEYS), name, full_name: full, owner };
}

const repositoriesOf = (repositories: unknown): Json[] | undefined =>
  Array.isArray(repositories)
    ? repositories.flatMap((entry) => {
        const repository = repositoryOf(entry);
        return repository === undefined ? [] : [pick(repository, ...REPOSITORY_KEYS)!];
      })
    : undefined;

/** Objects and lists in the place of a name are nobody's. */
const scalar = (value: unknown): unknown => (typeof value === 'object' && value !== null ? undefined : value);

const textOf = (value: unknown): string | undefined => (typeof value === 'string' ? value : undefined);

/** Whether something is among an edit's changes is read, not what stood there. */
const CHANGES = ['title', 'body', 'base', 'default_branch'];

const changesOf = (changes: unknown): Json | undefined =>
  isObject(changes)
    ? Object.fromEntries(CHANGES.flatMap((key) => (isObject(changes[key]) ? [[key, {}]] : [])))
    : undefined;

const ACCOUNT_KEYS = ['login', 'type'];

/** An issue or a pull request: which one it is, and whose. */
const subjectOf = (subject: unknown): Json | undefined =>
  isObject(subject)
    ? {
        ...pick(subject, 'number', 'node_id'),
        user: pick(subject['user'], ...ACCOUNT_KEYS),
        ...(isObject(subject['pull_request']) ? { pull_request: {} } : {}),
        head: pick(subject['head'], 'sha'),
      }
    : undefined;

/** GitHub takes no longer comment. */
const MAX_COMMENT_LENGTH = 65_536;

/** A text is kept only where a command may be in it: it is the only thing in it that is read. */
function commentOf(comment: unknown): Json | undefined {
  if (!isObject(comment)) return undefined;
  const { body } = comment;
  const mayCommand = typeof body === 'string' && /\/(?:roadmap|milepost)/i.test(body);
  return {
    ...pick(comment, 'id', 'html_url'),
    user: pick(comment['user'], ...ACCOUNT_KEYS),
    performed_via_github_app: isObject(comment['performed_via_github_app']) ? {} : null,
    body: mayCommand ? body.slice(0, MAX_COMMENT_LENGTH) : null,
  };
}

/** More pull requests of one commit than anybody has. */
const MOST_PULLS = 100;

const checkOf = (check: unknown): Json | undefined =>
  isObject(check)
    ? {
        ...pick(check, 'head_sha', 'external_id'),
        pull_requests: pickAll(check['pull_requests'], 'number')?.slice(0, MOST_PULLS),
      }
    : undefined;

/** The record of one webhook. `payload` is the parsed body, which anyone who knows the secret can shape: nothing is assumed. */
export function trimDelivery(id: string, event: string, payload: Json): Delivery {
  const { action, repository, installation } = payload;
  const trimmed: Json = {
    action: typeof action === 'string' ? action : undefined,
    ref: textOf(payload['ref']),
    before: textOf(payload['before']),
    after: textOf(payload['after']),
    deleted: scalar(payload['deleted']),
    repository: repositoryOf(repository),
    installation:
      isObject(installation) && idOf(installation) !== null
        ? { ...pick(installation, 'id', 'repository_selection'), account: pick(installation['account'], 'login', 'id') }
        : undefined,
    sender: pick(payload['sender'], 'login', 'id', 'type'),
    changes: changesOf(payload['changes']),
    issue: subjectOf(payload['issue']),
    pull_request: subjectOf(payload['pull_request']),
    comment: commentOf(payload['comment']),
    milestone: pick(payload['milestone'], 'number'),
    merge_group: pick(payload['merge_group'], 'head_sha', 'base_sha'),
    check_run: checkOf(payload['check_run']),
    check_suite: checkOf(payload['check_suite']),
    requested_action: pick(payload['requested_action'], 'identifier'),
    projects_v2: pick(payload['projects_v2'], 'node_id'),
    projects_v2_item: pick(payload['projects_v2_item'], 'project_node_id', 'content_node_id', 'content_type'),
    repository_selection: textOf(payload['repository_selection']),
    repositories: repositoriesOf(payload['repositories']),
    repositories_added: repositoriesOf(payload['repositories_added']),
    repositories_removed: repositoriesOf(payload['repositories_removed']),
  };
  return {
    id,
    event,
    action: typeof action === 'string' ? action : null,
    installationId: idOf(installation),
    repositoryId: idOf(repository),
    payload: trimmed,
  };
}
