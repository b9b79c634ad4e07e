import { lint } from '../plan/lint.ts';
import type { Finding } from '../plan/model.ts';
import { rules } from '../plan/rules.ts';
import type { Policy } from '../policy/policy.ts';
import { findingJson } from '../render/finding-json.ts';
import { findingsGithub } from '../render/findings-github.ts';
import { findingsText } from '../render/findings-text.ts';
import type { FindingsOfFile } from '../render/findings-text.ts';
import { plainText } from '../render/plain-text.ts';
import { sarif } from '../render/sarif.ts';
import { styleFor, terminalWidth } from './style-for.ts';
import type { LintOptions } from './lint.ts';
import { readLocalPolicy } from './local-policy.ts';
import { readLocalRoadmaps } from './local-roadmaps.ts';
import type { LocalRoadmap } from './local-roadmaps.ts';
import { withProgress } from './with-progress.ts';
import { repositoryName } from './repository-name.ts';
import { unnamedRepositoryNote } from './unnamed-repository.ts';
import { worse } from './surroundings.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';
import { version } from './version.ts';

interface LintedFile {
  reading: LocalRoadmap;
  findings: Finding[];
}

/** Reads, lints and prints; files that cannot be opened are said on stderr and stop no other. */
export async function lintFiles(
  files: readonly string[],
  options: LintOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stdout, stderr } = surroundings;
  const linted: LintedFile[] = [];
  const work = lintAll(files, options, surroundings, linted);
  await withProgress(stderr, () => `Linted ${linted.length} of ${files.length} files…`, work);
  for (const { reading } of linted) {
    if (reading.exitCode < 2) continue;
    for (const { message } of reading.roadmap.problems) stderr.write(`milepost: ${plainText(message)}\n`);
  }
  stdout.write(rendered(linted, options.format, surroundings));
  const notes = options.format === 'text' ? linted.flatMap(({ reading }) => unnamedRepositoryNote(reading)) : [];
  for (const note of notes) stderr.write(`milepost: ${plainText(note)}\n`);
  return linted.map(exitCodeOf).reduce(worse, 0);
}

/** Content that is no roadmap is a finding, of the severity that the configuration gives it. */
function exitCodeOf({ reading, findings }: LintedFile): ExitCode {
  if (reading.exitCode === 2) return 2;
  return findings.some(({ severity }) => severity === 'error') ? 1 : 0;
}

/** Adds to `linted` as it goes, so that progress can be told. */
async function lintAll(
  files: readonly string[],
  options: LintOptions,
  surroundings: Surroundings,
  linted: LintedFile[],
): Promise<void> {
  const repo = options.repo === undefined ? null : repositoryName(options.repo, '--repo');
  const policies = new Map<string | null, Policy>();
  for await (const reading of readLocalRoadmaps(files, { repo, map: null }, surroundings)) {
    let policy = policies.get(reading.root);
    if (policy === undefined) {
      policy = await readLocalPolicy(options.config ?? null, reading.root, surroundings);
      policies.set(reading.root, policy);
    }
    const now = surroundings.now().toISOString();
    linted.push({ reading, findings: reading.exitCode === 2 ? [] : lint(reading.roadmap, policy, now) });
  }
}

function rendered(linted: LintedFile[], format: LintOptions['format'], { stdout, env }: Surroundings): string {
  if (format === 'text') {
    const files = linted
      .filter(({ reading }) => reading.exitCode < 2)
      .map(({ reading, findings }): FindingsOfFile => ({ path: reading.path, findings, text: reading.text }));
    return findingsText(files, styleFor(stdout, env), terminalWidth(stdout));
  }
  if (format === 'json') {
    const findings = linted.flatMap((file) => file.findings.map(findingJson));
    return `${JSON.stringify({ files: linted.map(({ reading }) => reading.path), findings }, null, 2)}\n`;
  }
  // Both are read by GitHub, which knows files by their place in the repository.
  const findings = linted.flatMap(({ reading, findings }) =>
    findings.map((finding) => ({ ...finding, file: reading.pathInRepository })),
  );
  return format === 'github'
    ? findingsGithub(findings)
    : `${JSON.stringify(sarif(findings, rules, version()), null, 2)}\n`;
}
