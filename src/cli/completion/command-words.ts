import type { Argument, Command, Option } from 'commander';

/** What can be written for a value: one of a few words, a file, a folder, or something that no shell can know. */
export type Values = { kind: 'choices'; choices: readonly string[] } | { kind: 'file' | 'folder' | 'free' };

export interface OptionWords {
  /** `--format`, `-h`. */
  names: string[];
  description: string;
  /** null: it takes no value. */
  values: Values | null;
}

/** What may follow one command of the program. */
export interface CommandWords {
  /** `''` for the program, `jobs list`. */
  path: string;
  commands: { name: string; description: string }[];
  options: OptionWords[];
  /** Of its arguments; null where it takes none. */
  values: Values | null;
}

/** The program and all its commands, in their order, as commander has them: what `--help` shows, and nothing else. */
export function commandWords(program: Command): CommandWords[] {
  return wordsOf(program, '');
}

function wordsOf(command: Command, path: string): CommandWords[] {
  const help = command.createHelp();
  const commands = help.visibleCommands(command);
  const [argument] = command.registeredArguments;
  const own: CommandWords = {
    path,
    commands: commands.map((one) => ({ name: one.name(), description: help.subcommandDescription(one) })),
    options: help.visibleOptions(command).map(optionWords),
    values: argument === undefined ? null : valuesOf(argument, argument.name()),
  };
  // `help` is made by commander, and takes the names of the others.
  const deeper = commands.filter((one) => command.commands.includes(one));
  return [own, ...deeper.flatMap((one) => wordsOf(one, path === '' ? one.name() : `${path} ${one.name()}`))];
}

function optionWords(option: Option): OptionWords {
  const takesValue = option.required || option.optional;
  const placeholder = /[<[]([a-z/-]+)/i.exec(option.flags)?.[1] ?? '';
  return {
    names: [option.long, option.short].filter((name) => name !== undefined && name !== null),
    description: option.description,
    values: takesValue ? valuesOf(option, placeholder) : null,
  };
}

/** A value that is named after a file is one: `<file...>`, `--path <path>`, `[file|owner/repo]`. */
function valuesOf({ argChoices }: Pick<Argument | Option, 'argChoices'>, name: string): Values {
  if (argChoices !== undefined && argChoices.length > 0) return { kind: 'choices', choices: argChoices };
  if (/^(?:file|path)\b/i.test(name)) return { kind: 'file' };
  return { kind: /^folder\b/i.test(name) ? 'folder' : 'free' };
}
