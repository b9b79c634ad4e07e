import type { Command } from 'commander';
import { oneOf } from './choice-option.ts';
import type { SynchroniseDoor } from './look-at.ts';
import type { Runner } from './surroundings.ts';

export const REPORT_FORMATS = ['html', 'svg', 'md', 'json'] as const;

export interface ReportOptions {
  out?: string;
  format?: (typeof REPORT_FORMATS)[number];
  path?: string;
  repo?: string;
  config?: string;
  app: string;
  /** false: `--no-history`. */
  history: boolean;
}

const EXAMPLES = `
Examples:
  $ milepost report ROADMAP.md --out roadmap.html         one self-contained page, without network
  $ milepost report octo/hello --out roadmap.html         with what GitHub says of its issues
  $ milepost report octo/hello --out roadmap.svg          the timeline, for a README
  $ milepost report ROADMAP.md --format md >> README.md   progress, slips and findings as Markdown
  $ milepost report ROADMAP.md --format json | jq '.items[] | select(.status == "slipped")'

A name such as octo/hello is a repository on GitHub, unless there is a file of that name. The format is
that of --out by its extension, else html. Moves of targets are taken from the file's newest 500 revisions.

Environment, for a repository on GitHub:
  GITHUB_TOKEN          needed: a token that can read the repository
  GITHUB_SERVER_URL     GitHub's address, with GITHUB_API_URL and GITHUB_GRAPHQL_URL where they
                        cannot be told from it; default https://github.com

A report holds only what everybody may know who can read the roadmap: of other repositories what is
public, whatever the token can see. Nothing is written but the file named by --out.
Exit status: 0 no error was found, 1 findings of severity error (it is written all the same), 2 could not run.`;

/** `milepost report FILE…` and `milepost report OWNER/REPO`: what the page shows, as a file. */
export function defineReport(command: Command, run: Runner, synchronise: SynchroniseDoor): void {
  command
    .description('write a roadmap as a page, a picture, Markdown or JSON')
    .argument('<file...>', 'roadmap files, or one repository on GitHub: OWNER/REPO')
    .option('--out <file>', 'write to this file, in place of stdout')
    .option('--format <format>', `what to write: ${REPORT_FORMATS.join(', ')}`, oneOf(REPORT_FORMATS))
    .option('--path <path>', 'of a repository: this roadmap only')
    .option('--repo <owner/name>', "of files: the repository that they belong to, in place of git's remote `origin`")
    .option('--config <file>', 'of files: configuration file, in place of .github/milepost.yml')
    .option('--app <slug>', 'of a repository: the GitHub App that may serve it too', 'milepost')
    .option('--no-history', 'leave out what earlier revisions tell of moves; faster')
    .addHelpText('after', EXAMPLES)
    .action((subjects: string[], options: ReportOptions) =>
      run(async (surroundings) =>
        (await import('./report/write-report.ts')).writeReport(subjects, options, surroundings, synchronise),
      ),
    );
}
