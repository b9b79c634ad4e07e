import type { CommandWords, OptionWords, Values } from './command-words.ts';
import { commandPatterns, quoted, valueCases } from './shell-cases.ts';

/** As a file `_milepost` in the `fpath`, or sourced after `compinit`. */
export function zshScript(commands: readonly CommandWords[]): string {
  const options = commands.map(
    (command) => `      ${quoted(command.path)}) offered=(${optionEntries(command.options)}) ;;`,
  );
  const others = commands.map((command) => `    ${quoted(command.path)}) ${offerArguments(command)} ;;`);
  return `#compdef milepost
# Completion of milepost for zsh, made by \`milepost completion zsh\`.
_milepost() {
  local at='' index before="\${words[CURRENT-1]}"
  local -a offered
  for ((index = 2; index < CURRENT; index++)); do
    case "$at \${words[index]}" in
      ${commandPatterns(commands)}) at="\${at:+$at }\${words[index]}" ;;
    esac
  done
  case "$at:$before" in
${valueCases(commands, offer)}
  esac
  if [[ $PREFIX == -* ]]; then
    case "$at" in
${options.join('\n')}
    esac
    _describe -o 'option' offered
    return
  fi
  case "$at" in
${others.join('\n')}
  esac
}
if [[ "\${funcstack[1]}" == _milepost ]]; then _milepost "$@"; else compdef _milepost milepost; fi
`;
}

/** `name:what it does`, a colon in the name marked as one. */
const entry = (name: string, description: string): string =>
  quoted(`${name.replaceAll(':', String.raw`\:`)}:${description}`);

const optionEntries = (options: readonly OptionWords[]): string =>
  options.flatMap(({ names, description }) => names.map((name) => entry(name, description))).join(' ');

function offer(values: Values): string {
  if (values.kind === 'choices') return `compadd -- ${values.choices.map(quoted).join(' ')}`;
  if (values.kind === 'free') return ':';
  return values.kind === 'file' ? '_files' : '_files -/';
}

function offerArguments({ commands, values }: CommandWords): string {
  if (commands.length === 0) return values === null ? ':' : offer(values);
  const entries = commands.map(({ name, description }) => entry(name, description)).join(' ');
  return `offered=(${entries}); _describe 'command' offered`;
}
