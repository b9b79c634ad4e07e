import { Argument, type Command } from 'commander';
import type { SchemaName } from '../render/json-schema/json-schema.ts';
import { oneOf } from './choice-option.ts';
import type { Runner } from './surroundings.ts';

// Written out here: the module that knows them loads zod.
const NAMES = ['roadmap', 'plan', 'policy', 'history', 'view'];

const EXAMPLES = `
Examples:
  $ milepost schema policy > milepost.schema.json     for the editor that edits .github/milepost.yml
  $ milepost schema roadmap                           of each document of milepost parse --json
  $ milepost schema                                   all of them, as one object by name

Exit status: 0 printed, 2 could not run.`;

/** `milepost schema [roadmap|plan|policy|history|view]`: the JSON Schema of each output and of the configuration. */
export function defineSchema(command: Command, run: Runner): void {
  command
    .description('print the JSON Schema of an output or of the configuration')
    .addArgument(new Argument('[name]', 'which one; all by name when left out').choices(NAMES).argParser(oneOf(NAMES)))
    .addHelpText('after', EXAMPLES)
    .action((name: SchemaName | undefined) =>
      run(async (surroundings) => (await import('./print-schema.ts')).printSchema(name ?? null, surroundings)),
    );
}
