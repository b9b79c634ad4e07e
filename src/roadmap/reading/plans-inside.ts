import { headingWords } from '../classify/classify-headings.ts';
import { isTracked } from '../classify/evidence.ts';
import { leavingOut } from '../classify/left-out.ts';
import type { LeavingOut } from '../classify/left-out.ts';
import type { Block, SectionBlock } from '../markdown/blocks.ts';
import { statusOfSection } from '../status/status.ts';
import { isPlan } from '../tables/tables.ts';
import type { Place } from './place.ts';

export type Yields = LeavingOut['yields'];

/** What the words of a heading yield to; everything where it was left out for another reason. */
export function yieldsOf(section: SectionBlock): Yields {
  return leavingOut(headingWords(section))?.yields ?? 'plans';
}

export function narrower(one: Yields, other: Yields): Yields {
  const order: readonly Yields[] = ['nothing', 'boxes', 'plans'];
  return order.indexOf(one) < order.indexOf(other) ? one : other;
}

/** Stronger evidence of works than the words of a heading are against it. */
export function isEvidence(block: Block, yields: Yields, place: Place): boolean {
  if (block.type === 'list') return isTracked(block);
  return yields === 'plans' && block.type === 'table' && isPlan(block, place);
}

export function holdsPlans(section: SectionBlock, yields: Yields, place: Place): boolean {
  // "In progress" under "Current status": the heading itself says how far the works below it are.
  if (yields === 'plans' && section.form === 'heading' && statusOfSection(section.phrase.text) !== null) return true;
  return section.content.some((part) =>
    part.type === 'section' ? holdsPlans(part, yields, place) : isEvidence(part, yields, place),
  );
}
