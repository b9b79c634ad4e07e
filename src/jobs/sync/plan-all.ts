import { planMissing, planRoadmap, type PlannedRoadmap } from '../reading/plan-roadmap.ts';
import { readingOf, type BegunSync, type SyncWorld } from './begun-sync.ts';

/** The Plans of all roadmaps, those that are there before those that are missing. @throws GitHubError, RateLimited */
export async function planAll(sync: BegunSync, { policy, files, readings }: SyncWorld): Promise<PlannedRoadmap[]> {
  const { memory, reader, hosts } = sync.tools;
  const { state } = sync;
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
    planned.push(await planRoadmap(tools, { ...input, file, stored: readingOf(file.path, readings) }));
  }
  const isAskedFor = sync.task.path !== null;
  for (const path of files.missing)
    planned.push(await planMissing(tools, { ...(await inputOf(path)), path, isAskedFor }));
  return planned;
}
