import type { Command } from 'commander';
import { Option } from 'commander';
import type { LocalRoadmap } from './local-roadmaps.ts';
import { repositoryName } from './repository-name.ts';
import { worse } from './surroundings.ts';
import type { ExitCode, Runner, Surroundings } from './surroundings.ts';

interface ParseOptions {
  json?: boolean;
  jsonl?: boolean;
  repo?: string;
  repoMap?: string;
}

const EXAMPLES = `
Examples:
  $ milepost parse ROADMAP.md                      an outline for people
  $ milepost parse ROADMAP.md --json | jq .items   one object; with several files an array
  $ milepost parse docs/*.md --jsonl               one object a line, in the order of the files
  $ milepost parse notes.md --repo octo/hello      \`#1\` is then octo/hello#1

Without --repo and --repo-map the repository is that of git's remote \`origin\`.
Exit status: 0 all files were read, 1 a file is no readable roadmap, 2 a file could not be opened.`;

/** `milepost parse FILE…`: prints what roadmap files say. */
export function defineParse(command: Command, run: Runner): void {
  command
    .description('print what roadmap files say: sections, items, targets, references')
    .argument('<file...>', 'roadmap files')
    .addOption(new Option('--json', 'print JSON').conflicts('jsonl'))
    .option('--jsonl', 'print JSON Lines: one document a line, in the order of the files')
    .option('--repo <owner/name>', 'the repository that the files belong to')
    .addOption(new Option('--repo-map <file>', 'a JSON object of path → owner/name, for many files').conflicts('repo'))
    .addHelpText('after', EXAMPLES)
    .action((files: string[], options: ParseOptions) =>
      run((surroundings) => parseFiles(files, options, surroundings)),
    );
}

/** Reads and prints. What is wrong with a file is also said on stderr, so that it is seen when stdout goes to a program. */
export async function parseFiles(
  files: readonly string[],
  options: ParseOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const repo = options.repo === undefined ? null : repositoryName(options.repo, '--repo');
  const { readRepositoryMap } = await import('./read-repo-map.ts');
  const map = options.repoMap === undefined ? null : await readRepositoryMap(options.repoMap, surroundings);
  const { readLocalRoadmaps } = await import('./local-roadmaps.ts');
  const { withProgress } = await import('./progress.ts');
  const print = await printerFor(options, files.length, surroundings);
  let exitCode: ExitCode = 0;
  let count = 0;
  const readings = readLocalRoadmaps(files, { repo, map }, surroundings);
  const work = async (): Promise<void> => {
    for await (const reading of readings) {
      count++;
      exitCode = worse(exitCode, reading.exitCode);
      if (reading.exitCode > 0) {
        for (const { message } of reading.roadmap.problems)
          surroundings.stderr.write(`milepost: ${await plain(message)}\n`);
      }
      print.one(reading);
    }
  };
  await withProgress(surroundings.stderr, () => `Read ${count} of ${files.length} files…`, work());
  print.end();
  return exitCode;
}

interface Printer {
  one(reading: LocalRoadmap): void;
  end(): void;
}

async function printerFor(options: ParseOptions, files: number, { stdout, env }: Surroundings): Promise<Printer> {
  if (options.jsonl === true || options.json === true) {
    const { roadmapJson } = await import('../render/roadmap-json.ts');
    if (options.jsonl === true) {
      return { one: ({ roadmap }) => stdout.write(`${JSON.stringify(roadmapJson(roadmap))}\n`), end() {} };
    }
    const documents: unknown[] = [];
    return {
      one: ({ roadmap }) => documents.push(roadmapJson(roadmap)),
      end: () => stdout.write(`${JSON.stringify(files === 1 ? documents[0] : documents, null, 2)}\n`),
    };
  }
  const [{ roadmapText }, { styleFor }] = await Promise.all([
    import('../render/roadmap-text.ts'),
    import('./colour.ts'),
  ]);
  const style = styleFor(stdout, env);
  let isFirst = true;
  return {
    one({ roadmap, exitCode }) {
      // Its problem is on stderr already, and there is nothing else to show.
      if (exitCode > 0) return;
      stdout.write(`${isFirst ? '' : '\n'}${roadmapText(roadmap, style)}`);
      isFirst = false;
    },
    end() {},
  };
}

const plain = async (message: string): Promise<string> => (await import('../render/plain-text.ts')).plainText(message);
