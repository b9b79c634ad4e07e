/** The text says that an issue is still to come: Milepost opens one, and until the file names it, says which it is. */
import type { Item } from '../../roadmap/model.ts';
import type { OpenedIssue } from '../opened-issues.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { isOpen } from '../references.ts';
import { quote } from '../wording.ts';

export const placeholder: Rule = {
  id: 'placeholder',
  severity: 'info',
  needs: 'file',
  description: 'An issue is announced and not there yet.',
  check: (context) =>
    context.desired.items
      .filter((item) => item.placeholder && !item.untracked && isOpen(item))
      .map((item) => {
        const opened = context.opened.get(item.id);
        return {
          message: `${foundIn(item)} ${whatToDo(opened, context)}`,
          range: item.placeholderRange ?? item.range,
          item,
          suggestion: linkTo(opened, item),
        };
      }),
};

const foundIn = (item: Item): string =>
  `The issue of ${quote(item.title)} is still to come, where a reference was expected.`;

function whatToDo(opened: OpenedIssue | undefined, { policy }: RuleContext): string {
  if (opened !== undefined) {
    return opened.number === null
      ? 'Milepost opened one: name it here.'
      : `Milepost opened #${opened.number}: name it here.`;
  }
  return policy.issues.open_for.includes('placeholders')
    ? 'Name the issue here if there is one; else Milepost opens it.'
    : 'Name the issue here once there is one.';
}

/** A whole link, since GitHub does not link a bare `#12` in a file. */
const linkTo = (opened: OpenedIssue | undefined, item: Item): string | null =>
  opened?.url && opened.number !== null && item.placeholderRange !== null ? `[#${opened.number}](${opened.url})` : null;
