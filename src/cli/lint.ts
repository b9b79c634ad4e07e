import type { Command } from 'commander';
import { choiceOption } from './choice-option.ts';
import type { Runner } from './surroundings.ts';

const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

export interface LintOptions {
  format: (typeof FORMATS)[number];
  config?: string;
  repo?: string;
}

const EXAMPLES = `
Examples:
  $ milepost lint ROADMAP.md                            findings with the lines they are about
  $ milepost lint docs/*.md --format github             annotations in GitHub Actions
  $ milepost lint ROADMAP.md --format sarif > lint.sarif
  $ milepost lint ROADMAP.md --config milepost.yml      with this configuration

Without --config the work tree's .github/milepost.yml is read, if there is one.
Exit status: 0 no error was found, 1 findings of severity error, 2 could not run.`;

/** `milepost lint FILE…`: the rules that need no network. */
export function defineLint(command: Command, run: Runner): void {
  command
    .description('check roadmap files by the rules that need no network')
    .argument('<file...>', 'roadmap files')
    .addOption(choiceOption('--format <format>', 'how to print the findings', FORMATS, 'text'))
    .option('--config <file>', 'configuration file, in place of .github/milepost.yml')
    .option('--repo <owner/name>', "the repository that the files belong to, in place of git's remote `origin`")
    .addHelpText('after', EXAMPLES)
    .action((files: string[], options: LintOptions) =>
      run(async (surroundings) => (await import('./lint-files.ts')).lintFiles(files, options, surroundings)),
    );
}
