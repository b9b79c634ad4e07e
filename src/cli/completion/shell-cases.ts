/** The parts of a completion script that bash and zsh write alike: branches of a `case`. */
import type { CommandWords, Values } from './command-words.ts';

export const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

/** `' parse'|'jobs list'`: what the words before, a space and this word make, of each command. */
export const commandPatterns = (commands: readonly CommandWords[]): string =>
  commands
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path.includes(' ') ? path : ` ${path}`))
    .join('|');

/** A branch for each option that takes a value, on the command's path and the option's names; `offer` gives its commands. */
export const valueCases = (commands: readonly CommandWords[], offer: (values: Values) => string): string =>
  commands
    .flatMap(({ path, options }) =>
      options.flatMap(({ names, values }) =>
        values === null
          ? []
          : [`    ${names.map((name) => quoted(`${path}:${name}`)).join('|')}) ${offer(values)}; return ;;`],
      ),
    )
    .join('\n');
