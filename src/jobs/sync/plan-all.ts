import { planMissing, planRoadmap, type PlannedRoadmap } from '../reading/plan-roadmap.ts';
import { readingOf, type BegunSync, type SyncWorld } from './begun-sync.ts';

/**
 * The Plans of all roadmaps, those that are there before those that are missing. `touched`: pointers that changed, to be
 * looked at alone where that will do; null: everything is looked at.
 * @throws GitHubError, RateLimited
 */
export async function planAll(
  sync: BegunSync,
  { policy, files, readings }: SyncWorld,
  touched: readonly string[] | null = null,
): Promise<PlannedRoadmap[]> {
  const { memory, reader, hosts } = sync.tools;
  const { state, configuration } = sync;
  const tools = { client: sync.observer, reader, webHost: hosts.webHost, now: sync.now };
  const inputOf = async (path: string) => ({
    state,
    policy,
    ledger: await memory.ledger(path).load(),
    conversation: await memory.conversation(path),
    approvals: sync.task.approvals,
  });
  const planned: PlannedRoadmap[] = [];
  for (const file of files.present) {
    const input = await inputOf(file.path);
    const stored = readingOf(file.path, readings);
    // A file or a configuration that is another than the one that was looked at is looked at whole.
    const isSame =
      stored !== null && stored.settled && stored.blobOid === file.oid && stored.configurationOid === configuration.oid;
    const kept = touched !== null && isSame ? await memory.observation(file.path) : null;
    const known = touched === null || kept === null ? null : { kept, touched };
    planned.push(await planRoadmap(tools, { ...input, file, stored, known }));
  }
  const isAskedFor = sync.task.path !== null;
  for (const path of files.missing)
    planned.push(await planMissing(tools, { ...(await inputOf(path)), path, isAskedFor }));
  return planned;
}
