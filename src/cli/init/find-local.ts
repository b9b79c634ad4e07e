import { readdirSync } from 'node:fs';
import { join, posix, relative } from 'node:path';
import { findRoadmapPath, type TreeEntry } from '../../github/find-roadmap-path.ts';
import { repositoryPathFault } from '../../policy/repository-path.ts';
import { Failure } from '../failure.ts';
import { hostsFrom } from '../hosts-from.ts';
import { readLocalRoadmaps } from '../local-roadmaps.ts';
import type { LocalRoadmap } from '../local-roadmaps.ts';
import type { Surroundings } from '../surroundings.ts';
import { boardInText } from './board-in-text.ts';
import type { Found } from './suggest-policy.ts';

export interface FoundLocally {
  found: Found;
  reading: LocalRoadmap;
  /** Where the configuration belongs: root of the work tree, else the current folder. */
  root: string;
}

/** What a local file says, and nothing that takes a network. `file` null: the roadmap of this folder. @throws Failure */
export async function findLocal(file: string | null, surroundings: Surroundings): Promise<FoundLocally> {
  const { cwd, env } = surroundings;
  const usualHere = findRoadmapPath(listed(cwd));
  const given = file ?? usualHere;
  if (given === null) {
    throw new Failure(
      'No roadmap was found here; looked for ROADMAP.md, docs/ROADMAP.md and .github/ROADMAP.md. Name a file or a repository: milepost init docs/PLAN.md, milepost init octo/hello.',
    );
  }
  for await (const reading of readLocalRoadmaps([given], { repo: null, map: null }, surroundings)) {
    // A configuration for what cannot be read would help nobody.
    if (reading.exitCode > 0) throw new Failure(reading.roadmap.problems.map(({ message }) => message).join('\n'));
    const root = reading.root ?? cwd;
    const path = pathIn(reading);
    const project = boardInText(reading.text ?? '', hostsFrom(env).webHost, reading.roadmap.repo);
    const found: Found = {
      path,
      isUsual: findRoadmapPath(listed(root)) === path,
      roadmap: reading.roadmap,
      board: project === null ? null : { project, observed: null },
      boardChoices: [],
      labels: [],
      milestones: [],
    };
    return { found, reading, root };
  }
  throw new Failure(`${given} was not read.`);
}

/** Outside of a work tree a path that leaves the folder says nothing about the repository. */
function pathIn({ pathInRepository }: LocalRoadmap): string {
  const path = posix.normalize(pathInRepository.replaceAll('\\', '/'));
  return repositoryPathFault(path) === null ? path : posix.basename(path);
}

/** The files of the three folders in which a roadmap usually is. */
function listed(root: string): TreeEntry[] {
  return ['', ...filesOf(root).filter((name) => /^(?:docs|\.github)$/i.test(name))].flatMap((folder) =>
    filesOf(join(root, folder)).map((name): TreeEntry => {
      const path = relative(root, join(root, folder, name)).replaceAll('\\', '/');
      return { path, oid: '', type: 'blob', mode: 0o100644 };
    }),
  );
}

function filesOf(folder: string): string[] {
  try {
    return readdirSync(folder);
  } catch (error) {
    if (['ENOENT', 'ENOTDIR', 'EACCES'].includes((error as NodeJS.ErrnoException).code ?? '')) return [];
    throw error;
  }
}
