import { newIds, ownOrFreshId } from '../identity/ids.ts';
import type { Ids } from '../identity/ids.ts';
import { matchItems } from '../identity/match-items.ts';
import type { Item, Roadmap } from '../model.ts';
import type { History, Revision, RevisionStamp, SkippedRevision } from './history.ts';
import { beginLife, continueLife, leave, lifeOf, stampOf } from './life-record.ts';
import type { LifeRecord } from './life-record.ts';

/** A revision and what was read in it. */
export interface RevisionReading extends Revision {
  /** null where there is no file, or where it could not be read. */
  roadmap: Roadmap | null;
  /** Why the revision could not be read; absent for one that was, and for one that removed the file. */
  problem?: string;
}

/**
 * Every Item's life through the revisions of its file, given oldest first; commit times are told, not compared. Pure: the
 * same readings give the same History. No revisions give no lives.
 *
 * A revision whose file was taken away, or in which no items were found, takes all items out of the file. Those that come
 * back later, with the same words or the same references, continue the life they had. A revision that could not be read
 * is among `skipped`. A file that one commit took away at one path and put at another only moved.
 */
export function lives(readings: Iterable<RevisionReading>): History {
  const told = newTold();
  for (const reading of readings) tell(told, reading);
  return historyOf(told);
}

/** The same for readings that come one after another, so that they need not be in memory at once. */
export async function livesOf(readings: AsyncIterable<RevisionReading>): Promise<History> {
  const told = newTold();
  for await (const reading of readings) tell(told, reading);
  return historyOf(told);
}

/** What the revisions gone through so far have told. */
interface Told {
  file: string;
  repo: string | null;
  /** A revision that took the file away, until the next one shows whether its commit only moved the file. */
  removal: RevisionReading | null;
  /** What was last read. */
  roadmap: Roadmap | null;
  /** Items of the last reading, in document order. */
  present: LifeRecord[];
  /** In the order in which they went. */
  gone: LifeRecord[];
  ids: Ids;
  revisions: number;
  first: RevisionStamp | null;
  last: RevisionStamp | null;
  skipped: SkippedRevision[];
}

const newTold = (): Told => ({
  file: '',
  repo: null,
  removal: null,
  roadmap: null,
  present: [],
  gone: [],
  ids: newIds([]),
  revisions: 0,
  first: null,
  last: null,
  skipped: [],
});

/** Changes `told`: it is the running account of one call, and copying it each time would cost as much as the history is long. */
function tell(told: Told, reading: RevisionReading): void {
  const { removal } = told;
  told.removal = null;
  if (removal !== null && removal.commit !== reading.commit) tellRevision(told, removal);
  if (isRemoval(reading)) told.removal = reading;
  else tellRevision(told, reading);
}

const isRemoval = ({ text, roadmap, problem }: RevisionReading): boolean =>
  text === null && roadmap === null && problem === undefined;

function tellRevision(told: Told, reading: RevisionReading): void {
  const stamp = stampOf(reading);
  told.file = reading.path;
  const message = whyUnread(reading);
  if (message !== null) {
    told.skipped.push({ ...stamp, message });
    return;
  }
  told.repo = reading.roadmap?.repo ?? told.repo;
  told.first ??= stamp;
  told.last = stamp;
  told.revisions += 1;
  if (reading.roadmap !== null && reading.roadmap === told.roadmap) {
    told.present = told.present.map((record) => ({ ...record, lastSeen: stamp }));
    return;
  }
  told.roadmap = reading.roadmap;
  tellItems(told, reading.roadmap?.items ?? [], stamp);
}

function whyUnread({ roadmap, text, problem, path }: RevisionReading): string | null {
  if (problem !== undefined) return problem;
  if (roadmap === null) return text === null ? null : `${path} was not read.`;
  return roadmap.problems.find(({ rule }) => rule === 'unreadable-file')?.message ?? null;
}

function tellItems(told: Told, items: readonly Item[], stamp: RevisionStamp): void {
  const records = new Map<Item, LifeRecord>();
  const left: LifeRecord[] = [];
  for (const { before, after, changes } of matchItems(told.present, items)) {
    if (before !== null && after !== null) records.set(after, continueLife(before, after, changes, stamp));
    else if (before !== null) left.push(leave(before, stamp));
  }
  const back = new Set<LifeRecord>();
  const unknown = items.filter((item) => !records.has(item));
  // The parents are not all among them, so that their indexes would lead to others.
  const alone = unknown.map((item) => ({ ...item, parent: null, reading: item }));
  for (const { before, after, changes } of matchItems(told.gone, alone, { certain: true })) {
    if (before === null || after === null) continue;
    back.add(before);
    records.set(after.reading, continueLife(before, after.reading, changes, stamp));
  }
  for (const item of unknown) {
    if (!records.has(item)) records.set(item, beginLife(ownOrFreshId(item, told.ids), item, stamp));
  }
  told.present = withParents(items, records);
  told.gone = [...told.gone.filter((record) => !back.has(record)), ...left];
}

function withParents(items: readonly Item[], records: ReadonlyMap<Item, LifeRecord>): LifeRecord[] {
  const idAt = (index: number | null): string | null => {
    const parent = index === null ? undefined : items[index];
    return parent === undefined ? null : (records.get(parent)?.id ?? null);
  };
  return items.flatMap((item) => {
    const record = records.get(item);
    return record === undefined ? [] : [{ ...record, parentId: idAt(item.parent) }];
  });
}

function historyOf(told: Told): History {
  if (told.removal !== null) tellRevision(told, told.removal);
  const { file, repo, present, gone, revisions, first, last, skipped } = told;
  const records = [...present, ...newestFirst(gone)];
  return { file, repo, revisions, first, last, lives: records.map(lifeOf), skipped };
}

/** Those that went together stay in the order in which they stood. */
function newestFirst(gone: readonly LifeRecord[]): LifeRecord[] {
  const groups: LifeRecord[][] = [];
  for (const record of gone) {
    const group = groups.at(-1);
    if (group !== undefined && group[0]?.goneSince === record.goneSince) group.push(record);
    else groups.push([record]);
  }
  return groups.toReversed().flat();
}
