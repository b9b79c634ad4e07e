/** The roadmaps of a repository as commands need them: read before anything is planned. */
import type { RoadmapAtHand } from '../../commands/command.ts';
import type { GitHubClient } from '../../github/client.ts';
import { readFile } from '../../github/read-file.ts';
import type { RepositoryState } from '../../github/repository-files.ts';
import { scopeTo } from '../../plan/scope.ts';
import type { Policy } from '../../policy/policy.ts';
import { decode } from '../../roadmap/decode.ts';
import type { ReadingContext } from '../../roadmap/model.ts';
import type { Memory, StoredReading } from '../memory/memory.ts';
import { dayOfFile } from '../reading/plan-roadmap.ts';
import type { RoadmapReader } from '../reading/read-roadmap.ts';
import type { RoadmapFiles } from '../reading/roadmap-files.ts';

/** A roadmap with its text, so that an edit can be tried. */
export interface EditableRoadmap extends RoadmapAtHand {
  text: string;
  context: ReadingContext;
}

export interface CommandWorld {
  state: RepositoryState;
  headOid: string;
  policy: Policy;
  files: RoadmapFiles;
  readings: readonly StoredReading[];
}

export interface ReadingTools {
  observer: GitHubClient;
  memory: Memory;
  reader: RoadmapReader;
  /** Web host whose addresses are references. */
  webHost: string;
  /** ISO instant. */
  now: string;
}

/** Those that can be read; of one that cannot the check run tells. @throws GitHubError, RateLimited */
export async function readRoadmapsForCommands(tools: ReadingTools, world: CommandWorld): Promise<EditableRoadmap[]> {
  const roadmaps: EditableRoadmap[] = [];
  for (const file of world.files.present) {
    const roadmap = await readOne(tools, world, file);
    if (roadmap !== null) roadmaps.push(roadmap);
  }
  return roadmaps;
}

async function readOne(
  { observer, memory, reader, webHost, now }: ReadingTools,
  { state, headOid, policy, readings }: CommandWorld,
  file: RoadmapFiles['present'][number],
): Promise<EditableRoadmap | null> {
  const { owner, name } = state.repository;
  const stored = readings.find(({ path }) => path === file.path) ?? null;
  const asOf = await dayOfFile({ client: observer, now }, { state, file, stored });
  const context = { file: file.path, repo: `${owner}/${name}`, host: webHost, asOf };
  const { bytes } = await readFile(observer, { owner, name, ref: headOid, ...file });
  const decoded = bytes === null ? null : decode(bytes, file.path);
  if (decoded === null || 'problem' in decoded) return null;
  const { text } = decoded;
  const desired = await reader.read(text, context, {
    blobOid: file.oid,
    stored: stored?.base.items ?? null,
    gone: stored?.base.gone ?? [],
    isToBePlanned: true,
  });
  if (desired.problems.some(({ rule }) => rule === 'unreadable-file')) return null;
  const conversation = await memory.conversation(file.path);
  return {
    path: file.path,
    desired: scopeTo(desired, policy.sections),
    base: stored?.base ?? null,
    conversation,
    text,
    context,
  };
}
