import { CommanderError } from 'commander';
import { Failure } from './failure.ts';
import type { SynchroniseDoor } from './look-at.ts';
import { OVERVIEW } from './overview.ts';
import { createProgram } from './program.ts';
import type { ExitCode, Runner, Surroundings } from './surroundings.ts';

/**
 * Runs one command line (`['parse', 'ROADMAP.md']`) and gives its exit code. Never throws: here, once, mistakes are told
 * apart from faults of Milepost, and both are put into words on stderr.
 */
export async function run(
  parameters: readonly string[],
  surroundings: Surroundings,
  door?: SynchroniseDoor,
): Promise<ExitCode> {
  if (parameters.length === 0) {
    surroundings.stdout.write(OVERVIEW);
    return 0;
  }
  let exitCode: ExitCode = 0;
  const runner: Runner = async (work) => {
    exitCode = await work(surroundings);
  };
  try {
    const program = createProgram(runner, surroundings, door);
    // Help for what is no command would be the help of all, without a word of why.
    const [first, asked = ''] = parameters;
    const isUnknown = /^[^-]/.test(asked) && asked !== 'help' && program.commands.every((one) => one.name() !== asked);
    const words = first === 'help' && isUnknown ? [asked] : parameters;
    await program.parseAsync(words, { from: 'user' });
    return exitCode;
  } catch (error) {
    return explain(error, surroundings);
  }
}

function explain(error: unknown, { stderr }: Surroundings): ExitCode {
  // commander has printed help, version or what was wrong.
  if (error instanceof CommanderError) return error.exitCode === 0 ? 0 : 2;
  if (error instanceof Failure) {
    stderr.write(`milepost: ${error.message}\n`);
    return 2;
  }
  const stack = error instanceof Error ? (error.stack ?? error.message) : String(error);
  stderr.write(
    `milepost: This is a fault in Milepost, not in what you did. Please report it with the lines below.\n${stack}\n`,
  );
  return 2;
}
