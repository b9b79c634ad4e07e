import type { Command } from 'commander';
import type { Runner } from './surroundings.ts';

const SERVE_HELP = `
Examples:
  $ milepost serve                                      on http://localhost:3000
  $ PORT=8080 DATABASE_URL=postgres://… milepost serve   on a shared PostgreSQL

Environment: APP_ID, PRIVATE_KEY or PRIVATE_KEY_PATH, WEBHOOK_SECRET, and what .env.example names.
Without credentials it explains how to get them.`;

/** `milepost serve`: the app. */
export function defineServe(command: Command, run: Runner): void {
  command
    .description('run the GitHub App')
    .addHelpText('after', SERVE_HELP)
    .action(() => run(async (surroundings) => (await import('./serve.ts')).serve(surroundings)));
}
