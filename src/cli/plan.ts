import type { Command } from 'commander';
import { choiceOption } from './choice-option.ts';
import type { SynchroniseDoor } from './look-at.ts';
import type { Runner } from './surroundings.ts';

const FORMATS = ['text', 'json', 'markdown', 'sarif'] as const;

export interface PlanOptions {
  path?: string;
  app: string;
  ref?: string;
  format: (typeof FORMATS)[number];
}

const EXAMPLES = `
Examples:
  $ milepost plan octo/hello                             what Milepost would do, and why
  $ milepost plan octo/hello --ref my-branch             as if this branch were merged
  $ milepost plan octo/hello --path docs/ROADMAP.md      this roadmap only
  $ milepost plan octo/hello --format json | jq '.roadmaps[].operations'

Environment:
  GITHUB_TOKEN          needed: a token that can read the repository
  GITHUB_SERVER_URL     GitHub's address, with GITHUB_API_URL and GITHUB_GRAPHQL_URL where they
                        cannot be told from it; default https://github.com

Nothing is written to GitHub.
Exit status: 0 no error was found, 1 findings of severity error, 2 could not run.`;

/** `milepost plan OWNER/REPO`: reads GitHub and prints the Plan. */
export function definePlan(command: Command, run: Runner, synchronise: SynchroniseDoor): void {
  command
    .description('print what Milepost finds and would do in a repository; writes nothing')
    .argument('<owner/repo>', 'the repository')
    .option('--path <path>', 'this roadmap only')
    .option('--app <slug>', 'the GitHub App that may serve it too: what it wrote counts as done', 'milepost')
    .option('--ref <ref>', 'branch, tag or commit to look at, in place of the default branch')
    .addOption(choiceOption('--format <format>', 'how to print it', FORMATS, 'text'))
    .addHelpText('after', EXAMPLES)
    .action((repository: string, options: PlanOptions) =>
      run(async (surroundings) =>
        (await import('./print-plan.ts')).printPlan(repository, options, surroundings, synchronise),
      ),
    );
}
