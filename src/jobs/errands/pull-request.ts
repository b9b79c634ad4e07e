import { referenceKey } from '../../plan/observation.ts';
import { nodePointer } from '../../plan/pointers.ts';
import { lookHere, lookWherePointed, placeOf, type Errand, type Rule } from './errand.ts';
import type { EventPayload } from './event-payload.ts';
import { ownerOf } from '../sync/sync-request.ts';

/** A check of the pull request, Milepost's own too: somebody may require it. */
export const checkPull: Rule = ({ payload }) => {
  const { pull_request: pull, sender } = payload;
  const place = placeOf(payload);
  if (place === null || pull === undefined) return [];
  const { number, head } = pull;
  const asked = { number, headOid: head.sha, baseOid: null, wanted: 'check', sender: sender?.login ?? null } as const;
  return [{ kind: 'task', task: { kind: 'check', ...place, ...asked } }];
};

/** It is to be merged into another branch now. */
export const checkRebasedPull: Rule = (event) =>
  event.payload.changes?.['base'] === undefined ? [] : checkPull(event);

/** Commits of the merge queue, which waits for the check of each. */
export const checkGroup: Rule = ({ payload }) => {
  const { merge_group: group, sender } = payload;
  const place = placeOf(payload);
  if (place === null || group === undefined) return [];
  const commits = { headOid: group.head_sha, baseOid: group.base_sha ?? null };
  const asked = { number: null, ...commits, wanted: 'check', sender: sender?.login ?? null } as const;
  return [{ kind: 'task', task: { kind: 'check', ...place, ...asked } }];
};

/** Somebody closed, reopened, ticked or pushed to the standing pull request. */
export const ownPullTouched: Rule = ({ payload, ofMilepost }) => (ofMilepost ? lookHere(payload) : []);

/** Something that a roadmap says of a pull request may no longer be so. */
export const pullChanged: Rule = ({ payload }) => wherePointed(payload);

/** Its title was; its text matters to nobody but its author. */
export const pullRenamed: Rule = ({ payload }) =>
  payload.changes?.['title'] === undefined ? [] : wherePointed(payload);

function wherePointed({ repository, pull_request: pull }: EventPayload): Errand[] {
  if (repository === undefined || pull === undefined) return [];
  const { number, node_id: nodeId } = pull;
  const key = referenceKey({ kind: 'pull', owner: ownerOf(repository), repo: repository.name, number });
  return [lookWherePointed([key, nodeId === undefined ? undefined : nodePointer(nodeId)])];
}
