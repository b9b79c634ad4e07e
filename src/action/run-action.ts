/** One run of the Action: what is asked for, done, and said. */
import { hostsFrom } from '../cli/hosts-from.ts';
import { Failure } from '../cli/failure.ts';
import type { Synchronise } from '../cli/synchronise.ts';
import { checkChange } from './check-change.ts';
import { readEvent, type ActionEvent } from './event.ts';
import { explainFailure } from './explain-failure.ts';
import { readInputs, type Inputs } from './inputs.ts';
import { lintCheckout } from './lint-checkout.ts';
import { nothingDone, type Outcome } from './outcome.ts';
import { RunnerLog, type LineOutput } from './runner-log.ts';
import { syncBranch } from './sync-branch.ts';
import { tell } from './tell.ts';

/** Everything outside that a run may touch. */
export interface ActionSurroundings {
  env: Readonly<Record<string, string | undefined>>;
  stdout: LineOutput;
  cwd: string;
  now: () => Date;
  synchronise: Synchronise;
}

/** Never throws: what could not be done is said as an error of the step, and the exit code is 1. */
export async function runAction(surroundings: ActionSurroundings): Promise<0 | 1> {
  const { env, stdout } = surroundings;
  const log = new RunnerLog(stdout);
  let work: 'check' | 'sync' = 'sync';
  try {
    const inputs = readInputs(env);
    maskToken(inputs, log);
    const event = readEvent(env, inputs.mode === 'plan' || inputs.mode === 'apply');
    if (event.asked.kind === 'check') work = 'check';
    return tell(await outcomeOf(event, inputs, surroundings), log, env);
  } catch (error) {
    const [first = '', ...others] = explainFailure(error, work).split('\n');
    log.annotate('error', first, { title: 'Milepost could not run' });
    for (const line of others) log.say(line);
    return 1;
  }
}

/** A token that the runner made, or that came from a secret, it blanks by itself. */
function maskToken({ token, jobToken }: Inputs, log: RunnerLog): void {
  if (token !== jobToken && token !== '') log.mask(token);
}

async function outcomeOf(event: ActionEvent, inputs: Inputs, surroundings: ActionSurroundings): Promise<Outcome> {
  const { env, cwd, now, stdout, synchronise } = surroundings;
  if (inputs.mode === 'lint') return lintCheckout(event, inputs, { env, cwd, now, stdout, stderr: stdout });
  const { asked } = event;
  if (asked.kind === 'nothing') return nothingDone(asked.why);
  if (inputs.token === '')
    throw new Failure("There is no token: leave the input `token` away to use the job's own, or give one.");
  const hosts = hostsFrom(env);
  if (asked.kind === 'check') return checkChange(event, asked, inputs, { hosts, now });
  return syncBranch(event, asked, inputs, { hosts, now, synchronise });
}
