import { STATUSES } from '../../roadmap/model.ts';
import { day, described, flag, list, object, oneOf, orNull, positive, text, whole } from './json-schema-parts.ts';
import { target } from './json-schema-roadmap.ts';

const stampProperties = {
  commit: described({ type: 'string', pattern: '^(?:[0-9a-f]{40}|[0-9a-f]{64})$' }, 'The commit.'),
  committedAt: described(
    { type: 'string', pattern: '^\\d{4}-\\d{2}-\\d{2}T\\d{2}:\\d{2}:\\d{2}Z$' },
    'Instant of the commit, in UTC.',
  ),
  author: described(orNull(text), "The author's login where GitHub knows it, else the name in the commit."),
};

const stamp = object(stampProperties);

const eventTarget = object({
  text: described(text, 'As the file says it.'),
  kind: oneOf(['release', 'timeframe', 'horizon']),
  start: described(orNull(day), 'First day, inclusive; null where the target says no time.'),
  end: described(orNull(day), 'Last day, inclusive.'),
});

const event = object({
  kind: oneOf(['added', 'returned', 'removed', 'reworded', 'moved', 'retargeted', 'status-changed']),
  ...stampProperties,
  from: described(orNull(text), 'What changed: title, sections joined by ›, target or status; null for none.'),
  to: orNull(text),
  slip: described(flag, 'The target moved later while the item was open.'),
  slippedDays: described(orNull(whole), 'From the old last day to the new one; null where a target says no time.'),
  status: described(oneOf(STATUSES), 'After this revision.'),
  target: described(orNull(eventTarget), 'After this revision.'),
});

const life = object({
  id: described(text, 'Ten hexadecimal digits, the same in all revisions.'),
  title: described({ type: 'string', minLength: 1 }, 'As the last revision that has the item says it.'),
  path: described(list(text), 'Titles of the sections around it, outermost first.'),
  status: oneOf(STATUSES),
  target: orNull(target),
  line: described(positive, 'In the last revision that has it.'),
  parent: described(orNull(text), 'Id of the item that this is a sub-item of.'),
  state: described(
    oneOf(['open', 'done', 'dropped', 'vanished']),
    'vanished: it was taken out of the file while it was still open.',
  ),
  timesSlipped: whole,
  daysSlipped: described(whole, 'Days that the target moved later in all; 0 when none is known.'),
  firstSeen: stamp,
  lastSeen: described(stamp, 'The last revision that has it.'),
  ended: described(orNull(stamp), 'When it was done, dropped or taken out; null while it is open.'),
  events: described(list(event), 'In the order of the revisions, beginning with added.'),
});

/** Of what `milepost history --format json` prints. */
export const historyJsonSchema = (): object => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Milepost history',
  description:
    "Every item's life through the revisions of one roadmap file, as milepost history --format json prints it.",
  ...object({
    file: described(text, 'Path of the newest revision.'),
    repo: described(orNull(text), 'owner/name; null when unknown.'),
    revisions: described(whole, 'How many were read.'),
    first: described(orNull(stamp), 'The oldest revision that was read.'),
    last: orNull(stamp),
    lives: described(list(life), 'Items of the newest revision in document order, then what is gone, newest first.'),
    skipped: described(
      list(object({ ...stampProperties, message: text })),
      "Revisions that could not be read, and why. They change no item's life.",
    ),
  }),
});
