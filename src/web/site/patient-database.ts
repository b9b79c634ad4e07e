import type { Database } from '../../store/database.ts';
import { createTurns } from './turns.ts';

/** The embedded store does one thing at a time; of a shared one the workers want their part, too. */
const AT_ONCE = { pglite: 1, postgres: 8 } as const;
const WAITING = 1_000;

/**
 * The store for the site: however many look at pages, only some of their statements stand in front of a webhook that wants
 * to be stored. @throws Busy
 */
export function patientDatabase(database: Database): Database {
  const turns = createTurns({ atOnce: AT_ONCE[database.kind], waiting: WAITING });
  return {
    kind: database.kind,
    query: (sql, parameters) => turns(() => database.query(sql, parameters)),
    transaction: (work) => turns(() => database.transaction(work)),
    close: () => database.close(),
  };
}
