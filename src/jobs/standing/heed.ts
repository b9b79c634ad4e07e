/** What people did with the pull request and on its branch since Milepost wrote it. */
import { branchHead, workOn } from '../../github/branches.ts';
import { isBehind } from '../../github/is-behind.ts';
import type { BranchPull } from '../../github/standing-pull.ts';
import type { StandingPull } from '../../plan/conversation.ts';
import { heedPeople, standingOf } from '../../plan/standing.ts';
import type { StandingRun } from './run.ts';

/**
 * Boxes, closing, merging. true where nothing more is to be done this time: the base was looked at before the pull request was
 * merged into it, and what it lacks is on its way.
 * @throws GitHubError, RateLimited
 */
export async function heedPull(run: StandingRun): Promise<boolean> {
  const { seen, standing, input } = run;
  if (seen === null) return false;
  const heeded = heedPeople(run.conversation, seen, input.proposals);
  if (seen.state === 'open') {
    await run.save(heeded);
    return false;
  }
  if (seen.state === 'closed' && standing !== null) await tidy(run, standing);
  const isTooEarly = seen.state === 'merged' && !(await hasMerge(run, seen, standing));
  await run.save(heeded);
  run.seen = null;
  run.over = { state: seen.state, number: seen.number, url: seen.url };
  if (seen.state !== 'merged') return false;
  run.settled = [...run.settled, seen.headOid];
  run.merged = new Set(standing?.proposals);
  return isTooEarly;
}

/** Whether the base, as it was looked at, has what was merged. */
async function hasMerge(run: StandingRun, { mergeOid }: BranchPull, standing: StandingPull | null): Promise<boolean> {
  const { baseOid, client, place, input } = run;
  if (mergeOid === null) return standing?.baseFile !== input.planned.blobOid;
  return mergeOid === baseOid || !(await isBehind(client, { ...place, oid: baseOid, after: mergeOid }));
}

/** The branch of a pull request that is closed is deleted, where only our commits are on it. @throws GitHubError, RateLimited */
export async function tidy(run: StandingRun, standing: StandingPull): Promise<void> {
  if (standing.shared === true) return;
  if (standing.next !== undefined) await run.dropTemporary();
  const head = await branchHead(run.client, run.place, run.branch);
  if (head !== null && (head === standing.headOid || head === standing.next?.headOid)) await run.dropBranch();
}

/** Whose commits the branch holds now. The reason where the pull request was pointed elsewhere. @throws GitHubError, RateLimited */
export async function recogniseHead(run: StandingRun): Promise<string | null> {
  const { seen, standing, client, place, branch } = run;
  const { defaultBranch } = run.input.state;
  if (seen === null || standing === null) return null;
  if (seen.base !== defaultBranch) {
    return `#${seen.number} goes into ${seen.base} and not into ${defaultBranch ?? 'the default branch'}, so it stays as it is. Change its base, or close it.`;
  }
  if (standing.shared === true || (seen.headOid === standing.headOid && standing.next === undefined)) return null;
  const head = (await branchHead(client, place, branch)) ?? seen.headOid;
  await run.save({ standing: await recognised(run, standing, head) });
  return null;
}

async function recognised(run: StandingRun, { next, ...standing }: StandingPull, head: string): Promise<StandingPull> {
  if (next !== undefined) await run.dropTemporary();
  if (head === standing.headOid) return standing;
  if (head === next?.headOid) return { ...standing, ...next };
  // Another door, or an earlier life of this one, may have written since: the marker tells, as it does when the store is lost.
  const told = run.seen === null ? null : standingOf(run.seen, run.branch, run.input.proposals);
  if (told?.headOid === head) return told;
  const { isOwn } = await workOn(run.client, run.place, { base: run.baseOid, head });
  if (!isOwn) return { ...standing, shared: true };
  // Ours, and nobody remembers what is in it: it is made anew.
  const { file: _file, baseFile: _baseFile, ...rest } = standing;
  return { ...rest, headOid: head };
}

/** What GitHub did not answer for must not pass for settled: the reason to leave all as it is; null for none. */
export function whyUnanswered({ input, standing }: StandingRun): string | null {
  const { planned, proposals } = input;
  const { references, board } = planned.observed;
  const isWhole =
    board?.state !== 'unobserved' && Object.values(references).every(({ state }) => state !== 'unobserved');
  const known = new Set(proposals.map(({ key }) => key));
  if (isWhole || (standing?.proposals ?? []).every((key) => known.has(key))) return null;
  return 'GitHub did not answer for everything that the roadmap refers to, so the pull request stays as it is this time.';
}
