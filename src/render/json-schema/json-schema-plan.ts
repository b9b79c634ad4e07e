import { day, described, flag, list, object, oneOf, orNull, positive, text, whole } from './json-schema-parts.ts';
import type { Schema } from './json-schema-parts.ts';

const hold = described(
  orNull(oneOf(['limit', 'offered'])),
  'Why it waits for the word of a person: above the limit of one sync, or only offered; null: it does not.',
);

const finding = object({
  rule: text,
  severity: oneOf(['error', 'warning', 'info']),
  file: text,
  line: positive,
  column: positive,
  endLine: positive,
  endColumn: described(positive, 'Exclusive, in UTF-16 units, as column.'),
  message: text,
  item: described(orNull(text), 'Id of the item concerned; null for a fault of the file as a whole.'),
  suggestion: described(orNull(text), 'Replacement for exactly the range, where one is known.'),
});

const item = object({
  id: text,
  title: text,
  description: text,
  path: list(text),
  line: positive,
  endLine: positive,
  target: orNull(text),
});

const slip = object(
  {
    reason: oneOf([
      'date-passed',
      'milestone-due',
      'milestone-closed',
      'release-published',
      'file-says-so',
      'moved-later',
    ]),
    missedKey: text,
    missed: described(orNull(text), 'The target that was missed.'),
    missedOn: described(orNull(day), 'Its last day, or the due date of its milestone.'),
    now: described(orNull(text), 'The target of today.'),
    nowOn: described(day, 'Its last day, where the item was moved to it.'),
  },
  ['nowOn'],
);

const opens = object({
  repo: text,
  reason: oneOf(['placeholder', 'slipped', 'unreferenced']),
  labels: list(text),
  milestone: described(orNull(positive), 'Number of the milestone to set.'),
});

const result = object({
  number: orNull(positive),
  commentId: orNull(whole),
  url: orNull(text),
  missedKey: orNull(text),
});

const outcome: Schema = {
  anyOf: [
    object({
      state: { const: 'done' },
      result,
      earlier: described(flag, 'It had happened before; nothing was written now.'),
    }),
    object({ state: { const: 'held' }, hold: oneOf(['limit', 'offered']) }),
    object({ state: { const: 'withheld' }, reason: text }),
    object({ state: { const: 'refused' }, reason: text }),
    { type: 'null' },
  ],
};

const operation = object({
  kind: oneOf([
    'open-issue',
    'comment-slip',
    'update-slip-comment',
    'create-milestone',
    'set-milestone',
    'add-card',
    'update-card',
  ]),
  key: described(text, 'What it is for, the same in every sync and through every door.'),
  hold,
  item,
  opens: described(orNull(opens), 'Of open-issue; null for the others.'),
  issue: described(
    orNull(object({ owner: text, repo: text, number: positive })),
    'The issue that it is about; null for open-issue and create-milestone.',
  ),
  commentId: described(orNull(whole), 'The comment edited, where one is.'),
  slip: orNull(slip),
  milestone: described(
    orNull(object({ title: text, dueOn: orNull(day) })),
    'The milestone created or set; null for the others.',
  ),
  card: described(
    orNull(
      object({
        project: object({ owner: text, number: positive, title: text }),
        fields: list(object({ field: text, from: orNull(text), to: text })),
      }),
    ),
    'The card added or changed on the board; null for the others.',
  ),
  outcome,
});

const proposal = object({
  key: text,
  item: described(orNull(text), 'Id of the item concerned; null for an edit of the file as a whole.'),
  summary: text,
  reason: text,
  source: oneOf(['opened-issue', 'github', 'board', 'command']),
});

const configuration = object({
  problems: list(object({ file: text, key: text, line: positive, column: positive, message: text })),
});

/** Of what `milepost plan` and `milepost apply` print with `--format json`. */
export const planJsonSchema = (): object => ({
  $schema: 'http://json-schema.org/draft-07/schema#',
  title: 'Milepost plan',
  description: 'What should be done about the roadmaps of a repository, as printed by milepost plan --format json.',
  ...object({
    repo: text,
    commit: described(text, 'The commit that was looked at.'),
    mode: orNull(oneOf(['apply', 'plan', 'off'])),
    configuration,
    roadmaps: list(
      object({
        file: text,
        items: described(whole, 'Items read.'),
        fingerprint: described({ type: 'string', pattern: '^[0-9a-f]{16}$' }, 'Of the operations: what is approved.'),
        findings: list(finding),
        operations: list(operation),
        proposals: described(list(proposal), 'Edits of the file for the standing pull request.'),
      }),
    ),
    searched: described(list(text), 'Paths looked for where no roadmap was found.'),
  }),
});
