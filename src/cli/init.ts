import type { Command } from 'commander';
import type { SynchroniseDoor } from './look-at.ts';
import type { Runner } from './surroundings.ts';

export interface InitOptions {
  out?: string;
  force: boolean;
}

const HELP = `
Examples:
  $ milepost init                          for the ROADMAP.md of this folder; needs no network
  $ milepost init docs/PLAN.md             for this file
  $ milepost init octo/hello               also from its board, labels and milestones on GitHub
  $ milepost init --force                  in place of a configuration that is there

Environment, for a repository on GitHub:
  GITHUB_TOKEN          needed: a token that can read the repository
  GITHUB_SERVER_URL     GitHub's address, with GITHUB_API_URL and GITHUB_GRAPHQL_URL where they
                        cannot be told from it; default https://github.com

Writes .github/milepost.yml with every key, its default and what it does; only what has to differ is not commented out.
A configuration that is there stays as it is without --force: the difference is shown. Nothing is written to GitHub.
Exit status: 0 written, or there already, 1 another configuration is there, 2 could not run.`;

/** `milepost init [FILE|OWNER/REPO]`: a commented configuration from what the file and the board look like. */
export function defineInit(command: Command, run: Runner, synchronise: SynchroniseDoor): void {
  command
    .description('write a commented .github/milepost.yml from what the roadmap and the board look like')
    .argument(
      '[file or owner/repo]',
      'a roadmap file, or a repository on GitHub; the ROADMAP.md of this folder when left out',
    )
    .option('--out <file>', 'write to this file, in place of .github/milepost.yml')
    .option('--force', 'replace a configuration that is there', false)
    .addHelpText('after', HELP)
    .action((subject: string | undefined, options: InitOptions) =>
      run(async (surroundings) =>
        (await import('./init/write-configuration.ts')).writeConfiguration(
          subject ?? null,
          options,
          surroundings,
          synchronise,
        ),
      ),
    );
}
