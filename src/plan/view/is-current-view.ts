import type { RoadmapView } from './view.ts';

/** Whether a stored value is a view as this version makes it; one of another version is made anew by the next sync, not shown. */
export const isCurrentView = (stored: unknown): stored is RoadmapView =>
  typeof stored === 'object' &&
  stored !== null &&
  'version' in stored &&
  stored.version === (1 satisfies RoadmapView['version']);
