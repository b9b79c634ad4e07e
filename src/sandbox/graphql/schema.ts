/** GitHub's own published schema, built once for the process. */
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { buildSchema } from 'graphql';
import type { GraphQLSchema } from 'graphql';

let built: GraphQLSchema | null = null;

/** Takes about 0.2 s the first time. GitHub's schema is taken to be valid: checking it would take as long again. */
export function githubSchema(): GraphQLSchema {
  built ??= buildSchema(readFileSync(schemaFile(), 'utf8'), { noLocation: true, assumeValid: true });
  return built;
}

/**
 * The package's entry point would read 5 MB of JSON beside it and does not export the file's path, so that it is
 * looked for where Node looks for packages.
 */
function schemaFile(): string {
  let folder = dirname(fileURLToPath(import.meta.url));
  for (;;) {
    const file = join(folder, 'node_modules', '@octokit', 'graphql-schema', 'schema.graphql');
    if (existsSync(file)) return file;
    const parent = dirname(folder);
    if (parent === folder) throw new Error('The package @octokit/graphql-schema is not installed; run npm ci.');
    folder = parent;
  }
}
