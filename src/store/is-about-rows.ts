/**
 * Data exceptions, broken constraints, rows met twice, deadlocks, and what is too large for an index:
 * https://www.postgresql.org/docs/current/errcodes-appendix.html
 */
const ROW_CLASSES = new Set(['21', '22', '23', '40', '54']);

/** Whether a statement failed because of the rows in it, so that others would not; false where the store itself failed. */
export const isAboutRows = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  typeof error.code === 'string' &&
  /^[0-9A-Z]{5}$/.test(error.code) &&
  ROW_CLASSES.has(error.code.slice(0, 2));
