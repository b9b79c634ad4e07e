/**
 * Whether a Plan that was made after a look at a few references speaks of others: what is known of those may be a day old, so
 * that they have to be looked at before anything is written about them. Pure.
 */
import type { Item, Roadmap } from '../roadmap/model.ts';
import type { Conversation } from './conversation.ts';
import { issueKey } from './keys.ts';
import type { Operation, Plan } from './model.ts';
import { referenceKey, type Observation } from './observation.ts';

export interface TouchedWorld {
  desired: Roadmap;
  observed: Observation;
  plan: Plan;
  /** The Plan of what was known before the look, at the time of the last one. */
  before: Plan;
  /** Keys of the references that were looked at. */
  looked: ReadonlySet<string>;
  conversation: Pick<Conversation, 'standing'>;
  /** Operations are carried out. */
  acts: boolean;
  /** Proposals are written: there is to be a pull request. */
  proposes: boolean;
}

/** Something about others is new, or is to be written now. */
export function isBeyondTouched(world: TouchedWorld): boolean {
  const { plan, before, conversation, acts, proposes } = world;
  const fresh = freshKeys(world);
  const about = new Set(
    world.desired.items.filter((item) => item.references.length > 0 && isFresh(item, fresh)).map(({ id }) => id),
  );
  if (othersOf(plan, about) !== othersOf(before, about)) return true;
  if (acts && plan.operations.some((operation) => operation.hold === null && !isOf(operation, fresh))) return true;
  const held = new Set(conversation.standing?.proposals ?? []);
  return proposes && plan.proposals.some(({ key, item }) => !about.has(item?.id ?? '') && !held.has(key));
}

/** Under their names in the file, and those that they have now. */
function freshKeys({ looked, observed }: TouchedWorld): ReadonlySet<string> {
  const now = [...looked].flatMap((key) => {
    const reference = observed.references[key];
    return reference?.state === 'found' ? [referenceKey(reference)] : [];
  });
  return new Set([...looked, ...now]);
}

/** What is said of an Item follows from all its references. */
const isFresh = ({ references }: Item, fresh: ReadonlySet<string>): boolean =>
  references.every((reference) => fresh.has(referenceKey(reference)));

const isOf = (operation: Operation, fresh: ReadonlySet<string>): boolean =>
  'issue' in operation && fresh.has(issueKey(operation.issue));

/** All that a Plan says of Items that are not these, as one text to be compared. */
function othersOf({ findings, operations, proposals }: Plan, about: ReadonlySet<string>): string {
  return JSON.stringify([
    findings.filter(({ item }) => item === null || !about.has(item)),
    operations.filter(({ item }) => !about.has(item.id)),
    proposals.filter(({ item }) => item === null || !about.has(item.id)),
  ]);
}
