/** What `/roadmap help` answers, and the pages under docs/commands: our own words, made of the same help. */
import type { Policy } from '../../policy/policy.ts';
import { capitalise } from '../../render/count.ts';
import { usageOf, type CommandHelp } from '../command.ts';

type LeastRole = Policy['commands']['role'];

const cell = (text: string): string => text.replaceAll('|', '\\|');

const whoMay = ({ who }: CommandHelp, role: LeastRole): string =>
  who === 'anyone' ? 'everybody' : role === 'admin' ? '`admin`' : `\`${role}\` and above`;

/** One table of them all. */
export const helpOverview = (helps: readonly CommandHelp[], role: LeastRole): string =>
  [
    '| Command | What it does | Who may |',
    '| --- | --- | --- |',
    ...helps.map((help) => `| \`${cell(usageOf(help))}\` | ${cell(capitalise(help.does))}. | ${whoMay(help, role)} |`),
    '',
    'A command stands at the start of a line. `/roadmap help COMMAND` tells more of one.',
  ].join('\n');

/** One of them in full. */
export const helpOf = (help: CommandHelp, role: LeastRole): string =>
  [
    `**\`${usageOf(help)}\`** ${help.does}. For ${whoMay(help, role)}.`,
    ...help.details,
    ...(help.examples.length === 0 ? [] : [examplesOf(help)]),
  ].join('\n\n');

const examplesOf = ({ examples }: CommandHelp): string =>
  examples.map(({ line, says }) => `- \`${line}\`: ${says}`).join('\n');

/** The page docs/commands/<name>.md. */
export const helpPage = (help: CommandHelp): string =>
  `${[
    '<!-- Made by scripts/write-command-pages.js from src/commands. -->',
    `# ${help.name}`,
    `\`\`\`text\n${usageOf(help)}\n\`\`\``,
    `${capitalise(help.does)}.`,
    ...help.details,
    help.who === 'anyone'
      ? '**Who may**: everybody who can comment, ten times in ten minutes.'
      : '**Who may**: people with the role `commands.role` (default `triage`) or above in the repository, and those whom `commands.users` names.',
    ...(help.examples.length === 0 ? [] : [`## Examples\n\n${examplesOf(help)}`]),
  ].join('\n\n')}\n`;

/** The table in docs/commands.md. */
export const helpIndex = (helps: readonly CommandHelp[]): string =>
  [
    '| Command | What it does | Who may |',
    '| --- | --- | --- |',
    ...helps.map(
      (help) =>
        `| [\`${cell(usageOf(help))}\`](commands/${help.name}.md) | ${cell(capitalise(help.does))}. | ${help.who === 'anyone' ? 'everybody' : '`commands.role`'} |`,
    ),
  ].join('\n');
