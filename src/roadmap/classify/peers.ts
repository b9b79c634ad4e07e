import type { SectionBlock } from '../markdown/blocks.ts';
import { headingWords, namesNoWork, signalLeavingOut } from './classify-headings.ts';
import type { Pointing } from './classify.ts';
import { shapeOf } from './section-shape.ts';

/** How the leaf headings of one level are written, counted over the file: people write like things alike. */
export interface Peers {
  /** Followed by prose or by fields. */
  prose: number;
  /** Followed by lists or tables of works. */
  works: number;
  /** Followed by nothing. */
  empty: number;
}

export const NO_PEERS: Peers = { prose: 0, works: 0, empty: 0 };

/** Counts, for each heading level, how the leaf headings that could be items are written. */
export function peersOf(root: SectionBlock, hasReferences: Pointing): Map<number, Peers> {
  const peersByLevel = new Map<number, Peers>();
  const visit = (section: SectionBlock): void => {
    for (const child of section.content) {
      if (child.type !== 'section' || signalLeavingOut(child.phrase.text) !== null) continue;
      const shape = shapeOf(child, hasReferences);
      if (shape !== 'parent' && !namesNoWork(headingWords(child))) {
        const peers = { ...(peersByLevel.get(child.level) ?? NO_PEERS) };
        if (shape === 'prose' || shape === 'fields') peers.prose += 1;
        else if (shape === 'empty') peers.empty += 1;
        // Prose and bullets both: says nothing about what its peers are.
        else if (shape !== 'mixed') peers.works += 1;
        peersByLevel.set(child.level, peers);
      }
      visit(child);
    }
  };
  visit(root);
  return peersByLevel;
}
