import type { Migration } from '../migration.ts';
import { firstTables } from './0001-first-tables.ts';
import { conversations } from './0002-conversations.ts';
import { commands } from './0003-commands.ts';
import { dashboards } from './0004-dashboards.ts';
import { deliveriesInWork } from './0005-deliveries-in-work.ts';
import { budgets } from './0006-budgets.ts';
import { schedule } from './0007-schedule.ts';
import { repositories } from './0008-repositories.ts';
import { observations } from './0009-observations.ts';
import { figures } from './0010-figures.ts';
import { pages } from './0011-pages.ts';
import { commandUsesOnce } from './0012-command-uses-once.ts';
import { deliveryLosses } from './0013-delivery-losses.ts';

/** In order. */
export const migrations: readonly Migration[] = [
  firstTables,
  conversations,
  commands,
  dashboards,
  deliveriesInWork,
  budgets,
  schedule,
  repositories,
  observations,
  figures,
  pages,
  commandUsesOnce,
  deliveryLosses,
];
