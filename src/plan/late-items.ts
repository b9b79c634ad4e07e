import type { Finding } from './model.ts';

/** Ids of the Items whose time is over; one that was only moved to a later time is not among them. */
export const lateItems = (findings: readonly Finding[]): Set<string> =>
  new Set(
    findings.flatMap(({ rule, item, isAhead }) =>
      rule === 'overdue' && item !== null && isAhead !== true ? [item] : [],
    ),
  );
