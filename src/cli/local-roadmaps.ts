import { isAbsolute, normalize, resolve } from 'node:path';
import { unreadableRoadmap } from '../roadmap/unreadable.ts';
import type { RoadmapReader } from '../jobs/reading/read-roadmap.ts';
import { decode } from '../roadmap/decode.ts';
import type { ReadingContext, Roadmap } from '../roadmap/model.ts';
import type { ExplainedRoadmap } from '../roadmap/unexplained.ts';
import { LocalGit } from './local-git.ts';
import { hostsFrom } from './hosts-from.ts';
import { readBytes } from './read-bytes.ts';
import type { RepositoryMap } from './read-repository-map.ts';
import { startReader } from './start-reader.ts';
import type { ExitCode, Surroundings } from './surroundings.ts';

/** One file of the command line, read or not. */
export interface LocalRoadmap {
  /** As given on the command line; also `roadmap.file`. */
  path: string;
  /** Inside its work tree (`docs/ROADMAP.md`), as given when it is in none: what annotations on GitHub need. */
  pathInRepository: string;
  /** Root of its work tree; null when it is in none. */
  root: string | null;
  /** Without items and with the problem `unreadable-file` when the file could not be read. */
  roadmap: Roadmap;
  /** What its lines were taken for; none unless they were asked for. */
  explained: Pick<ExplainedRoadmap, 'lines' | 'origins'>;
  /** null when there is none. */
  text: string | null;
  /** 2: the file could not be opened; 1: its content is no roadmap text; 0: read. */
  exitCode: ExitCode;
}

/** How files are read: which repository they belong to, and whether their lines are explained. */
export interface WhichRepository {
  explain?: boolean;
  /** For all files; null: by the map, else by git. */
  repo: string | null;
  map: RepositoryMap | null;
}

/**
 * Reads the files one after the other, in the order given. A file that cannot be read is one of the results and stops
 * no other. The one place of the command line that reads roadmap text.
 */
export async function* readLocalRoadmaps(
  paths: readonly string[],
  which: WhichRepository,
  surroundings: Surroundings,
): AsyncGenerator<LocalRoadmap, void, undefined> {
  const reader = surroundings.reader ?? startReader();
  const git = new LocalGit();
  const host = hostsFrom(surroundings.env).webHost;
  try {
    for (const path of paths) yield await readOne(path, { which, surroundings, reader, git, host });
  } finally {
    if (surroundings.reader === undefined) await reader.close();
  }
}

interface Means {
  which: WhichRepository;
  surroundings: Surroundings;
  reader: RoadmapReader;
  git: LocalGit;
  host: string;
}

async function readOne(path: string, means: Means): Promise<LocalRoadmap> {
  const { which, surroundings, reader, git, host } = means;
  const full = resolve(surroundings.cwd, path);
  const given = which.repo ?? which.map?.(path) ?? null;
  const [reading, origin, committedOn] = await Promise.all([
    readBytes(full),
    git.originOf(full, host),
    git.lastCommitOn(full),
  ]);
  const place = git.locate(full);
  const context: ReadingContext = {
    // Links relative to the file need its place in its repository: known when the work tree is of that repository.
    file: place !== null && isSame(given ?? origin, origin) ? place.path : pathAsGiven(path),
    repo: given ?? origin,
    host,
    asOf: committedOn ?? surroundings.now().toISOString().slice(0, 10),
  };
  const result = { path, pathInRepository: place?.path ?? path, root: place?.root ?? null };
  const refused = (message: string, exitCode: ExitCode): LocalRoadmap => ({
    ...result,
    roadmap: unreadableRoadmap({ ...context, file: path }, message),
    explained: { lines: [], origins: [] },
    text: null,
    exitCode,
  });
  if ('fault' in reading) return refused(`${path} cannot be read: ${reading.fault}`, 2);
  const decoded = decode(reading.bytes, path);
  if ('problem' in decoded) return refused(decoded.problem.message, 1);
  const { roadmap: read, ...explained } =
    which.explain === true
      ? await reader.explain(decoded.text, context)
      : { roadmap: await reader.read(decoded.text, context), lines: [], origins: [] };
  const roadmap = { ...read, file: path };
  const isUnreadable = roadmap.problems.some(({ rule }) => rule === 'unreadable-file');
  return { ...result, roadmap, explained, text: decoded.text, exitCode: isUnreadable ? 1 : 0 };
}

const isSame = (left: string | null, right: string | null): boolean => left?.toLowerCase() === right?.toLowerCase();

/** An absolute path, or one that leaves the folder, says nothing about the place in a repository: then the file counts as at its top. */
function pathAsGiven(path: string): string {
  const normal = normalize(path).replaceAll('\\', '/');
  return isAbsolute(path) || normal.startsWith('../') ? normal.slice(normal.lastIndexOf('/') + 1) : normal;
}
