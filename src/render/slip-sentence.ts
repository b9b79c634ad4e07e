import type { Slip } from '../plan/model.ts';
import { inertText } from './inert.ts';

/** What a text says of a target: long enough for any real one. */
const TARGET_LENGTH = 80;

export const inertTarget = (target: string): string => inertText(target, { maxLength: TARGET_LENGTH });

/**
 * Which target was missed and how, to follow the name of what was planned: `was planned for 1.7.0, and that is released`.
 * No number of days: the sentence must still be true when it is read.
 */
export function missedTarget(slip: Slip): string {
  const missed = inertTarget(slip.missed ?? '');
  if (slip.reason === 'moved-later') return moved(missed, inertTarget(slip.now ?? ''), slip);
  return missed === '' ? 'has slipped, says the roadmap' : `was planned for ${missed}${HOW[slip.reason](slip)}`;
}

const HOW: Record<Exclude<Slip['reason'], 'moved-later'>, (slip: Slip) => string> = {
  'date-passed': ({ missed, missedOn }) =>
    missedOn === null || missed === missedOn ? ', which is over' : `, which ended on ${missedOn}`,
  'milestone-due': ({ missedOn }) => `, whose milestone was due${missedOn === null ? '' : ` on ${missedOn}`}`,
  'milestone-closed': () => ', and that milestone is closed',
  'release-published': () => ', and that is released',
  'file-says-so': () => ' and has slipped, says the roadmap',
};

/** A release that keeps its name and takes longer is told with its days. */
function moved(from: string, to: string, { missedOn, nowOn }: Slip): string {
  if (from !== '' && from === to) {
    const [earlier, later] = [missedOn, nowOn ?? null].map((day) => (day === null ? '' : ` (until ${day})`));
    return `was moved from ${from}${earlier} to ${later === '' ? 'a later time' : `${to}${later}`}`;
  }
  return ['was moved', from === '' ? '' : ` from ${from}`, to === '' ? ' to later' : ` to ${to}`].join('');
}
