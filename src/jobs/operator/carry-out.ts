import { z } from 'zod';
import { OPERATOR_COMMANDS, type Operator, type OperatorCommandName } from './operator-commands.ts';
import { OperatorRefusal, type OperatorCommand, type OperatorSetting } from './operator-command.ts';

/**
 * Carries out one command as it came, by name and with unchecked input.
 * @throws OperatorRefusal for a name that is not in the table, and for an input that does not fit
 */
export async function carryOut(setting: OperatorSetting, name: string, input: unknown): Promise<object> {
  if (!Object.hasOwn(OPERATOR_COMMANDS, name)) throw new OperatorRefusal(`“${name}” is not known to this version.`);
  const entry: unknown = OPERATOR_COMMANDS[name as OperatorCommandName];
  // Each entry fits its own input, which only the schema beside it can tell.
  const command = entry as OperatorCommand<object, object>;
  const parsed = command.input.safeParse(input);
  if (!parsed.success) throw new OperatorRefusal(`The input of ${name} does not fit: ${z.prettifyError(parsed.error)}`);
  return command.carryOut(setting, parsed.data);
}

/** Carries commands out in this process, on a store that it has open. */
export const localOperator = (setting: OperatorSetting): Operator => ({
  address: setting.database.address,
  ask: async (name, input) => (await carryOut(setting, name, input)) as never,
});
