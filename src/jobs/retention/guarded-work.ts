/** Work on a repository, so that what was erased stays erased, and what has left is not worked any more. */
import type { Database } from '../../store/database.ts';
import { erasedAmong } from '../../store/erasures.ts';
import { enterRepository, isEntered, returnRepositories, type RepositoryPlace } from '../../store/repositories.ts';
import { eraseInstallation, eraseRepositories } from './erase.ts';

export interface GuardParts {
  database: Database;
  /**
   * Whether the app is installed on the repository, as GitHub says now. Asked only of one that an event called taken away:
   * events may come late. @throws what GitHub's refusal of the question is
   */
  isInstalledOn: (place: RepositoryPlace) => Promise<boolean>;
  /** Told when nothing was done, and why. */
  skipped: (place: RepositoryPlace, why: string) => void;
}

/**
 * Does `work` for the place, unless its installation was erased or the repository was taken from it. What is erased while it
 * is at work is erased once more when it ends: it has read what was there before, and written it back.
 * @throws as `work`
 */
export async function guardedWork(
  { database, isInstalledOn, skipped }: GuardParts,
  place: RepositoryPlace,
  work: () => Promise<void>,
): Promise<void> {
  const { installationId, repositoryId } = place;
  if ((await erasedAmong(database, [installationId])).size > 0) {
    // A process that was killed at this very task may have left something.
    await eraseInstallation(database, installationId);
    return skipped(place, 'Milepost was uninstalled');
  }
  const { mark, hasLeft } = await enterRepository(database, place);
  if (hasLeft) {
    if (!(await isInstalledOn(place))) return skipped(place, 'the repository was taken from the installation');
    await returnRepositories(database, installationId, [repositoryId]);
  }
  try {
    await work();
  } finally {
    if (!(await isEntered(database, repositoryId, mark))) await eraseRepositories(database, [repositoryId]);
  }
}
