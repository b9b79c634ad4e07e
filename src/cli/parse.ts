import type { Command } from 'commander';
import { Option } from 'commander';
import type { Runner } from './surroundings.ts';

export interface ParseOptions {
  json?: boolean;
  jsonl?: boolean;
  explain?: boolean;
  repo?: string;
  repoMap?: string;
}

const EXAMPLES = `
Examples:
  $ milepost parse ROADMAP.md                      an outline for people
  $ milepost parse ROADMAP.md --json | jq .items   one object; with several files an array
  $ milepost parse docs/*.md --jsonl               one object a line, in the order of the files
  $ milepost parse ROADMAP.md --explain            line by line, what was read and why
  $ milepost parse notes.md --repo octo/hello      \`#1\` is then octo/hello#1

Without --repo and --repo-map the repository is that of git's remote \`origin\`.
Exit status: 0 all files were read, 1 a file is no readable roadmap, 2 a file could not be opened.`;

/** `milepost parse FILE…`: prints what roadmap files say. */
export function defineParse(command: Command, run: Runner): void {
  command
    .description('print what roadmap files say: sections, items, targets, references')
    .argument('<file...>', 'roadmap files')
    .addOption(new Option('--json', 'print JSON').conflicts('jsonl'))
    .option('--jsonl', 'print JSON Lines: one document a line, in the order of the files')
    .option('--explain', 'print what each line was taken for, and why; with --json and --jsonl too')
    .option('--repo <owner/name>', 'the repository that the files belong to')
    .addOption(new Option('--repo-map <file>', 'a JSON object of path → owner/name, for many files').conflicts('repo'))
    .addHelpText('after', EXAMPLES)
    .action((files: string[], options: ParseOptions) =>
      run(async (surroundings) => (await import('./parse-files.ts')).parseFiles(files, options, surroundings)),
    );
}
