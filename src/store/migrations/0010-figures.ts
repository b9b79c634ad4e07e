import type { Migration } from '../migration.ts';

export const figures: Migration = {
  number: 10,
  name: 'figures',
  statements: [
    // What is open is few, whatever the Ledger has grown to: `/metrics` counts it at each scrape.
    `create index if not exists ledger_begun on milepost.ledger (begun_at) where state = 'begun'`,
  ],
};
