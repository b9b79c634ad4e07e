import type { Problem, ReadingContext, Roadmap } from './model.ts';
import { indexSource, rangeAt } from './markdown/source.ts';

/** A Roadmap that says nothing yet. */
export const emptyRoadmap = (context: ReadingContext): Roadmap => ({
  file: context.file,
  repo: context.repo,
  title: null,
  lastUpdated: null,
  sections: [],
  items: [],
  problems: [],
  pointers: [],
});

/** A Problem about the whole file, placed at its first line. `message` says why it cannot be read and what to do. */
export const unreadable = (message: string): Problem => ({
  rule: 'unreadable-file',
  message,
  line: 1,
  range: rangeAt(indexSource(''), 0, 0),
  suggestion: null,
});

/** The Roadmap of a file that cannot be read at all. */
export const unreadableRoadmap = (context: ReadingContext, message: string): Roadmap => ({
  ...emptyRoadmap(context),
  problems: [unreadable(message)],
});
