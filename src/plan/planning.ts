/** What the operations are decided from: the arguments of `reconcile` after what they share was worked out once. */
import type { Item } from '../roadmap/model.ts';
import type { Conversation } from './conversation.ts';
import type { BaseItem, OperationItem } from './model.ts';
import type { Observation } from './observation.ts';
import type { RuleContext } from './rule.ts';

export interface Planning extends RuleContext {
  conversation: Conversation;
  observed: Observation;
  /** The file's text, without its byte order mark; null where it is not at hand. */
  text: string | null;
  /** The roadmap in keys, see `roadmapKey`. */
  roadmap: string;
  baseById: ReadonlyMap<string, BaseItem>;
  /** Numbers of all issues that Milepost opened for items. */
  openedNumbers: ReadonlySet<number>;
}

export const operationItem = (item: Item): OperationItem => ({
  id: item.id,
  title: item.title,
  description: item.description,
  path: [...item.path],
  line: item.line,
  endLine: item.endLine,
  target: item.target?.text ?? null,
});
