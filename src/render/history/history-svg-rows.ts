/** Which lives a picture shows, in which groups, and what each of them has on the axis of time. */
import type { Life, LifeState } from '../../roadmap/history/history.ts';
import { dayOf, targetsOf } from './history-summary.ts';

export interface RowGroup {
  title: string;
  /** How many there are, shown or not. */
  size: number;
  /** Lives of this kind are in an earlier group too. */
  hasMore: boolean;
  rows: Row[];
}

export interface Row {
  life: Life;
  /** Days, `YYYY-MM-DD`. */
  from: string;
  to: string;
  state: LifeState;
  /** Last days of the targets it had, one after the other. */
  planned: string[];
  /** The one of them that it is, or was last, planned for; null where that says no time. */
  plannedLast: string | null;
  moves: Move[];
  /** Days of commits that moved it later without saying a time. */
  slipsWithoutTime: string[];
  /** `Q1 2024 → Q3 2024`; '' for none. */
  chain: string;
}

/** From one planned day to another. */
export interface Move {
  from: string;
  to: string;
  slip: boolean;
}

interface Kind {
  title: string;
  has: (life: Life) => boolean;
  /** That many are shown before other kinds get more room. */
  share: number;
}

/** In the order of the picture. A life is of the first kind that has it. */
const KINDS: readonly Kind[] = [
  { title: 'Slipped', has: ({ timesSlipped }) => timesSlipped > 0, share: 18 },
  { title: 'Vanished while still open', has: ({ state }) => state === 'vanished', share: 8 },
  { title: 'Open', has: ({ state }) => state === 'open', share: 7 },
  { title: 'Done', has: ({ state }) => state === 'done', share: 5 },
  { title: 'Dropped', has: ({ state }) => state === 'dropped', share: 2 },
];

/**
 * The lives worth a row, at most `limit`, by kind: those that slipped first. Within a kind the given order stays; where
 * not all have room, those with the most to show are taken. An open life goes on until `today`.
 */
export function rowGroups(lives: readonly Life[], { limit, today }: { limit: number; today: string }): RowGroup[] {
  const kinds = KINDS.map((kind, index) => ({
    kind,
    lives: lives.filter((life) => KINDS.findIndex(({ has }) => has(life)) === index),
  })).filter((group) => group.lives.length > 0);
  const rooms = shareOut(
    kinds.map((group) => ({ wanted: group.lives.length, share: group.kind.share })),
    limit,
  );
  const groups = kinds.map(({ kind, lives: members }, index) => ({
    title: kind.title,
    size: members.length,
    hasMore: lives.filter(kind.has).length > members.length,
    rows: mostToShow(members, rooms[index]!).map((life) => rowOf(life, today)),
  }));
  return groups.filter(({ rows }) => rows.length > 0);
}

/** Each gets its share; what is left over goes round among those that want more. */
function shareOut(groups: readonly { wanted: number; share: number }[], limit: number): number[] {
  const rooms = groups.map(() => 0);
  const give = (index: number, most: number): void => {
    const left = limit - rooms.reduce((sum, room) => sum + room, 0);
    rooms[index]! += Math.max(0, Math.min(most, left, groups[index]!.wanted - rooms[index]!));
  };
  for (const [index, { share }] of groups.entries()) give(index, share);
  for (let round = 0; round < limit; round += 1) for (const index of groups.keys()) give(index, 1);
  return rooms;
}

function mostToShow(lives: readonly Life[], room: number): Life[] {
  const ranked = lives.toSorted(
    (one, other) =>
      other.timesSlipped - one.timesSlipped ||
      other.daysSlipped - one.daysSlipped ||
      datedTargets(other) - datedTargets(one) ||
      other.events.length - one.events.length,
  );
  const chosen = new Set(ranked.slice(0, room));
  return lives.filter((life) => chosen.has(life));
}

const datedTargets = ({ events }: Life): number => events.filter(({ target }) => (target?.end ?? null) !== null).length;

function rowOf(life: Life, today: string): Row {
  const planned: string[] = [];
  const moves: Move[] = [];
  const slipsWithoutTime: string[] = [];
  let before = life.events[0]?.target?.end ?? null;
  if (before !== null) planned.push(before);
  for (const event of life.events) {
    if (event.kind !== 'retargeted') continue;
    const after = event.target?.end ?? null;
    // The file may have come to say when a release is due without planning the item for another.
    if (after !== null && event.slippedDays !== null) before = daysBefore(after, event.slippedDays);
    if (before !== null && planned.at(-1) !== before) planned.push(before);
    if (after !== null && after !== before) planned.push(after);
    if (before !== null && after !== null && before !== after)
      moves.push({ from: before, to: after, slip: event.slip });
    else if (event.slip) slipsWithoutTime.push(dayOf(event));
    before = after;
  }
  const from = dayOf(life.firstSeen);
  const end = life.ended === null ? today : dayOf(life.ended);
  return {
    life,
    from,
    to: end < from ? from : end,
    state: life.state,
    planned,
    plannedLast: before,
    moves,
    slipsWithoutTime,
    chain: chainOf(life),
  };
}

const daysBefore = (day: string, days: number): string =>
  new Date(Date.parse(day) - days * 86_400_000).toISOString().slice(0, 10);

/**
 * Without the days that the axis shows. Of a long chain its ends: how often it moved is told beside.
 */
function chainOf(life: Life): string {
  const all = targetsOf(life).map(({ text }) => text.replace(/ \(\d{4}-\d\d-\d\d\)$/, ''));
  const texts = all.filter((text, index) => text !== all[index - 1]);
  return (texts.length > 4 ? [texts[0]!, '…', texts.at(-1)!] : texts).join(' → ');
}
