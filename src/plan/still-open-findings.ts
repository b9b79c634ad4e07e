/** Findings for items that the file has finished with while GitHub has not. */
import type { Status } from '../roadmap/model.ts';
import type { RawFinding, RuleContext } from './rule.ts';
import { trackersOf } from './trackers.ts';
import { listing, quote, shorten } from './wording.ts';

/** Items of that status of which an issue, or where there is none a pull request, is known to be open. */
export function stillOpenFindings(context: RuleContext, status: Extract<Status, 'done' | 'dropped'>): RawFinding[] {
  const { desired, observed, opened } = context;
  if (observed === null) return [];
  return desired.items.flatMap((item) => {
    if (item.status !== status) return [];
    // Of what Milepost opened and nobody looked at, nothing is claimed.
    const seen = opened.get(item.id)?.open === null ? undefined : opened.get(item.id);
    const open = trackersOf(item, observed, seen).known.filter((tracker) => tracker.open);
    if (open.length === 0) return [];
    const [names, are, them] = [
      listing(open.map(({ name }) => shorten(name))),
      open.length === 1 ? 'is' : 'are',
      open.length === 1 ? 'it' : 'them',
    ];
    const message = `${quote(item.title)} is marked as ${status}, but ${names} ${are} still open. Close ${them} if the work is over, or correct the mark.`;
    return [{ message, range: item.range, item }];
  });
}
