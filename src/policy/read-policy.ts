import type { z } from 'zod';
import { explainIssue } from './explain-issue.ts';
import type { ExplainedIssue } from './explain-issue.ts';
import { knownKeys } from './known-keys.ts';
import { mergePolicies } from './merge-policies.ts';
import type { PolicyProblem, PolicyReading } from './policy.ts';
import { readYaml } from './read-yaml.ts';
import type { WrittenFile } from './read-yaml.ts';
import { writtenPolicySchema } from './schema.ts';
import type { WrittenPolicy, WrittenPolicySchema } from './schema.ts';
import { dotted } from './written-value.ts';
import type { KeyPath } from './written-value.ts';

/** One configuration file. `file` is its name in messages: `.github/milepost.yml`. */
export interface PolicySource {
  text: string;
  file: string;
}

/** null: there is no such file. */
export interface PolicySources {
  organisation: PolicySource | null;
  repository: PolicySource | null;
}

/** More would say nothing that the first fifty do not. */
const MAX_PROBLEMS_PER_FILE = 50;

type Tree = Record<string, unknown>;

/**
 * The Policy that two configuration files give: the repository's over the organisation's over the defaults, key by
 * key; maps merge, lists replace. An empty file, or one of comments only, gives nothing. Each file is validated by
 * itself; with a problem in either, `policy` is null and `problems` has all of both files, organisation first, in the
 * order of lines. Nothing is thrown, whatever the files hold.
 *
 * `ruleIds` are the rules that `rules:` may name.
 */
export function readPolicy(sources: PolicySources, ruleIds: readonly string[]): PolicyReading {
  const schema = writtenPolicySchema(ruleIds);
  const readings = [sources.organisation, sources.repository]
    .filter((source) => source !== null)
    .map((source) => readSource(source, schema));
  const problems = readings.flatMap((reading) => reading.problems);
  return {
    policy: problems.length > 0 ? null : mergePolicies(readings.map((reading) => reading.written)),
    problems,
  };
}

function readSource(source: PolicySource, schema: WrittenPolicySchema): { written: Tree; problems: PolicyProblem[] } {
  const { file } = source;
  const written = readYaml(source.text, file);
  if (written.problems.length > 0) return { written: {}, problems: written.problems };
  if (written.value === undefined) return { written: {}, problems: [] };
  const result = schema.safeParse(written.value);
  const problems = result.success
    ? duplicateRoadmaps(result.data, written, file)
    : faults(result.error.issues, written, schema, file);
  return { written: result.success ? result.data : {}, problems };
}

function faults(
  issues: z.core.$ZodIssue[],
  written: WrittenFile,
  schema: WrittenPolicySchema,
  file: string,
): PolicyProblem[] {
  const known = (path: KeyPath): string[] => knownKeys(schema, path);
  return issues
    .flatMap((issue) => explainIssue(issue, written.value, known))
    .filter(isFirstOfItsKind)
    .map(({ path, at, message }) => ({
      file,
      key: dotted(path),
      ...(at === 'key' ? written.places.ofKey(path) : written.places.ofValue(path)),
      message,
    }))
    .toSorted((a, b) => a.line - b.line || a.column - b.column)
    .slice(0, MAX_PROBLEMS_PER_FILE);
}

/** A text that is both too long and not allowed is wrong once. */
const isFirstOfItsKind = (issue: ExplainedIssue, index: number, all: ExplainedIssue[]): boolean => {
  const before = all[index - 1];
  return before === undefined || before.message !== issue.message || dotted(before.path) !== dotted(issue.path);
};

/** One roadmap twice would be synced twice, and two projects for it would fight. */
function duplicateRoadmaps(data: WrittenPolicy, written: WrittenFile, file: string): PolicyProblem[] {
  const firstByPath = new Map<string, number>();
  return (data.roadmaps ?? []).flatMap(({ path }, index) => {
    const first = firstByPath.get(path);
    if (first === undefined) firstByPath.set(path, index);
    if (first === undefined) return [];
    const key: KeyPath = ['roadmaps', index, 'path'];
    const message = `Found the path ${JSON.stringify(path)} a second time, \`roadmaps[${first}]\` has it too. Keep one of the two.`;
    return [{ file, key: dotted(key), ...written.places.ofValue(key), message }];
  });
}
