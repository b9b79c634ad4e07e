import type { ReadingContext, Roadmap } from './model.ts';
import type { Explanation } from './reading/explanation.ts';
import type { ItemOrigins } from './reading/origins.ts';
import { unreadableRoadmap } from './unreadable.ts';

/** A Roadmap with what every line of its file was taken for. */
export interface ExplainedRoadmap {
  roadmap: Roadmap;
  /** Every line of the file once, in order; empty where the file could not be read. */
  lines: Explanation[];
  /** Where status and target of the items come from, in the order of `roadmap.items`. */
  origins: ItemOrigins[];
}

/** The explanation of a file that could not be read: its Roadmap says why. */
export const unexplained = (context: ReadingContext, message: string): ExplainedRoadmap => ({
  roadmap: unreadableRoadmap(context, message),
  lines: [],
  origins: [],
});
