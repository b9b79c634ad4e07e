import { rules } from '../plan/rules.ts';
import type { SyncReport } from '../plan/report.ts';
import { plainText } from '../render/plain-text.ts';
import { planJson } from '../render/plan-json.ts';
import { renderPlanMarkdown } from '../render/plan-markdown.ts';
import { planText } from '../render/plan-text.ts';
import { sarif } from '../render/sarif.ts';
import { styleFor, terminalWidth } from './style-for.ts';
import { exitCodeOf } from './exit-code-of-report.ts';
import { lookAt } from './look-at.ts';
import type { SynchroniseDoor } from './look-at.ts';
import type { PlanOptions } from './plan.ts';
import { repositoryName } from './repository-name.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';
import { version } from './version.ts';

/** Looks at the repository and prints the Plan; what the format has no place for goes to stderr. Throws Failure. */
export async function printPlan(
  repository: string,
  options: PlanOptions,
  surroundings: Surroundings,
  synchronise: SynchroniseDoor,
): Promise<ExitCode> {
  const look = {
    command: 'plan' as const,
    repository: repositoryName(repository, 'The repository'),
    path: options.path ?? null,
    app: options.app,
    ref: options.ref ?? null,
    approve: null,
  };
  const { report, hosts } = await lookAt(look, surroundings, synchronise);
  surroundings.stdout.write(rendered(report, options.format, hosts.webUrl, surroundings));
  if (options.format === 'markdown' || options.format === 'sarif') sayConfiguration(report, surroundings);
  return exitCodeOf(report);
}

function rendered(
  report: SyncReport,
  format: PlanOptions['format'],
  serverUrl: string,
  { stdout, env }: Surroundings,
): string {
  switch (format) {
    case 'json':
      return `${JSON.stringify(planJson(report), null, 2)}\n`;
    case 'markdown': {
      const place = { serverUrl, ref: report.headOid };
      return report.roadmaps.map(({ plan }) => renderPlanMarkdown(plan, place)).join('\n');
    }
    case 'sarif': {
      const findings = report.roadmaps.flatMap(({ plan }) => plan.findings);
      return `${JSON.stringify(sarif(findings, rules, version()), null, 2)}\n`;
    }
    default:
      return planText(report, 'plan', styleFor(stdout, env), terminalWidth(stdout));
  }
}

/** Problems of the configuration are never met with silence. */
function sayConfiguration({ policyProblems }: SyncReport, { stderr }: Surroundings): void {
  for (const { file, line, column, message } of policyProblems) {
    stderr.write(`${plainText(file)}:${line}:${column}: error: ${plainText(message)}\n`);
  }
}
