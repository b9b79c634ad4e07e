/** Finds out whom errands concern: those of many deliveries with as many queries as those of one. */
import { pullOfCheckRun } from '../jobs/check/check-run-name.ts';
import { GROUP } from '../jobs/errands/check-run.ts';
import type { Errand } from '../jobs/errands/errand.ts';
import type { Task } from '../jobs/queue/task.ts';
import { lookAt, type SyncRequest } from '../jobs/sync/sync-request.ts';
import { listChecksOfCommit } from '../store/checks.ts';
import type { Database } from '../store/database.ts';
import { findRoadmapsPointingTo, type PointingRoadmap } from '../store/pointers.ts';
import { findRepositoriesWithRoadmaps, listRepositoriesOfInstallation } from '../store/roadmaps.ts';

type Of<Kind extends Errand['kind']> = Extract<Errand, { kind: Kind }>;

/** What comes to tasks. */
export type WorkErrand = Of<'task' | 'look' | 'look-where-pointed' | 'recheck' | 'installation'>;

export class ErrandReader {
  readonly #database: Database;
  readonly #withRoadmaps: ReadonlySet<number>;
  readonly #roadmapsByPointer: ReadonlyMap<string, PointingRoadmap[]>;
  /** Asked for once, by how many deliveries ever. */
  readonly #repositoriesByInstallation = new Map<number, Awaited<ReturnType<typeof listRepositoriesOfInstallation>>>();

  private constructor(
    database: Database,
    withRoadmaps: ReadonlySet<number>,
    roadmapsByPointer: ReadonlyMap<string, PointingRoadmap[]>,
  ) {
    this.#database = database;
    this.#withRoadmaps = withRoadmaps;
    this.#roadmapsByPointer = roadmapsByPointer;
  }

  /** Reads what most errands need to know: which repositories have roadmaps, and which roadmaps point to what. */
  static async prepare(database: Database, errands: readonly WorkErrand[]): Promise<ErrandReader> {
    const places = errands.flatMap((errand) =>
      errand.kind === 'look' || errand.kind === 'recheck' ? [errand.place.repositoryId] : [],
    );
    const pointers = errands.flatMap((errand) => (errand.kind === 'look-where-pointed' ? pointersOf(errand) : []));
    const withRoadmaps = await findRepositoriesWithRoadmaps(database, [...new Set(places)]);
    const roadmaps = pointers.length === 0 ? [] : await findRoadmapsPointingTo(database, [...new Set(pointers)]);
    return new ErrandReader(database, withRoadmaps, byPointer(roadmaps));
  }

  /** The tasks of one of the errands that were prepared. */
  async tasksOf(errand: WorkErrand): Promise<Task[]> {
    if (errand.kind === 'task') return [errand.task];
    if (errand.kind === 'look') {
      const { place, touched } = errand;
      const request = { ...lookAt(place), ...(touched === undefined ? {} : { touched }) };
      return this.#withRoadmaps.has(place.repositoryId) ? [asTask(request)] : [];
    }
    if (errand.kind === 'look-where-pointed') {
      // A card's board is named to find the roadmaps; what changed is the card.
      const touched = errand.andTo === null ? errand.to : [errand.andTo];
      return this.#roadmapsOf(errand).map((roadmap) => asTask({ ...lookAt(roadmap), touched }));
    }
    return errand.kind === 'recheck' ? this.#checksOf(errand) : this.#everywhere(errand);
  }

  #roadmapsOf({ to, andTo }: Of<'look-where-pointed'>): PointingRoadmap[] {
    const found = new Set(to.flatMap((pointer) => this.#roadmapsByPointer.get(pointer) ?? []));
    return [...found].filter(({ pointers }) => andTo === null || pointers.includes(andTo)).toSorted(byPlace);
  }

  async #checksOf({ place, headOid, numbers, sender }: Of<'recheck'>): Promise<Task[]> {
    const names = await listChecksOfCommit(this.#database, place.repositoryId, headOid);
    const pulls = [...numbers, ...names.map(pullOfCheckRun).filter((number) => number !== null)];
    const groups = names.filter((name) => name === `${GROUP}:${headOid}`).map(() => null);
    const tasks = [...new Set([...pulls, ...groups])].map((number): Task => {
      const asked = { number, headOid, baseOid: null, wanted: 'check', sender, again: true } as const;
      return { kind: 'check', ...place, ...asked };
    });
    const isPush = names.includes(headOid) || (tasks.length === 0 && this.#withRoadmaps.has(place.repositoryId));
    return isPush ? [...tasks, asTask({ ...lookAt(place), recheck: true })] : tasks;
  }

  async #everywhere({ installationId, occasion, freshToken }: Of<'installation'>): Promise<Task[]> {
    const repositories =
      this.#repositoriesByInstallation.get(installationId) ??
      (await listRepositoriesOfInstallation(this.#database, installationId));
    this.#repositoriesByInstallation.set(installationId, repositories);
    return repositories.map((repository) =>
      asTask({ ...lookAt({ installationId, ...repository }), occasion, ...(freshToken ? { freshToken } : {}) }),
    );
  }
}

const pointersOf = ({ to, andTo }: Of<'look-where-pointed'>): string[] => (andTo === null ? to : [...to, andTo]);

function byPointer(roadmaps: PointingRoadmap[]): Map<string, PointingRoadmap[]> {
  const roadmapsByPointer = new Map<string, PointingRoadmap[]>();
  for (const roadmap of roadmaps) {
    for (const pointer of roadmap.pointers) {
      const others = roadmapsByPointer.get(pointer);
      if (others === undefined) roadmapsByPointer.set(pointer, [roadmap]);
      else others.push(roadmap);
    }
  }
  return roadmapsByPointer;
}

const byPlace = (one: PointingRoadmap, other: PointingRoadmap): number =>
  one.repositoryId - other.repositoryId || (one.path < other.path ? -1 : 1);

const asTask = (request: SyncRequest): Task => ({ kind: 'sync', ...request });
