import type { ReadingContext, Roadmap } from './model.ts';
import { unreadableRoadmap } from './unreadable.ts';

/**
 * The most that is kept in step with GitHub. The longest real roadmap seen has 115 Items and 120 sections and references. All
 * that is done with a Roadmap takes time in proportion to it (`npm run bench:sync`); ten thousand references are a hundred
 * requests whenever everything is looked at, of the five thousand that an installation has in an hour.
 */
export const MAX_ITEMS = 10_000;
export const MAX_SECTIONS = 5_000;
export const MAX_REFERENCES = 12_000;

/** The Roadmap, or in place of one with more Items, sections or references than that an empty one with a Problem that says so. */
export function refuseOversized(roadmap: Roadmap, context: ReadingContext): Roadmap {
  const references = roadmap.items.reduce((sum, item) => sum + item.references.length, roadmap.pointers.length);
  const over = [
    overBy(roadmap.items.length, MAX_ITEMS, 'items'),
    overBy(roadmap.sections.length, MAX_SECTIONS, 'sections'),
    overBy(references, MAX_REFERENCES, 'references'),
  ].filter((words) => words !== null);
  if (over.length === 0) return roadmap;
  const message = `${context.file} has ${over.join(' and ')} can be kept in step with GitHub. Nothing was done with it. Split the file, or move finished work elsewhere.`;
  return unreadableRoadmap(context, message);
}

function overBy(count: number, most: number, what: string): string | null {
  return count <= most ? null : `${count} ${what}; at most ${most}`;
}
