/** What a person who runs Milepost may ask of its store from the command line. */
import type { ZodType } from 'zod';
import type { OpenedDatabase } from '../../store/open-database.ts';

/** What a command works with, wherever it is carried out: in the server that has the store open, or in the command line. */
export interface OperatorSetting {
  database: OpenedDatabase;
}

/**
 * One command. Input and output cross a socket as JSON: plain values only, times as ISO text. `carryOut` may be called in
 * a server at work, beside its queue, and in several processes at once.
 */
export interface OperatorCommand<Input extends object, Output extends object> {
  input: ZodType<Input>;
  /** @throws OperatorRefusal when it cannot be done, and the person can do something about it */
  carryOut(setting: OperatorSetting, input: Input): Promise<Output>;
}

/** Says the types of one command by its parts. */
export const operatorCommand = <Input extends object, Output extends object>(
  command: OperatorCommand<Input, Output>,
): OperatorCommand<Input, Output> => command;

/** It cannot be done, and it is no fault of Milepost's: the message says what was found, what was expected, what to do. */
export class OperatorRefusal extends Error {
  override readonly name = 'OperatorRefusal';
}
