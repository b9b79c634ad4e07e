/** What one process of the app does. */

/**
 * `web` takes webhooks in, `worker` does what they ask for, `all` both. With PostgreSQL there may be any number of each;
 * the embedded store serves one process, which is `all`.
 */
export const ROLES = ['all', 'web', 'worker'] as const;
export type Role = (typeof ROLES)[number];
