import type { Status } from '../model.ts';
import { remembered } from '../remembered.ts';

/**
 * What a sentence that leads in to works says of all of them: `These are under active development`, `We are working on the
 * following:`. It has to speak of them (these, the following, we, what), not of one of them or of the project.
 */
const LEADS: readonly [Status, RegExp][] = [
  ['slipped', /\b(?:these|the following|following|below)\b[^.!?]{0,80}\b(?:postponed|deferred|on hold|put off)\b/i],
  [
    'dropped',
    /\b(?:these|the following|following|below)\b[^.!?]{0,80}\b(?:cancel{1,2}ed|dropped|abandoned|rejected)\b/i,
  ],
  [
    'in-progress',
    /\b(?:these|this|the following|following|below|here|what|items|features|areas)\b[^.!?]{0,80}\b(?:(?:under|in) (?:active |current )?development|(?:are|is) (?:currently |actively |now )?(?:in progress|in flight|under ?way|(?:being )?(?:actively |currently )?(?:worked on|developed|implemented|built))|being (?:actively |currently )?(?:worked on|developed|implemented|built))\b|\b(?:we|we're|we’re|i|i'm|i’m|team)\b(?: are| am| is)?(?: (?:currently|actively|now|busy|already))* (?:working on|developing|building|implementing)\b[^.!?]{0,60}(?:[:：]|\b(?:now|at the moment|currently|today|these|the following)\b)|\b(?:we|i)(?: are| am|'re|’re|'m|’m) (?:currently |actively |now )?working on\s*[.!]?$/i,
  ],
  [
    'done',
    /\b(?:these|the following|following|below|everything (?:here|below))\b[^.!?]{0,60}\b(?:have been|has been|are|were|is|was) (?:already |now |all )?(?:completed|done|implemented|shipped|released|delivered|finished|merged)\b/i,
  ],
];

/** What may be said of the past, of plans or of others is no status: `will be worked on`, `not yet being developed`. */
const UNSURE =
  /\b(?:will|would|should|could|may|might|next|not|once|when|if|until|before|after|planned to be worked|plan to)\b/i;

/** A sentence with one of these weighs things: `features in development that may be included`. */
const WEIGHS = /\b(?:may|might|could|would|should)\b/i;

/** What the sentences that lead in to works say of them; null when nothing. Only the first 300 characters count. */
export const statusOfLead = remembered(judgeLead);

function judgeLead(text: string): Status | null {
  for (const sentence of text.slice(0, 300).split(/(?<=[.!?])\s/)) {
    if (WEIGHS.test(sentence)) continue;
    for (const [status, pattern] of LEADS) {
      const match = pattern.exec(sentence);
      if (match !== null && !UNSURE.test(match[0])) return status;
    }
  }
  return null;
}
