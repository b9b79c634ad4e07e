import type { Command } from 'commander';
import type { Shell } from '../completion.ts';
import { bashScript } from './bash-script.ts';
import { commandWords, type CommandWords } from './command-words.ts';
import { fishScript } from './fish-script.ts';
import { zshScript } from './zsh-script.ts';

const SCRIPTS: Record<Shell, (commands: readonly CommandWords[]) => string> = {
  bash: bashScript,
  zsh: zshScript,
  fish: fishScript,
};

/** Made from the program's own definition, so that it knows each command and option that there is, and no other. */
export const completionScript = (shell: Shell, program: Command): string => SCRIPTS[shell](commandWords(program));
