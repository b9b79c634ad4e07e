import type { SectionBlock } from '../markdown/blocks.ts';
import { ANY_DAY } from './classify.ts';
import type { Signal } from './reasons.ts';
import { isGathering } from './gathering-words.ts';
import { leavingOut } from './left-out.ts';
import { ONLY_GATHERS } from './section-words.ts';
import { beginsWithVerb } from './signals.ts';
import { statusOfSection } from '../status/status.ts';
import { isStage } from './stages.ts';
import { targetOfHeading } from '../target/target.ts';
import type { Mention } from '../target/target.ts';
import { countWords, squeeze } from '../words.ts';
import { remembered } from '../remembered.ts';

/** The signal by which a heading's words say that all below it is no roadmap; null when they do not. */
export function signalLeavingOut(title: string): Signal | null {
  return leavingOut(title)?.signal ?? null;
}

/** The words of a heading without its numbering. */
export function headingWords(section: SectionBlock): string {
  return section.numbered ? section.phrase.text.replace(/^\s*\d+(?:\.\d+)*[.)]?\s+/, '') : section.phrase.text;
}

/** A heading that is nothing but a release, a time, a horizon, a status or a word for "list" names no work. */
export const namesNoWork = remembered(judgeHeading);

function judgeHeading(title: string): boolean {
  const words = squeeze(title.replaceAll(/[*_`"“”]/g, ''));
  if (ONLY_GATHERS.test(words.replace(/^[\p{Extended_Pictographic}\s\uFE0F]+/u, ''))) return true;
  if (/\b(?:road ?map|backlog)$/i.test(words) && countWords(words) <= 5) return true;
  if (isGathering(words)) return true;
  const mention = targetOfHeading(words, ANY_DAY);
  if (mention !== null) {
    if (mention.kind !== 'horizon' && isNameBeforeBrackets(words, mention)) return false;
    const rest = words.slice(0, mention.from) + words.slice(mention.to);
    return mention.kind === 'horizon'
      ? countWords(rest) <= 3
      : countWords(rest.replaceAll(/[([][^)\]]{0,200}[)\]]/g, '')) <= 2;
  }
  // A tag says how far a work is ("Mirrors (Completed)"); only the words themselves can make a heading of it.
  const bare = squeeze(words.replaceAll(/[([][^()[\]]*[)\]]/g, ' ').replace(/\s[-–—:]\s*[^-–—:]{2,40}$/, ''));
  return statusOfSection(bare) !== null && countWords(bare) <= 4 && !beginsWithVerb(bare);
}

/** `Dark mode (v1.2)`: a name of its own, and in brackets when; not `Public beta (v1.2)`, `Phase 1 (Q3 2026)`. */
function isNameBeforeBrackets(words: string, { from }: Mention): boolean {
  const name = /^([^([]{1,80})[([][^([]{0,40}$/.exec(words.slice(0, from))?.[1]?.trim();
  if (name === undefined || countWords(name) < 2 || isStage(name) || statusOfSection(name) !== null) return false;
  return !NO_NAME.test(name) && !ONLY_GATHERS.test(name) && targetOfHeading(name, ANY_DAY) === null;
}

/** What a release or a stretch of time is called. */
const NO_NAME =
  /\b(?:releases?|versions?|milestones?|beta|alpha|preview|launch|mvp|ga|sprint|phase|stage|cycle|quarter|term|series|features?|goals?|plans?|roadmap|priorities)$/i;
