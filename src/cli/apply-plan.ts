import { planJson } from '../render/plan-json.ts';
import { planText } from '../render/plan-text.ts';
import type { ApplyOptions } from './apply.ts';
import { styleFor, terminalWidth } from './style-for.ts';
import { exitCodeOf } from './exit-code-of-report.ts';
import { Failure } from './failure.ts';
import { lookAt } from './look-at.ts';
import type { SynchroniseDoor } from './look-at.ts';
import { repositoryName } from './repository-name.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';

/** Carries the Plan out and prints what came of it. Throws Failure, also when the plan is not the approved one. */
export async function applyPlan(
  repository: string,
  options: ApplyOptions,
  surroundings: Surroundings,
  synchronise: SynchroniseDoor,
): Promise<ExitCode> {
  const look = {
    command: 'apply' as const,
    repository: repositoryName(repository, 'The repository'),
    path: options.path ?? null,
    app: options.app,
    ref: null,
    approve: options.approve === undefined ? null : fingerprint(options.approve),
  };
  const { report } = await lookAt(look, surroundings, synchronise);
  const { stdout, env } = surroundings;
  stdout.write(
    options.format === 'json'
      ? `${JSON.stringify(planJson(report), null, 2)}\n`
      : planText(report, 'apply', styleFor(stdout, env), terminalWidth(stdout)),
  );
  return exitCodeOf(report);
}

function fingerprint(text: string): string {
  if (/^[0-9a-f]{16}$/.test(text)) return text;
  throw new Failure(
    `--approve is ${JSON.stringify(text)}, expected the fingerprint of a plan (16 hexadecimal digits), as \`milepost plan\` prints it.`,
  );
}
