import type { Command } from 'commander';
import { choiceOption } from './choice-option.ts';
import type { Runner } from './surroundings.ts';

const FORMATS = ['text', 'json', 'svg'] as const;
const ORDERS = ['slips', 'file', 'age'] as const;

export interface HistoryOptions {
  git?: string;
  path?: string;
  format: (typeof FORMATS)[number];
  sort?: (typeof ORDERS)[number];
  out?: string;
}

const EXAMPLES = `
Examples:
  $ milepost history octo/hello                             every item's life, most slipped first
  $ milepost history --git . --path docs/ROADMAP.md         from a local clone, without network or token
  $ milepost history --git . --format svg --out roadmap-history.svg
  $ milepost history octo/hello --format json | jq '.lives[] | select(.state == "vanished")'

Environment, for a repository on GitHub:
  GITHUB_TOKEN          needed: a token that can read the repository's contents
  GITHUB_SERVER_URL     GitHub's address, with GITHUB_API_URL and GITHUB_GRAPHQL_URL where they
                        cannot be told from it; default https://github.com

A table and a picture begin with what slipped most (--sort slips), JSON follows the file (--sort file).
Nothing is written but the file named by --out.
Exit status: 0 told, 2 could not run.`;

/** `milepost history OWNER/REPO` and `milepost history --git DIR`: every Item's life through the file's revisions. */
export function defineHistory(command: Command, run: Runner): void {
  command
    .description("tell every item's life through the revisions of the roadmap: moves, slips, what vanished")
    .argument('[owner/repo]', 'the repository on GitHub')
    .option('--git <folder>', 'a local git repository, in place of one on GitHub')
    .option('--path <path>', "the roadmap's path from the top of the repository, in place of the one that is found")
    .addOption(choiceOption('--format <format>', 'how to tell it', FORMATS, 'text'))
    .addOption(choiceOption('--sort <order>', 'which items come first', ORDERS))
    .option('--out <file>', 'write to this file, in place of stdout')
    .addHelpText('after', EXAMPLES)
    .action((repository: string | undefined, options: HistoryOptions) =>
      run(async (surroundings) =>
        (await import('./history/print-history.ts')).printHistory(repository ?? null, options, surroundings),
      ),
    );
}
