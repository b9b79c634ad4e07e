import type { Migration } from '../migration.ts';

export const deliveryLosses: Migration = {
  number: 13,
  name: 'delivery-losses',
  statements: [
    // How often a process ended that had the delivery in work: no failure of the delivery, so `attempts` leaves it out.
    `alter table milepost.deliveries add column losses integer not null default 0`,
  ],
};
