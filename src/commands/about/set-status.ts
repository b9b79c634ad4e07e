/** What `done` and `drop` share: a status in the file's own way, else the section of such work, else words behind the title. */
import { moveToStatus } from '../../plan/proposals/sections-to-move-to.ts';
import type { Item, Status } from '../../roadmap/model.ts';
import { misused, type Call, type Decision } from '../command.ts';
import { itemAndRest } from '../grammar/words.ts';
import { itemFor, sayItem } from './items.ts';
import { plainTitle } from './plain-title.ts';

interface Wanted {
  status: Status;
  summary: (title: string) => string;
  will: string;
}

export function decideStatus(call: Call, { status, summary, will }: Wanted): Decision {
  const { item: name, rest } = itemAndRest(call.words);
  if (rest.length > 0) return misused(call.help, 'Nothing but the title of an item, in quotation marks, may follow.');
  const about = itemFor(call, name);
  if ('refusal' in about) return about.refusal;
  const { item, roadmap } = about.found;
  return {
    kind: 'wish',
    path: roadmap.path,
    item,
    edits: [
      { kind: 'set-status', item: item.id, status },
      ...moveToStatus(item, status, roadmap.desired.sections),
      { kind: 'set-status', item: item.id, status, inWords: true },
    ],
    summary: summary(plainTitle(item)),
    replaces: `status:${item.id}`,
    will,
    subject: sayItem(about.found, call.links),
    note: call.issue.open ? stayingOpen(call, item) : '',
  };
}

/** Said where it matters: the issue commented on is the item's own. */
function stayingOpen({ issue }: Call, { references }: Item): string {
  const what = issue.isPull ? 'pull request' : 'issue';
  return references.some(({ number }) => number === issue.number)
    ? `This ${what} stays open: Milepost closes none.`
    : '';
}
