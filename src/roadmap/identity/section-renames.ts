import type { Pairing } from './pairing.ts';

/**
 * Sections that only got another name or stand elsewhere now: path key before → path key after. A section that is gone and
 * a new one are the same when most of the known items of each were in the other. A single item tells so only where the two
 * headings share a word: else it was the item that moved.
 */
export function sectionRenames({ before, after, partnerOf }: Pairing): Map<string, string> {
  const [oldPaths, newPaths] = [before, after].map((side) => new Set(side.map(({ path }) => path)));
  const known = new Map<string, number>();
  const count = (key: string): number => {
    const next = (known.get(key) ?? 0) + 1;
    known.set(key, next);
    return next;
  };
  const votes = new Map<string, { from: string; to: string; votes: number }>();
  for (const subject of before) {
    const partner = partnerOf.get(subject);
    if (partner === undefined) continue;
    const [from, to] = [subject.path, partner.path];
    count(`from\n${from}`);
    count(`to\n${to}`);
    if (newPaths?.has(from) === true || oldPaths?.has(to) === true) continue;
    const key = `${from}\n\n${to}`;
    votes.set(key, { from, to, votes: (votes.get(key)?.votes ?? 0) + 1 });
  }
  const renames = new Map<string, string>();
  for (const { from, to, votes: inFavour } of votes.values()) {
    const isMost = 2 * inFavour > (known.get(`from\n${from}`) ?? 0) && 2 * inFavour > (known.get(`to\n${to}`) ?? 0);
    if (isMost && (inFavour > 1 || shareWord(from, to))) renames.set(from, to);
  }
  return renames;
}

/** Words, not numbers: `v1.1` and `v1.2` share none, `Milestone 1` and `Milestone 2` do. */
function shareWord(one: string, other: string): boolean {
  const words = new Set(one.match(/\p{L}{2,}/gu) ?? []);
  return (other.match(/\p{L}{2,}/gu) ?? []).some((word) => words.has(word));
}
