import { resolve } from 'node:path';
import type { Command } from 'commander';
import { readStoreAddress } from '../web/environment.ts';
import { Failure } from './failure.ts';
import type { ExitCode, Runner, Surroundings } from './surroundings.ts';
import { variablesOf } from './variables.ts';

const SCHEMAS = '--schema=milepost --schema=milepost_queue';
const PG_DUMP = `pg_dump --format=custom ${SCHEMAS} --file=FILE "$DATABASE_URL"`;
const PG_RESTORE = 'pg_restore --clean --if-exists --no-owner --single-transaction --dbname="$DATABASE_URL" FILE';

const STORE_ENVIRONMENT = `Environment, also from .env:
  MILEPOST_DATA_DIR    where the embedded store is; default ./.milepost
  DATABASE_URL         a PostgreSQL, in its place
`;

const BACKUP_HELP = `
Examples:
  $ milepost backup milepost-monday.tar.gz    the embedded store, also while the server runs

A PostgreSQL is backed up with its own tool:
  $ ${PG_DUMP}

${STORE_ENVIRONMENT}
Exit status: 0 written, 2 could not run.`;

const RESTORE_HELP = `
Examples:
  $ milepost restore milepost-monday.tar.gz             into MILEPOST_DATA_DIR, where no store is
  $ milepost restore milepost-monday.tar.gz --force     a store that is there is moved aside
  $ milepost restore --mark                             after a restore by other means

Stop the server first. A PostgreSQL is restored with its own tool, and then marked:
  $ ${PG_RESTORE}
  $ milepost restore --mark

The mark makes the next sync of each roadmap look on GitHub for what happened after the backup, so that nothing is
opened twice.

${STORE_ENVIRONMENT}
Exit status: 0 restored or marked, 2 could not run.`;

/** `milepost backup`: the embedded store as a file. */
export function defineBackup(command: Command, run: Runner): void {
  command
    .description('write the embedded store to a file')
    .argument('<file>', 'the file, readable by its owner only')
    .option('--force', 'replace a file that is there', false)
    .addHelpText('after', BACKUP_HELP)
    .action((file: string, options: { force: boolean }) => run((surroundings) => backup(file, options, surroundings)));
}

/** `milepost restore`: the embedded store from such a file. */
export function defineRestore(command: Command, run: Runner): void {
  command
    .description('bring the embedded store back from a backup')
    .argument('[file]', 'what milepost backup wrote')
    .option('--force', 'move a store that is there aside', false)
    .option('--mark', 'only mark the store as one of an earlier time', false)
    .addHelpText('after', RESTORE_HELP)
    .action((file: string | undefined, options: RestoreOptions) =>
      run((surroundings) => restore(file ?? null, options, surroundings)),
    );
}

async function backup(file: string, { force }: { force: boolean }, surroundings: Surroundings): Promise<ExitCode> {
  refusePostgres(surroundings, `DATABASE_URL names a PostgreSQL, which has its own tool for that:\n  ${PG_DUMP}`);
  const { withOperator } = await import('./operator/with-operator.ts');
  const path = resolve(surroundings.cwd, file);
  const { bytes } = await withOperator(surroundings, (operator) => operator.ask('backup', { file: path, force }), {
    // One is made before an upgrade, too.
    anyVersion: true,
  });
  surroundings.stdout.write(`${path} holds the store now (${Math.ceil(bytes / 1024)} KiB).\n`);
  return 0;
}

interface RestoreOptions {
  force: boolean;
  mark: boolean;
}

async function restore(
  file: string | null,
  { force, mark }: RestoreOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  if (mark) {
    if (file !== null) throw new Failure('--mark takes no file: it marks the store that is there.');
    return markOnly(surroundings);
  }
  refusePostgres(
    surroundings,
    `DATABASE_URL names a PostgreSQL, which has its own tool for that. Stop every process of Milepost, then:\n  ${PG_RESTORE}\n  milepost restore --mark`,
  );
  if (file === null) throw new Failure('Which backup? Expected: milepost restore FILE');
  const { restoreStore } = await import('./restore-store.ts');
  const { dataDirectory } = readStoreAddress(variablesOf(surroundings));
  const { cwd, now, stdout } = surroundings;
  const restored = await restoreStore(resolve(cwd, file), resolve(cwd, dataDirectory), { force, now: now() });
  const { directory, roadmaps, migrations, movedTo } = restored;
  const lines = [
    `The store in ${directory} is the one of the backup: it opens, is up to date, and has ${counted(roadmaps)}.`,
    ...(migrations.length === 0 ? [] : [`Migrations that it lacked were applied: ${migrations.join(', ')}.`]),
    ...(movedTo === null ? [] : [`The store that was there is in ${movedTo} now.`]),
    'Start the server. Each roadmap’s next sync looks on GitHub for what happened after the backup.',
  ];
  stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

async function markOnly(surroundings: Surroundings): Promise<ExitCode> {
  const { withOperator } = await import('./operator/with-operator.ts');
  const { roadmaps } = await withOperator(surroundings, (operator) => operator.ask('store.mark-restored', {}));
  surroundings.stdout.write(
    `Marked ${counted(roadmaps)}: the next sync of each looks on GitHub for what happened after the backup.\n`,
  );
  return 0;
}

const counted = (roadmaps: number): string => (roadmaps === 1 ? '1 roadmap' : `${roadmaps} roadmaps`);

function refusePostgres(surroundings: Surroundings, message: string): void {
  if (readStoreAddress(variablesOf(surroundings)).databaseUrl !== null) throw new Failure(message);
}
