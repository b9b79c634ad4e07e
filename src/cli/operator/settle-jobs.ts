import type { ExitCode, Surroundings } from '../surroundings.ts';
import { withOperator } from './with-operator.ts';

export interface SettleRequest {
  verb: 'retry' | 'drop';
  which: string[] | 'all';
  json: boolean;
}

const DONE = { retry: 'put back into the queue', drop: 'thrown away' } as const;

/** Retries or drops dead jobs, and says how many. Throws Failure where an id fits none or several: nothing is changed then. */
export async function settleJobs({ verb, which, json }: SettleRequest, surroundings: Surroundings): Promise<ExitCode> {
  const { count } = await withOperator(surroundings, (operator) => operator.ask(`jobs.${verb}`, { which }));
  surroundings.stdout.write(json ? `${JSON.stringify({ count })}\n` : `${sentence(count, verb)}\n`);
  return 0;
}

function sentence(count: number, verb: 'retry' | 'drop'): string {
  if (count === 0) return 'No dead jobs.';
  return `${count} ${count === 1 ? 'job was' : 'jobs were'} ${DONE[verb]}.`;
}
