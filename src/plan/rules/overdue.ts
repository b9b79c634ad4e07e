/** A target was missed, or moved later, while the item is neither done nor dropped and its work may be open. */
import type { Item } from '../../roadmap/model.ts';
import { commentObstacle } from '../issue-to-comment.ts';
import type { Obstacle } from '../issue-to-comment.ts';
import type { Slip } from '../model.ts';
import type { Rule, RuleContext } from '../rule.ts';
import { boundMilestone } from '../milestones.ts';
import { quote } from '../wording.ts';

export const overdue: Rule = {
  id: 'overdue',
  severity: 'warning',
  needs: 'github',
  description: 'A target was missed while the work is still open.',
  check: (context) =>
    context.desired.items.flatMap((item) => {
      const slip = context.slips.get(item.id);
      if (slip === undefined) return [];
      const message = messageFor(item, slip, context);
      return [{ message, range: rangeOf(item), item, isAhead: slip.reason === 'moved-later' }];
    }),
};

/** The target where it stands at the item itself; one given by a heading would put all findings on that heading. */
function rangeOf({ target, line, endLine, range }: Item): Item['range'] {
  return target !== null && target.range.line >= line && target.range.endLine <= endLine ? target.range : range;
}

const TO_DO = 'Mark it as done or dropped, or give it a later target.';

/** What became of the target, by the reason that it counts as missed. */
function messageFor(item: Item, slip: Slip, context: RuleContext): string {
  const title = quote(item.title);
  const planned = slip.missed === null ? '' : `planned for ${quote(slip.missed)}`;
  const missed: Record<Slip['reason'], () => string> = {
    'date-passed': () => `${title} is ${planned}, which ended on ${slip.missedOn}, and is not done. ${TO_DO}`,
    'milestone-due': () =>
      `${title} is ${planned}, whose milestone${titleOf(item, context)} was due on ${slip.missedOn}, and is not done. Mark it as done or dropped, or give it or the milestone a later date.`,
    'milestone-closed': () =>
      `${title} is ${planned}, whose milestone${titleOf(item, context)} is closed, and is not done. ${TO_DO}`,
    'release-published': () => `${title} is ${planned}, which is released, and is not done. ${TO_DO}`,
    'moved-later': () =>
      `${title} was ${planned}${until(slip)} and is now planned for ${quote(slip.now ?? '')}${slip.nowOn === undefined ? '' : ` (until ${slip.nowOn})`}, which is later. Restore the target if that is not meant.`,
    'file-says-so': () =>
      `The file says that ${title}${planned === '' ? '' : `, ${planned},`} slips. Give it the target that is expected now.`,
  };
  return [missed[slip.reason](), ...whyNoComment(item, context)].join(' ');
}

const OBSTACLES: Record<Obstacle, string> = {
  'wider-audience': 'more people can read it than can read this roadmap',
  archived: 'its repository is archived',
  'not-writable': 'it is not installed there or may not write there',
};

/** Said where a comment was to be expected on an issue that every reader of the roadmap can read. */
function whyNoComment(item: Item, { observed, opened, policy }: RuleContext): string[] {
  if (observed === null || !policy.slips.comment) return [];
  const found = commentObstacle(item, observed, opened.get(item.id));
  return found === null ? [] : [`Milepost does not comment on ${found.name}: ${OBSTACLES[found.obstacle]}.`];
}

const until = ({ missedOn }: Slip): string => (missedOn === null ? '' : ` (until ${missedOn})`);

function titleOf(item: Item, { observed }: RuleContext): string {
  const milestone = observed && boundMilestone(item.target, observed);
  return milestone ? ` ${quote(milestone.title)}` : '';
}
