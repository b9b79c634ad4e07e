/** The rules that need no network, on the files that the workflow has checked out. Needs no token. */
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { Failure } from '../cli/failure.ts';
import { readLocalPolicy } from '../cli/local-policy.ts';
import { readLocalRoadmaps } from '../cli/local-roadmaps.ts';
import type { Surroundings } from '../cli/surroundings.ts';
import { RULES_URL } from '../jobs/documentation.ts';
import { isUsualPlace, USUAL_PLACES } from '../jobs/reading/roadmap-files.ts';
import { lint } from '../plan/lint.ts';
import type { Finding } from '../plan/model.ts';
import type { Policy } from '../policy/policy.ts';
import { findingAnnotations } from '../render/check/check-annotations.ts';
import { count } from '../render/count.ts';
import { findingJson } from '../render/finding-json.ts';
import { findingSections } from '../render/finding-sections.ts';
import { createLinks } from '../render/links.ts';
import { joinSections } from '../render/sections.ts';
import type { Inputs } from './inputs.ts';
import { NO_OUTPUTS, type Outcome } from './outcome.ts';

const SUMMARY_LENGTH = 65_535;

/**
 * Lints the roadmap of `path`, else those of the configuration in the checkout, else the one that is found.
 * @throws Failure where there is no such file, or the configuration is wrong
 */
export async function lintCheckout(
  { owner, repository }: { owner: string; repository: string },
  inputs: Inputs,
  surroundings: Surroundings,
): Promise<Outcome> {
  const policy = await readLocalPolicy(null, null, surroundings);
  const paths = pathsOf(inputs, policy, surroundings.cwd);
  const findings: Finding[] = [];
  const which = { repo: `${owner}/${repository}`, map: null };
  for await (const reading of readLocalRoadmaps(paths, which, surroundings)) {
    if (reading.exitCode === 2) throw new Failure(reading.roadmap.problems.map(({ message }) => message).join(' '));
    findings.push(
      ...lint(reading.roadmap, policy, surroundings.now().toISOString()).map((finding) => ({
        ...finding,
        file: reading.pathInRepository,
      })),
    );
  }
  return outcomeOf(paths, findings, inputs.failOn ?? policy.check.fail_on);
}

function pathsOf({ path }: Inputs, { roadmaps }: Policy, cwd: string): string[] {
  const named = path === null ? roadmaps?.map((roadmap) => roadmap.path) : [path];
  if (named !== undefined) return named;
  const folders = ['', 'docs', '.github'].filter((folder) => existsSync(join(cwd, folder)));
  const found = folders
    .flatMap((folder) => readdirSync(join(cwd, folder)).map((file) => (folder === '' ? file : `${folder}/${file}`)))
    .find(isUsualPlace);
  if (found !== undefined) return [found];
  throw new Failure(
    `No roadmap was found; looked for ${USUAL_PLACES.join(', ')} in any case. \`mode: lint\` reads what is checked out: put \`actions/checkout\` before it, or name the file in the input \`path\`.`,
  );
}

function outcomeOf(paths: string[], findings: Finding[], failOn: Policy['check']['fail_on']): Outcome {
  const of = (severity: Finding['severity']): number =>
    findings.filter((finding) => finding.severity === severity).length;
  const [errors, warnings] = [of('error'), of('warning')];
  const isFailed = (failOn !== 'never' && errors > 0) || (failOn === 'warning' && warnings > 0);
  const neutral = errors + warnings > 0 ? 'neutral' : 'success';
  return {
    title: findings.length === 0 ? 'Nothing to look at' : `${count(findings.length, 'thing')} to look at`,
    summary: joinSections(findingSections(findings, { links: createLinks(null), rulesUrl: RULES_URL }), {
      last: `Linted ${count(paths.length, 'file')}; GitHub was not asked.`,
      maxLength: SUMMARY_LENGTH,
      notice: (leftOut) => `… and ${count(leftOut, 'line')} more. \`milepost lint\` prints everything.`,
    }),
    text: '',
    annotations: findingAnnotations(findings),
    outputs: {
      ...NO_OUTPUTS,
      conclusion: isFailed ? 'failure' : neutral,
      findings: String(findings.length),
      errors: String(errors),
      warnings: String(warnings),
    },
    report: { files: paths, findings: findings.map(findingJson) },
    isFailed,
    fault: null,
    notes: [],
  };
}
