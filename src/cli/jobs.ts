import { InvalidArgumentError, type Command } from 'commander';
import type { Runner } from './surroundings.ts';

const EXAMPLES = `
Examples:
  $ milepost jobs list             the jobs that failed for good, and how many wait and run
  $ milepost jobs retry 3f2c 91ab  puts two of them back into the queue, with all their tries
  $ milepost jobs retry --all      after what made them fail is mended
  $ milepost jobs drop 3f2c        throws one away; the next event looks at its repository again

Uses the store of milepost serve: DATABASE_URL or MILEPOST_DATA_DIR, from the environment or .env. With the embedded
store a running server is asked, which has it open.
Exit status: 0 fine, 2 could not run.`;

const LIST_EXAMPLES = `
Examples:
  $ milepost jobs list
  $ milepost jobs list --json      everything that is known of each

Exit status: 0 listed, 2 the store cannot be reached.`;

const settleExamples = (verb: 'retry' | 'drop'): string => `
Examples:
  $ milepost jobs ${verb} 3f2c       the one whose id begins so, as milepost jobs list shows it
  $ milepost jobs ${verb} --all

Exit status: 0 settled, 2 could not run.`;

interface SettleOptions {
  all: boolean;
  json: boolean;
}

/** `milepost jobs list|retry|drop`: what failed for good. */
export function defineJobs(command: Command, run: Runner): void {
  command.description('list, retry or drop the jobs that failed for good').addHelpText('after', EXAMPLES);
  command
    .command('list')
    .description('the jobs that failed for good, and how many wait and run')
    .option('--json', 'print everything as JSON', false)
    .addHelpText('after', LIST_EXAMPLES)
    .action((options: { json: boolean }) =>
      run(async (surroundings) => (await import('./operator/print-jobs.ts')).printJobs(options, surroundings)),
    );
  defineSettle(
    command.command('retry').description('put jobs back into the queue, with all their tries'),
    'retry',
    run,
  );
  defineSettle(command.command('drop').description('throw jobs away'), 'drop', run);
}

function defineSettle(command: Command, verb: 'retry' | 'drop', run: Runner): void {
  command
    .argument('[id...]', 'ids, or beginnings of ids, as milepost jobs list shows them', oneMore)
    .option('--all', 'all of them', false)
    .option('--json', 'print JSON', false)
    .addHelpText('after', settleExamples(verb))
    .action((ids: string[], { all, json }: SettleOptions) => {
      if (all === ids.length > 0)
        command.error(`error: ids or --all were expected, ${all ? 'not both' : 'one of them'}`);
      const request = { verb, which: all ? ('all' as const) : ids, json };
      return run(async (surroundings) => (await import('./operator/settle-jobs.ts')).settleJobs(request, surroundings));
    });
}

/** Of an id the letters, digits and dashes that ids have. */
function oneMore(id: string, earlier: string[] = []): string[] {
  if (!/^[0-9a-f-]+$/i.test(id)) throw new InvalidArgumentError('An id, or its beginning, was expected: 3f2c9a10.');
  return [...earlier, id];
}
