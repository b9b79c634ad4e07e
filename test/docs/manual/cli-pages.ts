/** Makes docs/cli/<command>.md and the table in docs/command-line.md of the program's own help. */
import type { Command, Option } from 'commander';
import { createProgram } from '../../../src/cli/program.ts';
import { helpNotes } from './help-notes.ts';

export const MADE = '<!-- Made of the help of the command line. To write it anew: npm run docs -->';

const nowhere = { write: () => true };

/** The real command line, on which nothing is carried out. */
export const program = (): Command => createProgram(async () => {}, { stdout: nowhere, stderr: nowhere } as never);

/** Commands that people call: without the help command, and without what is hidden. */
export const commandsOf = (command: Command): Command[] =>
  command
    .createHelp()
    .visibleCommands(command)
    .filter((each) => each.name() !== 'help');

/** Its page: what it does, how it is called, arguments, options, then what its help adds. */
export function cliPage(command: Command): string {
  return `${[MADE, `# milepost ${command.name()}`, sentence(command.description()), ...partsOf(command)].join('\n\n')}\n`;
}

function partsOf(command: Command): string[] {
  const subcommands = commandsOf(command);
  return [
    ['```text', ...usagesOf(command, subcommands), '```'].join('\n'),
    ...argumentTable(command),
    ...optionTable(command),
    ...helpNotes(command),
    ...subcommands.flatMap((each) => [
      `## ${each.name()}`,
      sentence(each.description()),
      ...argumentTable(each),
      ...optionTable(each),
      ...helpNotes(each),
    ]),
  ];
}

const usagesOf = (command: Command, subcommands: Command[]): string[] =>
  (subcommands.length === 0 ? [command] : subcommands).map(usageOf);

const usageOf = (command: Command): string => command.createHelp().commandUsage(command);

function argumentTable(command: Command): string[] {
  const rows = command.registeredArguments
    .filter(({ description }) => description !== '')
    .map((each) => {
      const name = each.variadic ? `${each.name()}…` : each.name();
      const mayGo = each.required || each.description.includes('left out') ? '' : ' (may be left out)';
      return `| \`${name.replaceAll('|', '\\|')}\` | ${cell(each.description)}${mayGo} |`;
    });
  return rows.length === 0 ? [] : [['| argument | |', '|---|---|', ...rows].join('\n')];
}

function optionTable(command: Command): string[] {
  const rows = command
    .createHelp()
    .visibleOptions(command)
    .filter(({ long }) => long !== '--help')
    .map(
      (option) =>
        `| \`${option.flags.replaceAll('|', '\\|')}\` | ${cell(option.description)}${allowedOf(option)}${defaultOf(option)} |`,
    );
  return rows.length === 0 ? [] : [['| option | |', '|---|---|', ...rows].join('\n')];
}

const allowedOf = ({ argChoices }: Option): string =>
  argChoices === undefined || argChoices.length === 0
    ? ''
    : `: ${argChoices.map((choice) => `\`${choice}\``).join(', ')}`;

const defaultOf = ({ defaultValue }: Option): string =>
  defaultValue === undefined || typeof defaultValue === 'boolean' ? '' : `; default \`${String(defaultValue)}\``;

/** The table of all commands. */
export function cliTable(): string {
  const rows = commandsOf(program()).map(
    (command) => `| [\`${command.name()}\`](cli/${command.name()}.md) | ${cell(command.description())} |`,
  );
  return ['| command | what it does |', '|---|---|', ...rows].join('\n');
}

const cell = (text: string): string => text.replaceAll('|', '\\|').replaceAll('<', '\\<');

const sentence = (text: string): string => `${text.charAt(0).toUpperCase()}${text.slice(1)}.`;
