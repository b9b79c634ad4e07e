import type { Command } from 'commander';
import type { Finding } from '../plan/model.ts';
import type { FindingsOfFile } from '../render/findings-text.ts';
import { choiceOption } from './choice.ts';
import type { LocalRoadmap } from './local-roadmaps.ts';
import { repositoryName } from './repository-name.ts';
import { worse } from './surroundings.ts';
import type { ExitCode, Runner, Surroundings } from './surroundings.ts';

const FORMATS = ['text', 'json', 'sarif', 'github'] as const;

interface LintOptions {
  format: (typeof FORMATS)[number];
  config?: string;
  repo?: string;
}

const EXAMPLES = `
Examples:
  $ milepost lint ROADMAP.md                            findings with the lines they are about
  $ milepost lint docs/*.md --format github             annotations in GitHub Actions
  $ milepost lint ROADMAP.md --format sarif > lint.sarif
  $ milepost lint ROADMAP.md --config milepost.yml      with this configuration

Without --config the work tree's .github/milepost.yml is read, if there is one.
Exit status: 0 no error was found, 1 findings of severity error, 2 could not run.`;

/** `milepost lint FILE…`: the rules that need no network. */
export function defineLint(command: Command, run: Runner): void {
  command
    .description('check roadmap files by the rules that need no network')
    .argument('<file...>', 'roadmap files')
    .addOption(choiceOption('--format <format>', 'how to print the findings', FORMATS, 'text'))
    .option('--config <file>', 'configuration file, in place of .github/milepost.yml')
    .option('--repo <owner/name>', "the repository that the files belong to, in place of git's remote `origin`")
    .addHelpText('after', EXAMPLES)
    .action((files: string[], options: LintOptions) => run((surroundings) => lintFiles(files, options, surroundings)));
}

/** Reads, lints and prints; files that cannot be opened are said on stderr and stop no other. */
export async function lintFiles(
  files: readonly string[],
  options: LintOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stdout, stderr } = surroundings;
  const repo = options.repo === undefined ? null : repositoryName(options.repo, '--repo');
  const { withProgress } = await import('./progress.ts');
  const linted: LintedFile[] = [];
  const work = lintAll(files, { config: options.config ?? null, repo }, surroundings, linted);
  await withProgress(stderr, () => `Linted ${linted.length} of ${files.length} files…`, work);
  for (const { reading } of linted) {
    if (reading.exitCode < 2) continue;
    const { plainText } = await import('../render/plain-text.ts');
    for (const { message } of reading.roadmap.problems) stderr.write(`milepost: ${plainText(message)}\n`);
  }
  stdout.write(await rendered(linted, options.format, surroundings));
  return linted.reduce<ExitCode>((code, { reading, findings }) => {
    const found: ExitCode = findings.some(({ severity }) => severity === 'error') ? 1 : 0;
    // Content that is no roadmap is a finding, of the severity that the configuration gives it.
    return worse(code, reading.exitCode === 2 ? 2 : found);
  }, 0);
}

interface LintedFile {
  reading: LocalRoadmap;
  findings: Finding[];
}

/** Adds to `linted` as it goes, so that progress can be told. */
async function lintAll(
  files: readonly string[],
  { config, repo }: { config: string | null; repo: string | null },
  surroundings: Surroundings,
  linted: LintedFile[],
): Promise<void> {
  const [{ lint }, { readLocalPolicy }, { readLocalRoadmaps }, { plainText }] = await Promise.all([
    import('../plan/lint.ts'),
    import('./local-policy.ts'),
    import('./local-roadmaps.ts'),
    import('../render/plain-text.ts'),
  ]);
  const policies = new Map<string | null, Awaited<ReturnType<typeof readLocalPolicy>>>();
  for await (const reading of readLocalRoadmaps(files, { repo, map: null }, surroundings)) {
    let known = policies.get(reading.root);
    if (known === undefined) {
      known = await readLocalPolicy(config, reading.root, surroundings);
      policies.set(reading.root, known);
      for (const { file, line, message } of known.unserved) {
        surroundings.stderr.write(`${plainText(file)}:${line}: note: ${plainText(message)}\n`);
      }
    }
    const findings =
      reading.exitCode === 2 ? [] : lint(reading.roadmap, known.policy, surroundings.now().toISOString());
    linted.push({ reading, findings });
  }
}

async function rendered(
  linted: LintedFile[],
  format: LintOptions['format'],
  { stdout, env }: Surroundings,
): Promise<string> {
  if (format === 'text') {
    const [{ findingsText }, { styleFor }] = await Promise.all([
      import('../render/findings-text.ts'),
      import('./colour.ts'),
    ]);
    const files = linted
      .filter(({ reading }) => reading.exitCode < 2)
      .map(({ reading, findings }): FindingsOfFile => ({ path: reading.path, findings, text: reading.text }));
    return findingsText(files, styleFor(stdout, env));
  }
  if (format === 'json') {
    const { findingJson } = await import('../render/finding-json.ts');
    const findings = linted.flatMap((file) => file.findings.map(findingJson));
    return `${JSON.stringify({ files: linted.map(({ reading }) => reading.path), findings }, null, 2)}\n`;
  }
  // Both are read by GitHub, which knows files by their place in the repository.
  const findings = linted.flatMap(({ reading, findings }) =>
    findings.map((finding) => ({ ...finding, file: reading.pathInRepository })),
  );
  if (format === 'github') return (await import('../render/findings-github.ts')).findingsGithub(findings);
  const [{ sarif }, { rules }, { version }] = await Promise.all([
    import('../render/sarif.ts'),
    import('../plan/rules.ts'),
    import('./version.ts'),
  ]);
  return `${JSON.stringify(sarif(findings, rules, version()), null, 2)}\n`;
}
