import type { Command } from 'commander';
import type { SyncReport } from '../plan/report.ts';
import { choiceOption } from './choice.ts';
import { exitCodeOf } from './exit-code-of-report.ts';
import type { SynchroniseDoor } from './look.ts';
import { lookAt } from './look.ts';
import { repositoryName } from './repository-name.ts';
import type { ExitCode, Runner, Surroundings } from './surroundings.ts';

const FORMATS = ['text', 'json', 'markdown', 'sarif'] as const;

interface PlanOptions {
  path?: string;
  ref?: string;
  format: (typeof FORMATS)[number];
}

const EXAMPLES = `
Examples:
  $ milepost plan octo/hello                             what Milepost would do, and why
  $ milepost plan octo/hello --ref my-branch             as if this branch were merged
  $ milepost plan octo/hello --path docs/ROADMAP.md      this roadmap only
  $ milepost plan octo/hello --format json | jq '.roadmaps[].operations'

Environment:
  GITHUB_TOKEN          needed: a token that can read the repository
  GITHUB_SERVER_URL     GitHub's address, with GITHUB_API_URL and GITHUB_GRAPHQL_URL where they
                        cannot be told from it; default https://github.com

Nothing is written to GitHub.
Exit status: 0 no error was found, 1 findings of severity error, 2 could not run.`;

/** `milepost plan OWNER/REPO`: reads GitHub and prints the Plan. */
export function definePlan(command: Command, run: Runner, synchronise: SynchroniseDoor): void {
  command
    .description('print what Milepost finds and would do in a repository; writes nothing')
    .argument('<owner/repo>', 'the repository')
    .option('--path <path>', 'this roadmap only')
    .option('--ref <ref>', 'branch, tag or commit to look at, in place of the default branch')
    .addOption(choiceOption('--format <format>', 'how to print it', FORMATS, 'text'))
    .addHelpText('after', EXAMPLES)
    .action((repository: string, options: PlanOptions) =>
      run((surroundings) => printPlan(repository, options, surroundings, synchronise)),
    );
}

export async function printPlan(
  repository: string,
  options: PlanOptions,
  surroundings: Surroundings,
  synchronise: SynchroniseDoor,
): Promise<ExitCode> {
  const what = {
    command: 'plan' as const,
    repository: repositoryName(repository, 'The repository'),
    path: options.path ?? null,
    ref: options.ref ?? null,
    approve: null,
  };
  const { report, hosts } = await lookAt(what, surroundings, synchronise);
  surroundings.stdout.write(await rendered(report, options.format, hosts.webUrl, surroundings));
  if (options.format === 'markdown' || options.format === 'sarif') await sayProblems(report, surroundings);
  return exitCodeOf(report);
}

async function rendered(
  report: SyncReport,
  format: PlanOptions['format'],
  serverUrl: string,
  { stdout, env }: Surroundings,
): Promise<string> {
  if (format === 'json') {
    const { planJson } = await import('../render/plan-json.ts');
    return `${JSON.stringify(planJson(report), null, 2)}\n`;
  }
  if (format === 'markdown') {
    const { renderPlanMarkdown } = await import('../render/plan-markdown.ts');
    const place = { serverUrl, ref: report.headOid };
    return report.roadmaps.map(({ plan }) => renderPlanMarkdown(plan, place)).join('\n');
  }
  if (format === 'sarif') {
    const [{ sarif }, { rules }, { version }] = await Promise.all([
      import('../render/sarif.ts'),
      import('../plan/rules.ts'),
      import('./version.ts'),
    ]);
    const findings = report.roadmaps.flatMap(({ plan }) => plan.findings);
    return `${JSON.stringify(sarif(findings, rules, version()), null, 2)}\n`;
  }
  const [{ planText }, { styleFor }] = await Promise.all([import('../render/plan-text.ts'), import('./colour.ts')]);
  return planText(report, 'plan', styleFor(stdout, env));
}

/** Formats that have no place for them still must not meet them with silence. */
async function sayProblems(report: SyncReport, { stderr }: Surroundings): Promise<void> {
  const { plainText } = await import('../render/plain-text.ts');
  for (const { file, line, column, message } of report.policyProblems) {
    stderr.write(`${plainText(file)}:${line}:${column}: error: ${plainText(message)}\n`);
  }
  for (const { file, line, message } of report.unserved) {
    stderr.write(`${plainText(file)}:${line}: note: ${plainText(message)}\n`);
  }
}
