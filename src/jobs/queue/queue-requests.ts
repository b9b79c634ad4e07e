/** How requests get into the queue: any number of keys in five statements. */
import type { PgBoss } from 'pg-boss';
import type { Database } from '../../store/database.ts';
import {
  addWaiting,
  changeWaiting,
  findWaiting,
  lockKeys,
  removeWaiting,
  type Change,
  type Envelope,
  type Place,
  type WaitingJob,
} from './queue-waiting.ts';

/** Work that is asked for: of each key one is worked at a time. */
export interface Request<Data> {
  key: string;
  data: Data;
}

/** Who goes first. `patient`: nobody waits for it. */
export type Priority = 'urgent' | 'normal' | 'patient';

/** What the data of a request says about where it stands; all of it pure. */
export interface RequestRules<Data> {
  /** `waiting`, the older one, and `newer` in one: what either would have done. */
  merge: (waiting: Data, newer: Data) => Data;
  /** Default: all are `normal`. */
  priorityOf?: (data: Data) => Priority;
  /** Whose request it is: of one group only a few are worked at once. Default, and null: nobody's in particular. */
  groupOf?: (data: Data) => string | null;
  /**
   * Whether the newer request need not wait for the limit that the waiting one was put back for: there may be room for it.
   * Default: it waits too.
   */
  passesHold?: (waiting: Data, newer: Data) => boolean;
  /** How long a request may wait for others to join it. Default: not at all. */
  delaySecondsOf?: (data: Data) => number;
}

/** As pg-boss orders them; 0 is what it gives by itself. */
export const PRIORITIES: Record<Priority, number> = { urgent: 1, normal: 0, patient: -1 };

export const placeOf = <Data>(rules: RequestRules<Data>, data: Data): Place => ({
  priority: PRIORITIES[rules.priorityOf?.(data) ?? 'normal'],
  group: rules.groupOf?.(data) ?? null,
});

function mergedByKey<Data>(requests: readonly Request<Data>[], { merge }: RequestRules<Data>): Map<string, Data> {
  const dataByKey = new Map<string, Data>();
  for (const { key, data } of requests) {
    const earlier = dataByKey.get(key);
    dataByKey.set(key, earlier === undefined ? data : merge(earlier, data));
  }
  return dataByKey;
}

const fresh = <Data>(key: string, data: Data): Envelope<Data> => ({ key, data, heldUntil: null, earlierTries: 0 });

/**
 * A newer request joins the job that waits. One that waits out a failure begins afresh, at once and with all its tries:
 * what made it fail may be what has changed. One that waits for a rate limit goes on waiting, unless the newer request is
 * one that passes it; one that was only delayed does so no longer when the newer request is prompt.
 */
function joined<Data>(rules: RequestRules<Data>, { id, envelope }: WaitingJob<Data>, newer: Data): Change<Data> {
  const data = rules.merge(envelope.data, newer);
  const passes = envelope.heldUntil !== null && rules.passesHold?.(envelope.data, newer) === true;
  const heldUntil = passes ? null : envelope.heldUntil;
  const isPrompt = passes || (rules.delaySecondsOf?.(newer) ?? 0) === 0;
  const startAfter = heldUntil ?? (isPrompt ? 'now' : null);
  return { id, envelope: { ...envelope, data, heldUntil }, place: placeOf(rules, data), startAfter };
}

/** Enters requests inside the transaction, and locks their keys until it ends. Requests with the same key become one. */
export async function enterRequests<Data extends object>(
  boss: PgBoss,
  transaction: Database,
  rules: RequestRules<Data>,
  requests: readonly Request<Data>[],
): Promise<void> {
  const dataByKey = mergedByKey(requests, rules);
  const keys = [...dataByKey.keys()];
  if (keys.length === 0) return;
  await lockKeys(transaction, keys);
  const waitingByKey = await findWaiting<Data>(transaction, keys);
  const added: Parameters<typeof addWaiting<Data>>[2] = [];
  const changed: Change<Data>[] = [];
  const begunAfresh: string[] = [];
  for (const [key, data] of dataByKey) {
    const waiting = waitingByKey.get(key);
    if (waiting?.state === 'created') {
      changed.push(joined(rules, waiting, data));
    } else {
      if (waiting !== undefined) begunAfresh.push(waiting.id);
      const all = waiting === undefined ? data : rules.merge(waiting.envelope.data, data);
      const delaySeconds = waiting === undefined ? (rules.delaySecondsOf?.(data) ?? 0) : 0;
      added.push({ envelope: fresh(key, all), place: placeOf(rules, all), startAfter: delaySeconds });
    }
  }
  await removeWaiting(boss, transaction, begunAfresh);
  await addWaiting(boss, transaction, added);
  await changeWaiting(transaction, changed);
}
