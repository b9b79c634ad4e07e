import type { CommandWords, Values } from './command-words.ts';

/** For bash 3.2 and newer, without the package bash-completion. */
export function bashScript(commands: readonly CommandWords[]): string {
  const paths = commands.filter(({ path }) => path !== '').map(({ path }) => patternOf(path));
  const afterOption = commands.flatMap(({ path, options }) =>
    options.flatMap(({ names, values }) =>
      values === null
        ? []
        : [`    ${names.map((name) => quoted(`${path}:${name}`)).join('|')}) ${offer(values)}; return ;;`],
    ),
  );
  const options = commands.map(
    (command) => `      ${quoted(command.path)}) ${offerWords(command.options.flatMap(({ names }) => names))} ;;`,
  );
  const others = commands.map((command) => `    ${quoted(command.path)}) ${offerArguments(command)} ;;`);
  return `# Completion of milepost for bash, made by \`milepost completion bash\`.
_milepost_words() { local IFS=$' \\t\\n'; COMPREPLY=($(compgen -W "$1" -- "$2")); }
_milepost_files() { local IFS=$'\\n'; compopt -o filenames 2>/dev/null; COMPREPLY=($(compgen "$1" -- "$2")); }
_milepost() {
  local current="\${COMP_WORDS[COMP_CWORD]}" before="\${COMP_WORDS[COMP_CWORD-1]}" at='' index
  COMPREPLY=()
  # bash takes --format=json apart.
  if [[ $current == '=' ]]; then current=''; elif [[ $before == '=' ]]; then before="\${COMP_WORDS[COMP_CWORD-2]}"; fi
  for ((index = 1; index < COMP_CWORD; index++)); do
    case "$at \${COMP_WORDS[index]}" in
      ${paths.join('|')}) at="\${at:+$at }\${COMP_WORDS[index]}" ;;
    esac
  done
  case "$at:$before" in
${afterOption.join('\n')}
  esac
  if [[ $current == -* ]]; then
    case "$at" in
${options.join('\n')}
    esac
    return
  fi
  case "$at" in
${others.join('\n')}
  esac
}
complete -F _milepost milepost
`;
}

/** `' parse'`, `'jobs list'`: what the words before, a space and this word make. */
const patternOf = (path: string): string => quoted(path.includes(' ') ? path : ` ${path}`);

export const quoted = (text: string): string => `'${text.replaceAll("'", String.raw`'\''`)}'`;

const offerWords = (words: readonly string[]): string =>
  words.length === 0 ? ':' : `_milepost_words ${quoted(words.join(' '))} "$current"`;

function offer(values: Values): string {
  if (values.kind === 'choices') return offerWords(values.choices);
  if (values.kind === 'free') return ':';
  return `_milepost_files ${values.kind === 'file' ? '-f' : '-d'} "$current"`;
}

const offerArguments = ({ commands, values }: CommandWords): string =>
  commands.length > 0 ? offerWords(commands.map(({ name }) => name)) : values === null ? ':' : offer(values);
