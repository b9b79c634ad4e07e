import type { CommandWords, OptionWords, Values } from './command-words.ts';

/** For `~/.config/fish/completions/milepost.fish`, or sourced. */
export function fishScript(commands: readonly CommandWords[]): string {
  const paths = commands
    .filter(({ path }) => path !== '')
    .map(({ path }) => quoted(path.includes(' ') ? path : ` ${path}`));
  return `# Completion of milepost for fish, made by \`milepost completion fish\`.
function __milepost_at
    set -l at ''
    for word in (commandline -opc)[2..-1]
        switch "$at $word"
            case ${paths.join(' ')}
                set at (string trim -- "$at $word")
        end
    end
    test "$at" = "$argv[1]"
end
complete -c milepost -f
${commands.flatMap(linesOf).join('\n')}
`;
}

/** Within single quotes fish knows two escapes: of the quote and of the backslash. */
const quoted = (text: string): string => `'${text.replaceAll('\\', '\\\\').replaceAll("'", String.raw`\'`)}'`;

function linesOf({ path, commands, options, values }: CommandWords): string[] {
  const here = `complete -c milepost -n ${quoted(`__milepost_at "${path}"`)}`;
  return [
    ...commands.map(({ name, description }) => `${here} -a ${quoted(name)} -d ${quoted(description)}`),
    ...options.map((option) => `${here} ${optionLine(option)}`),
    ...(commands.length > 0 || values === null ? [] : argumentLines(here, values)),
  ];
}

function optionLine({ names, description, values }: OptionWords): string {
  const flags = names.map((name) => (name.startsWith('--') ? `-l ${name.slice(2)}` : `-s ${name.slice(1)}`));
  const value = values === null ? [] : [valueOf(values)];
  return [...flags, ...value, '-d', quoted(description)].join(' ');
}

function valueOf(values: Values): string {
  if (values.kind === 'choices') return `-x -a ${quoted(values.choices.join(' '))}`;
  if (values.kind === 'free') return '-x';
  return values.kind === 'file' ? '-r -F' : `-x -a ${quoted('(__fish_complete_directories)')}`;
}

function argumentLines(here: string, values: Values): string[] {
  if (values.kind === 'choices') return [`${here} -a ${quoted(values.choices.join(' '))}`];
  return values.kind === 'file' ? [`${here} -F`] : [];
}
