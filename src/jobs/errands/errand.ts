/** What an event asks for, and the little that is told about it besides its payload. */
import type { EventPayload } from './event-payload.ts';
import { ownerOf, type SyncPlace, type SyncRequest } from '../sync/sync-request.ts';
import type { Task } from '../queue/task.ts';

export type Errand =
  | { kind: 'task'; task: Task }
  /** A look at a repository, if a roadmap was read there before. `touched` as in a SyncRequest. */
  | { kind: 'look'; place: SyncPlace; touched?: string[] }
  /**
   * A look at each roadmap that points to one of `to`, and, unless null, to this as well. What it points to, it was
   * allowed to see when it was read; what it may see now, its sync finds out.
   */
  | { kind: 'look-where-pointed'; to: string[]; andTo: string | null }
  /** Every check that Milepost wrote on a commit once more, and one of each of these pull requests. */
  | { kind: 'recheck'; place: SyncPlace; headOid: string; numbers: number[]; sender: string | null }
  /** A sync of every repository of the installation in which a roadmap was read before. */
  | { kind: 'installation'; installationId: number; occasion: 'push' | 'manual'; freshToken: boolean }
  /** The app was uninstalled: nothing of it is kept. */
  | { kind: 'forget-installation'; installationId: number }
  /** Repositories were taken from the installation, or given to it. */
  | { kind: 'left' | 'returned'; installationId: number; repositoryIds: number[] };

export interface Event {
  payload: EventPayload;
  /** The sender is Milepost itself. */
  byMilepost: boolean;
  /** The issue or pull request that it is about was opened by Milepost, or may have been. */
  ofMilepost: boolean;
}

/** What one event asks for; pure. Nothing for an event that lacks what it goes by. */
export type Rule = (event: Event) => Errand[];

/** Nothing follows from what Milepost did itself: no circle is possible. */
export const byOthers =
  (rule: Rule): Rule =>
  (event) =>
    event.byMilepost ? [] : rule(event);

/** Where the event happened; null for one of an organisation, or without an installation. */
export function placeOf({ repository, installation }: EventPayload): SyncPlace | null {
  if (repository === undefined || installation === undefined) return null;
  return {
    installationId: installation.id,
    repositoryId: repository.id,
    owner: ownerOf(repository),
    name: repository.name,
  };
}

export const sync = (request: SyncRequest): Errand => ({ kind: 'task', task: { kind: 'sync', ...request } });

export const lookHere = (payload: EventPayload, touched?: string[]): Errand[] => {
  const place = placeOf(payload);
  return place === null ? [] : [{ kind: 'look', place, ...(touched === undefined ? {} : { touched }) }];
};

export const lookWherePointed = (to: (string | undefined)[], andTo: string | null = null): Errand => ({
  kind: 'look-where-pointed',
  to: to.filter((pointer) => pointer !== undefined),
  andTo,
});
