import type { Command } from 'commander';
import { choiceOption } from './choice-option.ts';
import type { SynchroniseDoor } from './look-at.ts';
import type { Runner } from './surroundings.ts';

const FORMATS = ['text', 'json'] as const;

export interface ApplyOptions {
  approve?: string;
  path?: string;
  app: string;
  format: (typeof FORMATS)[number];
}

const EXAMPLES = `
Examples:
  $ milepost apply octo/hello                              carry out the plan, up to the limits
  $ milepost apply octo/hello --approve 0123456789abcdef   with what waits, if the plan is still this one
  $ milepost apply octo/hello --path docs/ROADMAP.md       this roadmap only

Environment:
  GITHUB_TOKEN          needed: a token that can write issues
  GITHUB_SERVER_URL     GitHub's address, with GITHUB_API_URL and GITHUB_GRAPHQL_URL where they
                        cannot be told from it; default https://github.com

Look first with \`milepost plan\`. What was done before is not done again.
Exit status: 0 done, 1 findings of severity error, 2 could not run or not all of it was done.`;

/** `milepost apply OWNER/REPO`: reads GitHub, and carries the Plan out. */
export function defineApply(command: Command, run: Runner, synchronise: SynchroniseDoor): void {
  command
    .description('carry out the plan: open issues, write comments')
    .argument('<owner/repo>', 'the repository')
    .option('--approve <fingerprint>', 'go on with what waits, if the plan still has this fingerprint')
    .option('--path <path>', 'this roadmap only')
    .option('--app <slug>', 'the GitHub App that may serve it too: what it wrote counts as done', 'milepost')
    .addOption(choiceOption('--format <format>', 'how to print what was done', FORMATS, 'text'))
    .addHelpText('after', EXAMPLES)
    .action((repository: string, options: ApplyOptions) =>
      run(async (surroundings) =>
        (await import('./apply-plan.ts')).applyPlan(repository, options, surroundings, synchronise),
      ),
    );
}
