import type { Command } from 'commander';
import { choiceOption } from './choice.ts';
import { exitCodeOf } from './exit-code-of-report.ts';
import { Failure } from './failure.ts';
import type { SynchroniseDoor } from './look.ts';
import { lookAt } from './look.ts';
import { repositoryName } from './repository-name.ts';
import type { ExitCode, Runner, Surroundings } from './surroundings.ts';

const FORMATS = ['text', 'json'] as const;

interface ApplyOptions {
  approve?: string;
  path?: string;
  format: (typeof FORMATS)[number];
}

const EXAMPLES = `
Examples:
  $ milepost apply octo/hello                              carry out the plan, up to the limits
  $ milepost apply octo/hello --approve 0123456789abcdef   with what waits, if the plan is still this one
  $ milepost apply octo/hello --path docs/ROADMAP.md       this roadmap only

Environment:
  GITHUB_TOKEN          needed: a token that can write issues
  GITHUB_SERVER_URL     GitHub's address, with GITHUB_API_URL and GITHUB_GRAPHQL_URL where they
                        cannot be told from it; default https://github.com

Look first with \`milepost plan\`. What was done before is not done again.
Exit status: 0 done, 1 findings of severity error, 2 could not run or not all of it was done.`;

/** `milepost apply OWNER/REPO`: reads GitHub, and carries the Plan out. */
export function defineApply(command: Command, run: Runner, synchronise: SynchroniseDoor): void {
  command
    .description('carry out the plan: open issues, write comments')
    .argument('<owner/repo>', 'the repository')
    .option('--approve <fingerprint>', 'go on with what waits, if the plan still has this fingerprint')
    .option('--path <path>', 'this roadmap only')
    .addOption(choiceOption('--format <format>', 'how to print what was done', FORMATS, 'text'))
    .addHelpText('after', EXAMPLES)
    .action((repository: string, options: ApplyOptions) =>
      run((surroundings) => applyPlan(repository, options, surroundings, synchronise)),
    );
}

export async function applyPlan(
  repository: string,
  options: ApplyOptions,
  surroundings: Surroundings,
  synchronise: SynchroniseDoor,
): Promise<ExitCode> {
  const what = {
    command: 'apply' as const,
    repository: repositoryName(repository, 'The repository'),
    path: options.path ?? null,
    ref: null,
    approve: options.approve === undefined ? null : fingerprint(options.approve),
  };
  const { report } = await lookAt(what, surroundings, synchronise);
  const { stdout, env } = surroundings;
  if (options.format === 'json') {
    const { planJson } = await import('../render/plan-json.ts');
    stdout.write(`${JSON.stringify(planJson(report), null, 2)}\n`);
  } else {
    const [{ planText }, { styleFor }] = await Promise.all([import('../render/plan-text.ts'), import('./colour.ts')]);
    stdout.write(planText(report, 'apply', styleFor(stdout, env)));
  }
  return exitCodeOf(report);
}

function fingerprint(text: string): string {
  if (/^[0-9a-f]{16}$/.test(text)) return text;
  throw new Failure(
    `--approve is ${JSON.stringify(text)}, expected the fingerprint of a plan (16 hexadecimal digits), as \`milepost plan\` prints it.`,
  );
}
