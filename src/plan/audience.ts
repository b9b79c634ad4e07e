/** Where something of a roadmap may be written: nowhere where more people read than can read the roadmap. */
import type { ObservedRepository } from './observation.ts';

/**
 * A public roadmap may be written about anywhere. An internal one in its own repository, and in internal and private
 * ones of the same owner. A private one only in its own: readers of another private repository may be others.
 */
export function mayTellIn(place: ObservedRepository, roadmap: ObservedRepository): boolean {
  if (place.id === roadmap.id || roadmap.visibility === 'public') return true;
  if (roadmap.visibility === 'private' || place.visibility === 'public') return false;
  return place.owner.toLowerCase() === roadmap.owner.toLowerCase();
}
