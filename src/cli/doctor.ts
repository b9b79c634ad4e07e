import type { Command } from 'commander';
import type { Runner } from './surroundings.ts';

const EXAMPLES = `
Examples:
  $ milepost doctor                   the app: credentials, permissions, webhook, clock, store, sign-in
  $ milepost doctor octo/hello        these, and the repository: installation, configuration, roadmap, board
  $ milepost doctor --json | jq '.checks[] | select(.state == "problem")'

Reads the same environment as milepost serve, .env included, and changes nothing. It may run beside the server.
Everything is looked at, also when one thing fails; what depends on that is said to be not checked, and why.

Exit status: 0 no problem was found, 1 at least one was, 2 could not run.`;

/** `milepost doctor`: whether what the app needs is there, and what to do where it is not. */
export function defineDoctor(command: Command, run: Runner): void {
  command
    .description('check credentials, permissions, webhook, clock and store, and say what to fix')
    .argument('[owner/repo]', 'a repository to look at as well')
    .option('--json', 'print JSON', false)
    .addHelpText('after', EXAMPLES)
    .action((repository: string | undefined, options: { json: boolean }) =>
      run(async (surroundings) =>
        (await import('./doctor/print-diagnosis.ts')).printDiagnosis(repository ?? null, options, surroundings),
      ),
    );
}
