/** What a command is answered that edits the roadmap through its pull request. */
import type { WishDecision } from '../command.ts';

/** Markdown. `where`: how and when the roadmap gets it, from `heldBy` or in the caller's words. */
export const wishAnswer = (
  { subject, will, note }: Pick<WishDecision, 'subject' | 'will' | 'note'>,
  where: string,
): string => `${subject} ${will}${where}${note === '' ? '' : ` ${note}`}`;

/** By the pull request that holds the edit; `pullLink` is Markdown. */
export const heldBy = (pullLink: string): string => ` by ${pullLink}, once that is merged.`;
