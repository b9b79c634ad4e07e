import type { Migration } from '../migration.ts';

export const deliveriesInWork: Migration = {
  number: 5,
  name: 'deliveries-in-work',
  statements: [
    // Leases that ran out, and those to be renewed, are found among the few in work, however many wait or are done.
    `create index if not exists deliveries_held on milepost.deliveries (held_until) where state = 'working'`,
  ],
};
