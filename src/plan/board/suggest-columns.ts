import { STATUSES, type Status } from '../../roadmap/model.ts';
import { statusesOfColumn } from './columns.ts';

export interface SuggestedColumns {
  /** What `board.columns` should say, so that these columns count beside those with usual names. */
  columns: Partial<Record<Status, string[]>>;
  /** Columns that stand for no status by their names. */
  unknown: string[];
}

/** Words that turn around what follows them: `Not started` is known as a whole, `Not done yet` is nothing to guess from. */
const TURNING = /^(?:not?|never|without|un.*)$/i;

const BY_NAME = { columns: {} };

/**
 * What the columns of a board stand for, told from usual names within their names: `Doing (this week)` is in progress. Where a
 * status gets such a column, the ones with its usual names come first, since what is configured stands alone.
 */
export function suggestColumns(names: readonly string[]): SuggestedColumns {
  const unusual = names.filter((name) => statusOf(name) === null);
  const guessed = unusual.map((name) => ({ name, status: statusWithin(name) }));
  const columns = Object.fromEntries(
    STATUSES.flatMap((status) => {
      const found = guessed.filter((one) => one.status === status).map(({ name }) => name);
      const usual = names.filter((name) => statusOf(name) === status);
      return found.length === 0 ? [] : [[status, [...usual, ...found]] as const];
    }),
  );
  return { columns, unknown: guessed.filter(({ status }) => status === null).map(({ name }) => name) };
}

const statusOf = (name: string): Status | null => statusesOfColumn(name, BY_NAME)?.[0] ?? null;

/** The one status that usual names within a name speak of; null for none, or several. */
function statusWithin(name: string): Status | null {
  const words = name.split(/[^\p{L}\p{N}'’]+/u).filter((word) => word !== '');
  if (words.length > 8 || words.some((word) => TURNING.test(word))) return null;
  const found = new Set<Status>();
  for (let start = 0; start < words.length; start += 1) {
    for (let end = start + 1; end <= words.length; end += 1) {
      const [status] = statusesOfColumn(words.slice(start, end).join(' '), BY_NAME) ?? [];
      if (status !== undefined) found.add(status);
    }
  }
  const [only, another] = found;
  return another === undefined ? (only ?? null) : null;
}
