import type { Command } from 'commander';
import { ROLES, type Role } from '../web/role.ts';
import { choiceOption } from './choice-option.ts';
import type { ExitCode, Runner, Surroundings } from './surroundings.ts';

const SERVE_HELP = `
Examples:
  $ milepost serve                                      on http://localhost:3000
  $ PORT=8080 DATABASE_URL=postgres://… milepost serve   on a shared PostgreSQL
  $ DATABASE_URL=postgres://… milepost serve --role web      takes webhooks in, works nothing
  $ DATABASE_URL=postgres://… milepost serve --role worker   works what is stored; listens only if PORT is set

Environment:
  APP_ID, PRIVATE_KEY or PRIVATE_KEY_PATH, WEBHOOK_SECRET, and what .env.example names

Without credentials it explains how to get them.
Exit status: 0 ended when it was asked to, 2 could not start.`;

/** `milepost serve`: the app. */
export function defineServe(command: Command, run: Runner): void {
  command
    .description('run the GitHub App')
    .addOption(
      choiceOption('--role <role>', 'take webhooks in, work, or both (default: MILEPOST_ROLE, else all)', ROLES),
    )
    .addHelpText('after', SERVE_HELP)
    .action((options: { role?: Role }) =>
      run(async (surroundings) => (await import('./serve.ts')).serve(options, surroundings)),
    );
}

const DEMO_HELP = `
Examples:
  $ milepost demo          push example roadmaps to an embedded GitHub, say what happens, and
                           keep the app on http://localhost:3000 until Ctrl-C
  $ milepost demo --once   the same, and end: when all is told

Environment:
  PORT    the port of the app; default 3000

Exit status: 0 all went as the story says, 1 it did not, 2 could not run.`;

/** Tells the story of the demo; gives 1 when it went otherwise than it should. */
export type Demo = (options: { once: boolean }, surroundings: Surroundings) => Promise<ExitCode>;

/** `milepost demo`: the app on the sandbox. `demo` loads it only when it is called. */
export function defineDemo(command: Command, run: Runner, demo: Demo): void {
  command
    .description('run the app on an embedded GitHub; needs no network and no credentials')
    .option('--once', 'end by itself')
    .addHelpText('after', DEMO_HELP)
    .action(({ once = false }: { once?: boolean }) => run((surroundings) => demo({ once }, surroundings)));
}
