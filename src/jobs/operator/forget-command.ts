import { z } from 'zod';
import { forget } from '../retention/forget.ts';
import { operatorCommand } from './operator-command.ts';

/** `milepost forget`. */
export const forgetData = operatorCommand({
  input: z.strictObject({ owner: z.string(), name: z.string().nullable(), dryRun: z.boolean() }),
  carryOut: ({ database }, request) => forget(database, request),
});
