import type { EventEmitter } from 'node:events';
import type { Command } from 'commander';

/** What `--help` of a command shows below its options: examples, the environment, the exit status. '' for none. */
export function helpTextOf(command: Command): string {
  let text = '';
  // What addHelpText('after') keeps is asked for with this event: https://github.com/tj/commander.js#custom-help
  const emitter = command as Command & EventEmitter;
  emitter.emit('afterHelp', { error: false, command, write: (part: string) => void (text += part) });
  return text;
}

/** The command lines of all examples in a help text, as they are to be typed, without what is said beside them. */
export const examplesOf = (text: string): string[] =>
  Array.from(text.matchAll(/^ {2}\$ (.+)$/gm), ([, line = '']) => line.split(/ {2,}/, 1)[0] ?? '');

/** A command line that is wrong is answered with an example of a right one; of all commands below this one. */
export function showExamplesAfterErrors(program: Command): void {
  for (const command of program.commands) {
    const [example] = examplesOf(helpTextOf(command));
    const lead = example === undefined ? '' : `For example: ${example}\n`;
    command.showHelpAfterError(`${lead}Run it with --help to see what is expected.`);
    showExamplesAfterErrors(command);
  }
}
