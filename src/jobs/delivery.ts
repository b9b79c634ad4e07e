/**
 * What is kept of a webhook: the record that the work needs, not seven kilobytes of payload. The event only says where
 * to look; what is true is asked of GitHub when the work is done.
 */

/** A verified webhook, trimmed. `payload` has GitHub's own names, so that handlers read it as they would the whole. */
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
const pick = (value: unknown, ...keys: string[]): Json | undefined =>
  isObject(value) ? Object.fromEntries(keys.flatMap((key) => (key in value ? [[key, value[key]]] : []))) : undefined;

const pickAll = (value: unknown, ...keys: string[]): (Json | undefined)[] | undefined =>
  Array.isArray(value) ? value.map((entry) => pick(entry, ...keys)) : undefined;

const idOf = (value: unknown): number | null =>
  isObject(value) && typeof value['id'] === 'number' ? value['id'] : null;

const REPOSITORY_KEYS = ['id', 'name', 'full_name', 'private', 'default_branch'];

/** The record of one webhook. `payload` is the parsed body, which anyone who knows the secret can shape: nothing is assumed. */
export function trimDelivery(id: string, event: string, payload: Json): Delivery {
  const { action, repository, installation } = payload;
  const trimmed: Json = {
    action: typeof action === 'string' ? action : undefined,
    ref: payload['ref'],
    before: payload['before'],
    after: payload['after'],
    deleted: payload['deleted'],
    repository: isObject(repository)
      ? { ...pick(repository, ...REPOSITORY_KEYS), owner: pick(repository['owner'], 'login', 'id') }
      : undefined,
    installation: isObject(installation)
      ? { ...pick(installation, 'id', 'repository_selection'), account: pick(installation['account'], 'login', 'id') }
      : undefined,
    sender: pick(payload['sender'], 'login', 'id', 'type'),
    repository_selection: payload['repository_selection'],
    repositories: pickAll(payload['repositories'], ...REPOSITORY_KEYS),
    repositories_added: pickAll(payload['repositories_added'], ...REPOSITORY_KEYS),
    repositories_removed: pickAll(payload['repositories_removed'], ...REPOSITORY_KEYS),
  };
  return {
    id,
    event,
    action: typeof action === 'string' ? action : null,
    installationId: idOf(installation),
    repositoryId: idOf(repository),
    payload: JSON.parse(JSON.stringify(trimmed)) as object,
  };
}
