import { referenceKey } from '../../plan/observation.ts';
import { lookHere, lookWherePointed, type Rule } from './errand.ts';
import { ownerOf } from '../sync/sync-request.ts';

/** A roadmap names the milestones of its own repository by their titles, and points to those elsewhere. */
export const milestoneChanged: Rule = ({ payload }) => {
  const { repository, milestone } = payload;
  if (repository === undefined || milestone === undefined) return [];
  const { number } = milestone;
  const key = referenceKey({ kind: 'milestone', owner: ownerOf(repository), repo: repository.name, number });
  return [lookWherePointed([key]), ...lookHere(payload)];
};

/** Releases are compared with the roadmaps of their own repository only. */
export const releaseChanged: Rule = ({ payload }) => lookHere(payload);
