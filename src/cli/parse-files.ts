import { plainText } from '../render/plain-text.ts';
import { explanationJson } from '../render/explanation-json.ts';
import { explainText } from '../render/explain-text.ts';
import { roadmapJson } from '../render/roadmap-json.ts';
import { roadmapText } from '../render/roadmap-text.ts';
import { styleFor, terminalWidth } from './style-for.ts';
import { readLocalRoadmaps } from './local-roadmaps.ts';
import type { LocalRoadmap } from './local-roadmaps.ts';
import type { ParseOptions } from './parse.ts';
import { withProgress } from './with-progress.ts';
import { readRepositoryMap } from './read-repository-map.ts';
import { repositoryName } from './repository-name.ts';
import { unnamedRepositoryNote } from './unnamed-repository.ts';
import { worse } from './surroundings.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';

/** Reads and prints. What is wrong with a file is also said on stderr, so that it is seen when stdout goes to a program. */
export async function parseFiles(
  files: readonly string[],
  options: ParseOptions,
  surroundings: Surroundings,
): Promise<ExitCode> {
  const { stderr } = surroundings;
  const repo = options.repo === undefined ? null : repositoryName(options.repo, '--repo');
  const map = options.repoMap === undefined ? null : await readRepositoryMap(options.repoMap, surroundings);
  const explain = options.explain === true;
  const print = printerFor(options, files.length, surroundings);
  let exitCode: ExitCode = 0;
  let count = 0;
  const notes: string[] = [];
  const work = async (): Promise<void> => {
    for await (const reading of readLocalRoadmaps(files, { repo, map, explain }, surroundings)) {
      count++;
      exitCode = worse(exitCode, reading.exitCode);
      if (reading.exitCode > 0) {
        for (const { message } of reading.roadmap.problems) stderr.write(`milepost: ${plainText(message)}\n`);
      }
      print.one(reading);
      if (options.json !== true && options.jsonl !== true) notes.push(...unnamedRepositoryNote(reading));
    }
  };
  await withProgress(stderr, () => `Read ${count} of ${files.length} files…`, work());
  print.end();
  for (const note of notes) stderr.write(`milepost: ${plainText(note)}\n`);
  return exitCode;
}

interface Printer {
  one(reading: LocalRoadmap): void;
  end(): void;
}

function printerFor(options: ParseOptions, files: number, { stdout, env }: Surroundings): Printer {
  const explain = options.explain === true;
  const json = ({ roadmap, explained }: LocalRoadmap): object =>
    explain ? explanationJson({ ...explained, roadmap }) : roadmapJson(roadmap);
  if (options.jsonl === true) {
    return { one: (reading) => stdout.write(`${JSON.stringify(json(reading))}\n`), end() {} };
  }
  if (options.json === true) {
    const documents: unknown[] = [];
    return {
      one: (reading) => documents.push(json(reading)),
      end: () => stdout.write(`${JSON.stringify(files === 1 ? documents[0] : documents, null, 2)}\n`),
    };
  }
  const style = styleFor(stdout, env);
  let isFirst = true;
  return {
    one({ roadmap, explained, exitCode }) {
      // Its problem is on stderr already, and there is nothing else to show.
      if (exitCode > 0) return;
      const text = explain
        ? explainText({ ...explained, roadmap }, style, stdout.columns)
        : roadmapText(roadmap, style, terminalWidth(stdout));
      stdout.write(`${isFirst ? '' : '\n'}${text}`);
      isFirst = false;
    },
    end() {},
  };
}
