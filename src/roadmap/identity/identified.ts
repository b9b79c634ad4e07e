import type { Reference } from '../model.ts';
import type { ComparedTarget } from '../target/compare-targets.ts';

/**
 * What matching needs of an item, and what helps it: the more a caller hands in, the surer the answer. What is absent on
 * one side is not compared.
 */
export interface Identified {
  id: string;
  title: string;
  path: readonly string[];
  status?: string;
  target?: ComparedTarget | null;
  description?: string;
  references?: readonly Pick<Reference, 'kind' | 'owner' | 'repo' | 'number'>[];
  /** Index, in the list that is matched, of the item that this is a sub-item of. */
  parent?: number | null;
}

export type Change = 'reworded' | 'moved' | 'retargeted' | 'status-changed';

/** One item before and after, or only on one side. */
export interface Match<B extends Identified, A extends Identified> {
  kind: 'matched' | 'added' | 'removed';
  before: B | null;
  after: A | null;
  /** Of a matched one, in the order of `Change`; empty when nothing changed. */
  changes: Change[];
}
