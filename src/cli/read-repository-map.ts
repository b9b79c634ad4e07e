import { resolve } from 'node:path';
import { Failure } from './failure.ts';
import { readBytes } from './read-bytes.ts';
import { repositoryName } from './repository-name.ts';
import type { Surroundings } from './surroundings.ts';

/** Which repository a path belongs to, by the path as given on the command line or as an absolute one. */
export type RepositoryMap = (path: string) => string | null;

/**
 * Reads a `--repo-map`: a JSON object of path → `owner/name`. Throws Failure when the file cannot be read, is no such
 * object, or a value is no repository.
 */
export async function readRepositoryMap(file: string, { cwd }: Pick<Surroundings, 'cwd'>): Promise<RepositoryMap> {
  const reading = await readBytes(resolve(cwd, file));
  if ('fault' in reading) throw new Failure(`--repo-map ${file}: ${reading.fault}`);
  const entries = Object.entries(parseObject(file, Buffer.from(reading.bytes).toString('utf8')));
  const byPath = new Map<string, string>();
  for (const [path, repository] of entries) {
    const name = repositoryName(String(repository), `--repo-map ${file}: the value of ${JSON.stringify(path)}`);
    byPath.set(path, name);
    byPath.set(resolve(cwd, path), name);
  }
  return (path) => byPath.get(path) ?? byPath.get(resolve(cwd, path)) ?? null;
}

function parseObject(file: string, text: string): object {
  const expected = 'expected a JSON object of path → OWNER/NAME, such as {"docs/ROADMAP.md": "octocat/hello-world"}';
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch (error) {
    throw new Failure(`--repo-map ${file}: not JSON (${(error as Error).message}), ${expected}.`, { cause: error });
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw new Failure(`--repo-map ${file}: ${expected}.`);
  }
  return value;
}
