/** Whether a roadmap file can say what a command asks for, and what people are to be remembered for having asked. */
import type { WishDecision } from '../../commands/command.ts';
import type { CommandComment } from '../../commands/command-comment.ts';
import type { Conversation, Wish } from '../../plan/conversation.ts';
import type { Refusal } from '../../roadmap/edit/edit.ts';
import type { EditableRoadmap } from './command-roadmaps.ts';
import type { RoadmapReader } from '../reading/read-roadmap.ts';

export type TriedWish =
  | { state: 'made'; wishes: Wish[]; key: string }
  /** The file says it; an earlier wish for something else is taken back. */
  | { state: 'said'; wishes: Wish[] }
  | { state: 'refused'; refusal: Refusal };

/** More edits than a person reads in one pull request. */
const MOST_WISHES = 100;

/** Tried on top of what others wait for, as the pull request would have it. Nothing is remembered here. */
export async function tryWish(
  reader: RoadmapReader,
  roadmap: EditableRoadmap,
  decision: WishDecision,
  { comment, index }: { comment: CommandComment; index: number },
): Promise<TriedWish> {
  const key = `command:${comment.id}:${index}`;
  const { text, context, conversation, base } = roadmap;
  const asked = sameWish(conversation, decision);
  if (asked !== undefined) return { state: 'made', wishes: conversation.wishes, key: asked.key };
  const others = conversation.wishes.filter((wish) => wish.key !== key && wish.replaces !== decision.replaces);
  if (others.length >= MOST_WISHES) {
    return refused(`${MOST_WISHES} edits wait for the roadmap’s pull request to be merged; merge or close it first.`);
  }
  const wanted = [...others.map(({ edits }) => edits), decision.edits];
  const edited = await reader.edit(text, context, wanted, base?.items ?? []);
  const outcome = edited?.outcomes.at(-1);
  if (outcome === undefined) return refused(`${roadmap.path} is too intricate to edit: nothing was done with it.`);
  if (outcome.state === 'refused') return { state: 'refused', refusal: outcome.refusal };
  if (outcome.state === 'said') return { state: 'said', wishes: others };
  const { edits, item, summary, replaces } = decision;
  const wish = { key, edits, item: item?.id ?? null, summary, by: comment.author, url: comment.url, replaces };
  return { state: 'made', wishes: [...others, wish], key };
}

/** Somebody asked for the very same before, and nobody refused it: it stays theirs. */
const sameWish = ({ wishes, refused: keys }: Conversation, { edits, replaces }: WishDecision): Wish | undefined =>
  wishes.find(
    (wish) =>
      wish.replaces === replaces && !keys.includes(wish.key) && JSON.stringify(wish.edits) === JSON.stringify(edits),
  );

const refused = (message: string): TriedWish => ({
  state: 'refused',
  refusal: { reason: 'no-way-to-say', message, line: null },
});
