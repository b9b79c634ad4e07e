import type { GitHubClient } from '../../github/client.ts';
import { readFile } from '../../github/read-file.ts';
import { readFiles } from '../../github/repository-files.ts';
import { decode } from '../../roadmap/decode.ts';
import type { Identified } from '../../roadmap/identity/identified.ts';
import type { ReadingContext, Roadmap } from '../../roadmap/model.ts';
import type { RoadmapSource } from '../reading/plan-roadmap.ts';
import type { RoadmapReader } from '../reading/read-roadmap.ts';

/**
 * A roadmap file as it is on a branch, read with the identities of `known`; null where it is not there, or cannot be read.
 * @throws GitHubError, RateLimited
 */
export async function readBranchFile(
  client: GitHubClient,
  { owner, name, ref, path }: { owner: string; name: string; ref: string; path: string },
  {
    reader,
    context,
    known,
  }: { reader: Pick<RoadmapReader, 'read'>; context: ReadingContext; known: readonly Identified[] },
): Promise<{ source: RoadmapSource; roadmap: Roadmap } | null> {
  const { files } = await readFiles(client, { owner, name, ref, previousRef: null, paths: [path] });
  const file = files.get(path);
  if (file === undefined) return null;
  const { bytes } = await readFile(client, { owner, name, ref, ...file });
  const source = bytes === null ? null : decode(bytes, path);
  if (source === null || 'problem' in source) return null;
  const roadmap = await reader.read(source.text, context, { stored: known });
  return roadmap.problems.some(({ rule }) => rule === 'unreadable-file') ? null : { source, roadmap };
}
