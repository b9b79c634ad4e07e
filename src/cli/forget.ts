import type { Command } from 'commander';
import type { ForgetReport } from '../jobs/retention/forget.ts';
import { Failure } from './failure.ts';
import { isRepositoryName } from './repository-name.ts';
import type { ExitCode, Runner, Surroundings } from './surroundings.ts';

const HELP = `
Examples:
  $ milepost forget octo/hello          what is kept of that repository; erases nothing
  $ milepost forget octo/hello --yes    erases it
  $ milepost forget octo --yes          all repositories of that owner

Names are taken in any case. What Milepost wrote on GitHub stays there. A repository on which the app is still installed
begins afresh with its next event: take it out of the installation first.

Exit status: 0 it was erased or nothing is kept, 1 there is something and --yes is missing, 2 could not run.`;

interface Options {
  yes: boolean;
  json: boolean;
}

/** `milepost forget`: erases what is kept of an owner or a repository. */
export function defineForget(command: Command, run: Runner): void {
  command
    .description('erase what is kept of a repository, or of an owner')
    .argument('<name>', 'OWNER/REPO, or OWNER for all of its repositories')
    .option('--yes', 'erase it; without this it is only shown', false)
    .option('--json', 'print JSON', false)
    .addHelpText('after', HELP)
    .action((name: string, options: Options) => run((surroundings) => forget(name, options, surroundings)));
}

async function forget(text: string, { yes, json }: Options, surroundings: Surroundings): Promise<ExitCode> {
  const { owner, name } = subjectOf(text);
  const { withOperator } = await import('./operator/with-operator.ts');
  const report = await withOperator(surroundings, (operator) => operator.ask('forget', { owner, name, dryRun: !yes }));
  surroundings.stdout.write(json ? `${JSON.stringify(report, null, 2)}\n` : textOf(report));
  return report.erased || report.repositories.length === 0 ? 0 : 1;
}

/** A login as GitHub makes them; enterprise accounts have an underscore too. */
const OWNER = /^[A-Za-z0-9_-]{1,39}$/;

function subjectOf(text: string): { owner: string; name: string | null } {
  if (OWNER.test(text)) return { owner: text, name: null };
  if (isRepositoryName(text)) {
    const [owner = '', name = ''] = text.split('/');
    return { owner, name };
  }
  throw new Failure(`The name is ${JSON.stringify(text)}, expected OWNER/REPO, or OWNER for all of its repositories.`);
}

/** In the words of docs/retention.md; a table that is not here goes by its own name. */
const KINDS: Readonly<Record<string, readonly [one: string, many: string]>> = {
  checks: ['check run', 'check runs'],
  command_uses: ['use of a command', 'uses of commands'],
  commands: ['comment with commands', 'comments with commands'],
  conversations: ['conversation', 'conversations'],
  dashboards: ['dashboard', 'dashboards'],
  deliveries: ['webhook', 'webhooks'],
  ledger: ['entry of the Ledger', 'entries of the Ledger'],
  looks: ['daily look', 'daily looks'],
  observations: ['part of what GitHub said last', 'parts of what GitHub said last'],
  pointers: ['pointer', 'pointers'],
  repositories: ['repository', 'repositories'],
  roadmaps: ['roadmap', 'roadmaps'],
  tasks: ['task', 'tasks'],
};

function textOf({ owner, name, repositories, rows, erased }: ForgetReport): string {
  const subject = name === null ? owner : `${owner}/${name}`;
  if (repositories.length === 0) return `Nothing is kept of ${subject}.\n`;
  const lines = [
    erased ? `Erased of ${subject}:` : `Kept of ${subject}:`,
    ...repositories.map((repository) => `  ${repository.owner}/${repository.name}`),
    ...Object.entries(rows).map(([table, number]) => `  ${number} ${wordFor(table, number)}`),
    ...(erased ? [] : [`Nothing was erased. To erase it: milepost forget ${subject} --yes`]),
  ];
  return `${lines.join('\n')}\n`;
}

const wordFor = (table: string, number: number): string => KINDS[table]?.[number === 1 ? 0 : 1] ?? table;
