import { Command } from 'commander';
import { defineDemo, defineServe } from './app-commands.ts';
import { defineApply } from './apply.ts';
import { defineBackup, defineRestore } from './backup.ts';
import { defineDoctor } from './doctor.ts';
import { defineForget } from './forget.ts';
import { defineHistory } from './history.ts';
import { defineInit } from './init.ts';
import { defineJobs } from './jobs.ts';
import { defineLint } from './lint.ts';
import type { SynchroniseDoor } from './look-at.ts';
import { defineParse } from './parse.ts';
import { defineMigrate } from './migrate.ts';
import { definePlan } from './plan.ts';
import { defineReport } from './report.ts';
import { defineSchema } from './schema.ts';
import type { Runner, Surroundings } from './surroundings.ts';
import { version } from './version.ts';
import { defineCompletion } from './completion.ts';
import { showExamplesAfterErrors } from './help-text.ts';

const EXAMPLES = `
Examples:
  $ milepost parse ROADMAP.md        what the file says
  $ milepost lint ROADMAP.md         what is wrong with the file alone
  $ milepost plan octo/hello         what would be done on GitHub; writes nothing
  $ milepost init                    writes .github/milepost.yml from what it finds
  $ milepost history octo/hello      every item's life: moves, slips, what vanished
  $ milepost report ROADMAP.md --out roadmap.html    the roadmap as a page
  $ milepost demo                    the app against an embedded GitHub

Environment:
  GITHUB_TOKEN     a token, for what asks GitHub: plan, apply; history, init and report of OWNER/REPO
  NO_COLOR         no colours; FORCE_COLOR asks for them where there is no terminal

Each command has its own --help with examples. Your shell can complete them: milepost completion --help
Exit status: 0 fine, 1 findings of severity error, 2 could not run.`;

/**
 * The `milepost` command with all its subcommands. Defining them loads nothing heavy: each loads what it works with when
 * it is carried out, so that `milepost parse` starts fast. `door` is how `plan` and `apply` come to GitHub.
 */
export function createProgram(
  run: Runner,
  { stdout, stderr }: Surroundings,
  door: SynchroniseDoor = async () => (await import('./synchronise.ts')).synchronise,
): Command {
  const program = new Command('milepost')
    .description('Keeps ROADMAP.md, issues, milestones and the project board telling the same story.')
    .version(version(), '--version', 'print the version')
    .helpOption('-h, --help', 'print help')
    .showHelpAfterError('Run it with --help to see what is expected.')
    .addHelpText('after', EXAMPLES)
    .exitOverride()
    .configureOutput({
      writeOut: (text) => void stdout.write(text),
      writeErr: (text) => void stderr.write(text),
      outputError: (text, write) => write(text.replace(/^error: /, 'milepost: ')),
    });
  defineParse(program.command('parse'), run);
  defineLint(program.command('lint'), run);
  definePlan(program.command('plan'), run, door);
  defineApply(program.command('apply'), run, door);
  defineHistory(program.command('history'), run);
  defineInit(program.command('init'), run, door);
  defineReport(program.command('report'), run, door);
  defineSchema(program.command('schema'), run);
  defineServe(program.command('serve'), run);
  defineDoctor(program.command('doctor'), run);
  defineMigrate(program.command('migrate'), run);
  defineJobs(program.command('jobs'), run);
  defineBackup(program.command('backup'), run);
  defineRestore(program.command('restore'), run);
  defineForget(program.command('forget'), run);
  defineDemo(program.command('demo'), run, async (options, surroundings) =>
    (await import('./demo.ts')).demo(options, surroundings),
  );
  defineCompletion(program.command('completion'), run);
  showExamplesAfterErrors(program);
  return program;
}
