/** How deliveries get into the store: those that wait for it share one statement. */
import type { Database } from '../../store/database.ts';
import { failDeliveriesOf, storeDeliveries } from '../../store/deliveries.ts';
import { isAboutRows } from '../../store/is-about-rows.ts';
import { hidePages, withdrawPages } from '../../store/pages.ts';
import { deliveriesOfFailing } from '../queue/failing-jobs.ts';
import { GroupCommit } from './group-commit.ts';
import type { Hiding } from './hidden-by.ts';

/** More at once is hardly faster, and keeps an embedded store to itself for longer. */
const MOST = 200;
/** In UTF-16 units. A record has about 600; one with a long comment a hundred times as many. */
const MOST_LENGTH = 500_000;

export interface StorableDelivery {
  id: string;
  /** See deliveryText. */
  text: string;
  /** See `hiddenBy`. */
  hides: Hiding | null;
}

/** While PostgreSQL writes one group to its disk, the next is read and checked; more of them would only be smaller. */
const LANES = { postgres: 2, pglite: 1 };

export const createStoring = (database: Database): GroupCommit<StorableDelivery, 'new' | 'seen'> =>
  new GroupCommit({
    run: (deliveries) => storeAndHide(database, deliveries),
    most: MOST,
    mostSize: MOST_LENGTH,
    sizeOf: ({ text }) => text.length,
    lanes: LANES[database.kind],
    isOfOne: isAboutRows,
  });

/** What a new delivery hides is hidden once it is stored, and not before. */
async function storeAndHide(database: Database, deliveries: readonly StorableDelivery[]): Promise<('new' | 'seen')[]> {
  if (deliveries.every(({ hides }) => hides === null)) return storeTogether(database, deliveries);
  return database.transaction(async (transaction) => {
    const outcomes = await storeTogether(transaction, deliveries);
    for (const [index, { hides }] of deliveries.entries()) {
      if (hides === null || outcomes[index] !== 'new') continue;
      if (hides.how === 'withdrawn') await withdrawPages(transaction, hides);
      else await hidePages(transaction, hides.repositoryIds);
    }
    return outcomes;
  });
}

/** Of several with one id the first is stored: one statement cannot meet the same row twice. */
async function storeTogether(database: Database, deliveries: readonly StorableDelivery[]): Promise<('new' | 'seen')[]> {
  const textsById = new Map<string, string>();
  for (const { id, text } of deliveries) if (!textsById.has(id)) textsById.set(id, text);
  const announce = database.kind === 'postgres';
  const fresh = await storeDeliveries(database, [...textsById.values()], { announce });
  const seen = [...textsById.keys()].filter((id) => !fresh.has(id));
  const failing = await deliveriesOfFailing(database, seen);
  if (failing.length > 0) {
    // Whoever sends it again does not want to wait for the next try: then it is worked now, with all its tries.
    await failDeliveriesOf(database, failing, 'Its task failed, and was asked for again before the next try.');
    const texts = failing.map((id) => textsById.get(id)!);
    for (const id of await storeDeliveries(database, texts, { announce })) fresh.add(id);
  }
  // Each id counts once: whoever comes first takes it out.
  return deliveries.map(({ id }) => (fresh.delete(id) ? 'new' : 'seen'));
}
