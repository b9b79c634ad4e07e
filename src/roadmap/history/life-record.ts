/** One Item's life while the revisions are gone through: what is known of it so far, and what a revision adds. */
import type { Change, Identified } from '../identity/identified.ts';
import type { Item, Status } from '../model.ts';
import { isYearsApart } from '../target/compare-targets.ts';
import type { Life, LifeEvent, LifeState, RevisionStamp } from './history.ts';
import { daysBetween, movedLater } from './moved-later.ts';

export interface LifeRecord extends Identified {
  id: string;
  /** As last read, but with the days that its target was first read as. */
  item: Item;
  /** Of a sub-item: the id of the life that its parent has. */
  parentId: string | null;
  firstSeen: RevisionStamp;
  lastSeen: RevisionStamp;
  events: LifeEvent[];
  /** When it was taken out; null while it is in the file. */
  goneSince: RevisionStamp | null;
}

export function beginLife(id: string, item: Item, stamp: RevisionStamp): LifeRecord {
  const record = { ...identityOf(id, item), item, parentId: null, firstSeen: stamp, lastSeen: stamp, events: [] };
  return withEvent({ ...record, goneSince: null }, stamp, { kind: 'added', from: null, to: item.title });
}

/** The record with what a revision did to its item. A record that was gone has returned. */
export function continueLife(
  record: LifeRecord,
  reading: Item,
  changes: readonly Change[],
  stamp: RevisionStamp,
): LifeRecord {
  const before = record.item;
  const target = changes.includes('retargeted') ? reading.target : sameTarget(before, reading);
  const item = { ...reading, target };
  let next: LifeRecord = { ...record, ...identityOf(record.id, item), item, lastSeen: stamp, goneSince: null };
  if (record.goneSince !== null) next = withEvent(next, stamp, { kind: 'returned', from: null, to: item.title });
  for (const kind of changes) next = withEvent(next, stamp, changeOf(kind, record, item));
  return next;
}

export function leave(record: LifeRecord, stamp: RevisionStamp): LifeRecord {
  // The item that it stood under is no longer beside it.
  return withEvent({ ...record, parent: null, goneSince: stamp }, stamp, {
    kind: 'removed',
    from: record.item.title,
    to: null,
  });
}

/** `Q3` alone is read by the date of the file: an unchanged one keeps the days that it had when it was written. */
function sameTarget({ target: before }: Item, { target: after }: Item): Item['target'] {
  if (before === null || after === null || !isYearsApart(before, after)) return after;
  return { ...after, start: before.start, end: before.end };
}

const identityOf = (id: string, item: Item): Identified => ({ ...item, id });

type Told = Pick<LifeEvent, 'kind' | 'from' | 'to'> & Partial<Pick<LifeEvent, 'slip' | 'slippedDays'>>;

function withEvent(record: LifeRecord, { commit, committedAt, author }: RevisionStamp, told: Told): LifeRecord {
  const { status, target } = record.item;
  const event: LifeEvent = {
    commit,
    committedAt,
    author,
    slip: false,
    slippedDays: null,
    ...told,
    status,
    target: target && { text: target.text, kind: target.kind, start: target.start, end: target.end },
  };
  return { ...record, events: [...record.events, event] };
}

function changeOf(kind: Change, record: LifeRecord, after: Item): Told {
  const before = record.item;
  if (kind === 'reworded') return { kind, from: before.title, to: after.title };
  if (kind === 'moved') return { kind, from: before.path.join(' › '), to: after.path.join(' › ') };
  if (kind === 'status-changed') return { kind, from: before.status, to: after.status };
  const slip = isOpen(before.status) && movedLater(before.target, after.target) && !isCorrection(record, after);
  const slippedDays = slip ? daysBetween(before.target, after.target) : null;
  const [from, to] = targetTexts(before.target, after.target);
  return { kind, from, to, slip, slippedDays };
}

/** The year was wrong from the start: `January 2019`, written in November of that year, became `January 2020`. */
function isCorrection({ item: { target }, events }: LifeRecord, after: Item): boolean {
  if (target === null || target.end === null || after.target === null || !isYearsApart(target, after.target))
    return false;
  const saidBy = events.findLast(({ kind }) => kind === 'added' || kind === 'retargeted');
  return saidBy !== undefined && target.end < saidBy.committedAt.slice(0, 10);
}

/** With the last day where the words alone would not tell the two apart: a release that was put off. */
function targetTexts(before: Item['target'], after: Item['target']): [string | null, string | null] {
  const [from, to] = [before?.text ?? null, after?.text ?? null];
  return from === to ? [`${from} (${before?.end})`, `${to} (${after?.end})`] : [from, to];
}

const isOpen = (status: Status): boolean => status !== 'done' && status !== 'dropped';

export function lifeOf(record: LifeRecord): Life {
  const { id, item, parentId, firstSeen, lastSeen, events } = record;
  const slips = events.filter(({ slip }) => slip);
  const { title, path, status, target, line } = item;
  return {
    id,
    title,
    path,
    status,
    target,
    line,
    parent: parentId,
    firstSeen,
    lastSeen,
    events,
    timesSlipped: slips.length,
    daysSlipped: slips.reduce((sum, { slippedDays }) => sum + (slippedDays ?? 0), 0),
    state: stateOf(record),
    ended: endOf(record),
  };
}

function stateOf({ item: { status }, goneSince }: LifeRecord): LifeState {
  if (!isOpen(status)) return status === 'done' ? 'done' : 'dropped';
  return goneSince === null ? 'open' : 'vanished';
}

/** When it got the status that it ended with; for what vanished, when it was taken out. */
function endOf({ item: { status }, goneSince, events }: LifeRecord): RevisionStamp | null {
  if (isOpen(status)) return goneSince;
  const first = events.findLastIndex((event) => event.status !== status) + 1;
  const event = events[first];
  return event === undefined ? null : stampOf(event);
}

export const stampOf = ({ commit, committedAt, author }: RevisionStamp): RevisionStamp => ({
  commit,
  committedAt,
  author,
});
