import type { CommandWords, Values } from './command-words.ts';
import { commandPatterns, quoted, valueCases } from './shell-cases.ts';

/** For bash 3.2 and newer, without the package bash-completion. */
export function bashScript(commands: readonly CommandWords[]): string {
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
      ${commandPatterns(commands)}) at="\${at:+$at }\${COMP_WORDS[index]}" ;;
    esac
  done
  case "$at:$before" in
${valueCases(commands, offer)}
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

const offerWords = (words: readonly string[]): string =>
  words.length === 0 ? ':' : `_milepost_words ${quoted(words.join(' '))} "$current"`;

function offer(values: Values): string {
  if (values.kind === 'choices') return offerWords(values.choices);
  if (values.kind === 'free') return ':';
  return `_milepost_files ${values.kind === 'file' ? '-f' : '-d'} "$current"`;
}

const offerArguments = ({ commands, values }: CommandWords): string =>
  commands.length > 0 ? offerWords(commands.map(({ name }) => name)) : values === null ? ':' : offer(values);
