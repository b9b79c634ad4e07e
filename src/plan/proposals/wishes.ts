/** What people asked for with commands. */
import type { Planning } from '../planning.ts';
import type { Proposal } from '../proposal.ts';

/** In the order in which they were asked for. A wish about an item that is gone is no proposal. */
export function wishedEdits({ conversation, desired }: Planning): Proposal[] {
  const items = new Map(desired.items.map((item) => [item.id, item]));
  return conversation.wishes.flatMap(({ key, edits, item: id, summary, by, url }) => {
    const item = id === null ? undefined : items.get(id);
    if (id !== null && item === undefined) return [];
    return {
      key,
      edits,
      item: item === undefined ? null : { id: item.id, title: item.title, line: item.line },
      summary,
      reason: `${by} asked for it`,
      source: { kind: 'command' as const, by, url },
    };
  });
}
