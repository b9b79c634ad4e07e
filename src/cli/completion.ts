import { Argument, type Command } from 'commander';
import { oneOf } from './choice-option.ts';
import type { Runner } from './surroundings.ts';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
export type Shell = (typeof SHELLS)[number];

const HELP = `
Examples:
  $ milepost completion bash > ~/.local/share/bash-completion/completions/milepost
  $ milepost completion zsh > ~/.zfunc/_milepost         with ~/.zfunc in fpath, before compinit
  $ milepost completion fish > ~/.config/fish/completions/milepost.fish

To try it in this shell:
  $ source <(milepost completion bash)

Then begin a new shell. The script knows the commands and options of this version: make it again after an upgrade.
Exit status: 0 printed, 2 could not run.`;

/** `milepost completion SHELL`: a script by which the shell completes commands, options and files. */
export function defineCompletion(command: Command, run: Runner): void {
  command
    .description('print the script by which a shell completes milepost')
    .addArgument(new Argument('<shell>', SHELLS.join(', ')).choices(SHELLS).argParser(oneOf(SHELLS)))
    .addHelpText('after', HELP)
    .action((shell: Shell) =>
      run(async ({ stdout }) => {
        const { completionScript } = await import('./completion/completion-script.ts');
        stdout.write(completionScript(shell, command.parent ?? command));
        return 0;
      }),
    );
}
