/**
 * The boxes on the dashboard. Each has a key that is a digest of what it is for, and a key is only ever compared with
 * those of today's Plan: whoever writes other keys into the body gains nothing.
 */
import { createHash } from 'node:crypto';
import type { Conversation } from './conversation.ts';
import type { Hold, Operation, Plan } from './model.ts';
import { isTold } from './told.ts';

/** What a box is about, as a person counts it. */
export type TickNoun = 'issue' | 'comment' | 'milestone' | 'card';

/** Held Operations that wait for the same reason. */
export interface TickGroup {
  noun: TickNoun;
  hold: Hold;
  /** In document order. */
  operations: Operation[];
  /** Key of the box for all of them: `<what group>-<which operations>`. */
  tick: string;
}

const digest = (...parts: string[]): string => createHash('sha256').update(parts.join('\n')).digest('hex').slice(0, 16);

/** Key of the box that lets a held Operation pass. */
export const tickOf = ({ key }: Pick<Operation, 'key'>): string => digest('go on', key);

/** Key of the box that stops slip comments on an Item; `roadmap` is its `roadmapKey`. */
export const quietTickOf = (roadmap: string, itemId: string): string => digest('quiet', roadmap, itemId);

/** The held Operations of a Plan that may be told, by what they are and why they wait, in a fixed order. */
export function heldGroups({ file, operations }: Plan): TickGroup[] {
  return GROUPS.flatMap(({ noun, hold }) => {
    const held = operations.filter((one) => one.hold === hold && nounOf(one) === noun && isTold(one));
    const keys = held.map(({ key }) => key).toSorted();
    return held.length === 0
      ? []
      : [{ noun, hold, operations: held, tick: `${groupDigest(file, noun, hold)}-${digest(...keys)}` }];
  });
}

const groupDigest = (file: string, noun: TickNoun, hold: Hold): string => digest('all', file, noun, hold);

const GROUPS = (['limit', 'offered'] as const).flatMap((hold) =>
  (['issue', 'comment', 'milestone', 'card'] as const).map((noun) => ({ noun, hold })),
);

const NOUNS: Record<Operation['kind'], TickNoun> = {
  'open-issue': 'issue',
  'comment-slip': 'comment',
  'update-slip-comment': 'comment',
  'create-milestone': 'milestone',
  'set-milestone': 'milestone',
  'add-card': 'card',
  'update-card': 'card',
};

const nounOf = ({ kind }: Operation): TickNoun => NOUNS[kind];

/** One box as it stands in a body. */
export interface Box {
  ticked: boolean;
  /** Milepost itself wrote it ticked. So a person's tick is told from what was there. */
  wasTicked: boolean;
}

/** `- [ ] <!-- milepost:tick:KEY -->`: how a box begins. One that is written ticked says so in its key's marker too. */
export const boxMarkdown = (key: string, ticked: boolean): string =>
  ticked ? `- [x] <!-- milepost:tick:${key}:on -->` : `- [ ] <!-- milepost:tick:${key} -->`;

const BOX = /^- \[([ xX])\] <!-- milepost:tick:([0-9a-f]{16}(?:-[0-9a-f]{16})?)(:on)? -->/gm;

/** The boxes of a body by key; of two with one key the first. */
export function readBoxes(body: string): Map<string, Box> {
  const boxes = new Map<string, Box>();
  for (const [, mark, key = '', on] of body.matchAll(BOX)) {
    if (!boxes.has(key)) boxes.set(key, { ticked: mark !== ' ', wasTicked: on !== undefined });
  }
  return boxes;
}

const isTicked = (box: Box | undefined): boolean => box?.ticked === true && !box.wasTicked;
const isUnticked = (box: Box | undefined): boolean => box?.ticked === false && box.wasTicked;

export interface TicksInput {
  boxes: ReadonlyMap<string, Box>;
  plan: Plan;
  /** The roadmap's `roadmapKey`. */
  roadmap: string;
  /** Ids of the Items in the file. */
  items: readonly string[];
  conversation: Conversation;
}

/** The Conversation after the boxes were heeded; the very same value where they say nothing new. */
export function heedTicks({ boxes, plan, roadmap, items, conversation }: TicksInput): Conversation {
  const { approved, quiet } = conversation;
  const ticked = heldGroups(plan).flatMap((group) => tickedIn(group, plan.file, boxes));
  const stopped = items.filter((id) => isTicked(boxes.get(quietTickOf(roadmap, id))));
  const approvedNow = changed(approved, {
    added: ticked.map(({ key }) => key),
    isTakenBack: (key) => isUnticked(boxes.get(tickOf({ key }))),
  });
  const quietNow = changed(quiet, {
    added: stopped,
    isTakenBack: (id) => isUnticked(boxes.get(quietTickOf(roadmap, id))),
  });
  if (approvedNow === approved && quietNow === quiet) return conversation;
  return { ...conversation, approved: approvedNow, quiet: quietNow };
}

/**
 * The box for all stands for exactly the Operations that it was shown with. Where others are held by now, it counts for
 * those that the body names one by one: the person has seen them.
 */
function tickedIn(
  { noun, hold, operations, tick }: TickGroup,
  file: string,
  boxes: ReadonlyMap<string, Box>,
): Operation[] {
  if (isTicked(boxes.get(tick))) return operations;
  const begin = `${groupDigest(file, noun, hold)}-`;
  const wasForAll = [...boxes].some(([key, box]) => isTicked(box) && key.startsWith(begin));
  return operations.filter((operation) => {
    const own = boxes.get(tickOf(operation));
    return isTicked(own) || (wasForAll && own !== undefined);
  });
}

/** The same list where nothing is added or taken back. */
function changed(
  list: string[],
  { added, isTakenBack }: { added: string[]; isTakenBack: (entry: string) => boolean },
): string[] {
  const kept = list.filter((entry) => !isTakenBack(entry));
  const next = [...new Set([...kept, ...added])];
  return next.length === list.length && next.every((entry, index) => entry === list[index]) ? list : next;
}

/** What a person let pass, as far as it is still to be done; `done` are keys of Operations that were carried out. */
export function approvalsLeft(approved: readonly string[], plan: Plan, done: ReadonlySet<string>): string[] {
  const planned = new Set(plan.operations.map(({ key }) => key));
  return approved.filter((key) => planned.has(key) && !done.has(key));
}
