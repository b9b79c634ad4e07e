/** Every command of the operator, by name: the one table that server and command line share. */
import { backUp, markAsRestored } from './backup-commands.ts';
import { forgetData } from './forget-command.ts';
import { listJobs } from './jobs-list.ts';
import { dropJobs, retryJobs } from './jobs-settle.ts';
import { migrateStore } from './store-migrate.ts';
import { readStoreVersion } from './store-version.ts';

export const OPERATOR_COMMANDS = {
  backup: backUp,
  forget: forgetData,
  'jobs.list': listJobs,
  'jobs.retry': retryJobs,
  'jobs.drop': dropJobs,
  'store.migrate': migrateStore,
  'store.mark-restored': markAsRestored,
  'store.version': readStoreVersion,
} as const;

export type OperatorCommands = typeof OPERATOR_COMMANDS;
export type OperatorCommandName = keyof OperatorCommands;
export type InputOf<Name extends OperatorCommandName> = Parameters<OperatorCommands[Name]['carryOut']>[1];
export type OutputOf<Name extends OperatorCommandName> = Awaited<ReturnType<OperatorCommands[Name]['carryOut']>>;

/** Whoever carries the commands out: this process, or the server that has the store open. */
export interface Operator {
  /** The store, for people: without password. */
  readonly address: string;
  /** @throws OperatorRefusal with words for the person; other errors are faults */
  ask<Name extends OperatorCommandName>(name: Name, input: InputOf<Name>): Promise<OutputOf<Name>>;
}
