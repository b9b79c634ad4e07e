/** Finds the standing pull request: the one that is known, else one that an earlier store, or another door, left. */
import { listPullsFrom, readPull, type BranchPull } from '../../github/standing-pull.ts';
import { isMarkerOf } from '../../plan/keys.ts';
import { readPullMarker } from '../../plan/marker.ts';
import { recallRefusals, standingOf } from '../../plan/standing.ts';
import type { StandingRun } from './run.ts';

/** Sets `seen`, and what is remembered of it. The reason where the branch is somebody else's. @throws GitHubError, RateLimited */
export async function findPull(run: StandingRun): Promise<string | null> {
  const { client, place, standing, branch, input } = run;
  if (branch === input.state.defaultBranch) {
    return `\`pull_request.branch\` names ${branch}, which is the default branch: nothing is proposed until it names another one.`;
  }
  if (standing !== null) {
    run.seen = await readPull(client, place, standing.number);
    if (run.seen === null) await run.save({ standing: null });
    return null;
  }
  const isDue = run.open.length > 0 || run.conversation.refused.length > 0 || input.isFresh;
  if (!isDue || input.planned.desired.items.length === 0) return null;
  const pulls = await listPullsFrom(client, place, branch);
  run.settled = pulls.filter(({ state }) => state === 'merged').map(({ headOid }) => headOid);
  if (input.isFresh) await recall(run, pulls);
  const open = pulls.find(({ state }) => state === 'open');
  return open === undefined ? null : adopt(run, open);
}

/** What people refused while another store remembered it. */
const recall = (run: StandingRun, pulls: readonly BranchPull[]): Promise<void> => {
  const ours = pulls.filter((pull) => pull.isOwn && isOfRoadmap(run, pull));
  return run.save(recallRefusals(run.conversation, ours, run.input.proposals));
};

async function adopt(run: StandingRun, open: BranchPull): Promise<string | null> {
  const isOurs = open.isOwn && isOfRoadmap(run, open);
  const standing = isOurs ? standingOf(open, run.branch, run.input.proposals) : null;
  if (standing === null) {
    return `#${open.number} is a pull request from ${run.branch} that Milepost did not open for this roadmap, so nothing was proposed. Close it, or name another branch in \`pull_request.branch\`.`;
  }
  run.seen = open;
  await run.save({ standing });
  return null;
}

function isOfRoadmap({ input }: StandingRun, { body }: BranchPull): boolean {
  const marker = readPullMarker(body);
  return marker !== null && isMarkerOf(marker.roadmap, input.planned.path);
}
