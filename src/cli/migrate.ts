import type { Command } from 'commander';
import type { Runner } from './surroundings.ts';

const EXAMPLES = `
Examples:
  $ milepost migrate           brings the store to this version
  $ milepost migrate --check   what is pending; changes nothing
  $ milepost migrate --check --json

milepost serve does the same when it starts, whichever process comes first. The store is that of milepost serve:
DATABASE_URL or MILEPOST_DATA_DIR, from the environment or .env.

Exit status: 0 nothing is pending any more, 1 --check found something, 2 the store cannot be reached.`;

/** `milepost migrate`: the tables of the store. */
export function defineMigrate(command: Command, run: Runner): void {
  command
    .description('bring the store to this version, or say what is pending')
    .option('--check', 'say what is pending and change nothing', false)
    .option('--json', 'print JSON', false)
    .addHelpText('after', EXAMPLES)
    .action((options: { check: boolean; json: boolean }) =>
      run(async (surroundings) => (await import('./operator/migrate-store.ts')).migrateStore(options, surroundings)),
    );
}
