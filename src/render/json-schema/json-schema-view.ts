import { STATUSES } from '../../roadmap/model.ts';
import { day, described, flag, list, object, oneOf, orNull, positive, text, whole } from './json-schema-parts.ts';

const target = object({
  text: described(text, 'As the file says it.'),
  kind: oneOf(['release', 'timeframe', 'horizon']),
  start: described(orNull(day), 'First day, inclusive; null where the target says no time.'),
  end: described(orNull(day), 'Last day, inclusive.'),
});

const time = object({ text, start: orNull(day), end: orNull(day) });

const move = object({
  from: time,
  to: described(orNull(time), 'null where the target was taken away.'),
  on: described(orNull(day), 'When it was noticed.'),
  isSlip: described(flag, 'It moved later.'),
});

const reference = object({
  kind: oneOf(['issue', 'pull', 'discussion', 'milestone', 'project']),
  label: described(text, '#12, owner/repo#12; without address and title where not every reader may know more.'),
  url: orNull(text),
  title: orNull(text),
  state: described(
    orNull(oneOf(['open', 'done', 'dropped', 'missing'])),
    'null where nobody asked, where there is none, or where not every reader may know.',
  ),
});

const path = described(list(text), 'Titles of the sections around it, outermost first.');

const section = object({ title: text, path, line: positive, level: positive, target: orNull(target) });

const item = object({
  id: described(text, 'Ten hexadecimal digits.'),
  line: positive,
  endLine: positive,
  title: described({ type: 'string', minLength: 1 }, 'Plain text.'),
  description: text,
  path,
  parent: described(orNull(whole), 'Index in items of the item that this is a sub-item of.'),
  status: described(oneOf(STATUSES), 'slipped also where the target has passed and it is not done.'),
  areas: list(text),
  target: orNull(target),
  references: list(reference),
  column: described(orNull(text), 'What its card on the board shows as status.'),
  moves: described(list(move), 'Earlier targets, oldest first.'),
});

const finding = object({
  rule: text,
  severity: oneOf(['error', 'warning', 'info']),
  line: positive,
  message: text,
  item: described(orNull(text), 'Id of the item concerned; null for the file as a whole.'),
});

/** Of what `milepost report --format json` prints for one roadmap. */
export const viewJsonSchema = (): object => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Milepost view',
  description: 'What the page and the report show of one roadmap, as milepost report --format json prints it.',
  ...object({
    version: { type: 'integer', enum: [1] },
    repo: described(orNull(text), 'owner/name; null for a file that belongs to no known repository.'),
    file: described(text, 'Path of the roadmap file.'),
    title: orNull(text),
    lastUpdated: described(orNull(text), "The file's own “Last updated”, as it says it."),
    serverUrl: described(orNull(text), 'Web address of GitHub; null where lines cannot be linked.'),
    ref: described(orNull(text), 'Branch or commit whose lines are linked.'),
    committedOn: described(orNull(day), 'Day of the commit that was looked at.'),
    isObserved: described(flag, 'GitHub was asked about the references.'),
    sections: list(section),
    items: described(list(item), 'In document order.'),
    findings: described(list(finding), 'By line.'),
  }),
});
