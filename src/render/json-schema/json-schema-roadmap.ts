import { STATUSES } from '../../roadmap/model.ts';
import { day, described, flag, list, object, oneOf, orNull, positive, text, whole } from './json-schema-parts.ts';

const reference = object({
  kind: described(
    oneOf(['issue', 'pull', 'discussion', 'milestone', 'project']),
    'A bare #1 has kind issue until GitHub says otherwise.',
  ),
  owner: text,
  repo: described(orNull(text), "null for an organisation's or a person's project."),
  number: positive,
  line: positive,
  text: described(text, 'What a reader sees for it.'),
});

/** A target as `targetJson` prints it. */
export const target = object({
  text: described(
    text,
    'What names the release or the time, as the file says it; empty for a horizon, which names neither.',
  ),
  kind: oneOf(['release', 'timeframe', 'horizon']),
  horizon: described(orNull(text), 'What a horizon is called, such as Later; null for a release and a timeframe.'),
  start: described(orNull(day), 'First day, inclusive; null where the target says no time.'),
  end: described(orNull(day), 'Last day, inclusive.'),
  milestone: described(orNull(reference), 'The milestone that the section or the item is bound to by a link.'),
});

const path = described(list(text), 'Titles of the sections around it, outermost first.');

const section = object({
  title: text,
  line: positive,
  endLine: positive,
  level: described(positive, '1 to 6 for headings, deeper for grouping bullets.'),
  path,
  target: orNull(target),
  status: orNull(oneOf(STATUSES)),
});

const item = object({
  id: described(text, 'Ten hexadecimal digits.'),
  line: positive,
  endLine: positive,
  title: described({ type: 'string', minLength: 1 }, 'Plain text, without numbering, status marks and area tags.'),
  description: text,
  path,
  parent: described(orNull(whole), 'Index in items of the item that this is a sub-item of.'),
  status: oneOf(STATUSES),
  target: orNull(target),
  areas: list(text),
  references: list(reference),
  placeholder: described(flag, 'The text says that a reference is still to come.'),
  untracked: described(flag, 'It wants no issue: <!-- milepost: untracked --> stands at it, or at its section.'),
});

const problem = object({
  rule: oneOf(['unreadable-file', 'no-items', 'unreadable-timeframe', 'mojibake', 'detached-row', 'broken-hatch']),
  line: positive,
  column: positive,
  endLine: positive,
  endColumn: described(positive, 'Exclusive, in UTF-16 units, as column.'),
  message: text,
  suggestion: described(orNull(text), 'The text that should stand there instead, where one is known.'),
});

/** Of what `milepost parse --json` prints for one file; `--jsonl` prints one such document a line. */
export const roadmapJsonSchema = (): object => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Milepost roadmap',
  description: 'What one roadmap file says, as printed by milepost parse --json and, one a line, by --jsonl.',
  ...object({
    file: described(text, 'The path as given.'),
    repo: described(orNull(text), 'owner/name; null when the file belongs to no known repository.'),
    title: orNull(text),
    lastUpdated: orNull(
      object({ text, date: described(orNull(day), 'The first day of what is said; null when unreadable.') }),
    ),
    sections: list(section),
    items: list(item),
    problems: list(problem),
  }),
});
