/** The steps that write: each may be repeated, and leaves something that the next look recognises wherever it is cut off. */
import { branchHead, forceBranch } from '../../github/branches.ts';
import { StaleBranch } from '../../github/commit-on-branch.ts';
import { commitAnew, commitOnce, type FileCommit } from '../../github/own-branch.ts';
import { signOffOf } from '../../github/sign-off.ts';
import { editPull, openPull } from '../../github/standing-pull.ts';
import type { BranchState, StandingPull } from '../../plan/conversation.ts';
import { readPullMarker } from '../../plan/marker.ts';
import { closedBody, commitMessage } from '../../render/standing-pull.ts';
import { temporaryBranch } from './branch-names.ts';
import { tidy } from './heed.ts';
import type { StandingRun } from './run.ts';
import { markerOf, type PullText } from './text.ts';
import type { Wanted } from './want.ts';

/** The commit of the base that the branch is to stand on, and the blob ids of the file there and on the branch. */
export type Footing = Required<Pick<BranchState, 'baseOid' | 'baseFile' | 'file'>>;

export async function openStanding(
  run: StandingRun,
  wanted: Wanted,
  { title, body, text }: PullText,
  footing: Footing,
): Promise<void> {
  const { client, place, branch, input } = run;
  // Told before, so that a process killed on the way knows the branch for its own.
  const isMaking = run.conversation.making === branch || (await branchHead(client, place, branch)) === null;
  if (isMaking) await run.save({ making: branch });
  const commit = await commitOf(run, wanted, branch, footing.baseOid);
  const claim = { isOurs: isMaking, settled: run.settled, ...run.pause };
  const headOid = await commitAnew(client, place, commit, claim);
  const begun = { ...footing, branch, headOid, proposals: keysOf(wanted), text, title };
  const marked = `${body}\n\n${markerOf(run, { number: 0, ...begun })}`;
  const draft = { title, body: marked, head: branch, base: input.state.defaultBranch ?? '' };
  run.seen = await openPull(client, place, draft, input.pause);
  // Another door may have opened it at the same time.
  if (readPullMarker(run.seen.body)?.head !== headOid) {
    await editPull(client, place, run.seen.number, { title, body: marked });
  }
  run.isWritten = true;
  const { making: _making, ...conversation } = run.conversation;
  run.conversation = conversation;
  await run.save({ standing: { number: run.seen.number, ...begun } });
}

/** By way of a temporary branch: one that stood at the base for a moment would close its pull request. */
export async function rebuild(run: StandingRun, wanted: Wanted, footing: Footing): Promise<void> {
  const { client, place, branch, standing } = run;
  if (standing === null) return;
  const commit = await commitOf(run, wanted, temporaryBranch(branch), footing.baseOid);
  const headOid = await commitAnew(client, place, commit, { isOurs: true, ...run.pause });
  const next = { ...footing, headOid, proposals: keysOf(wanted) };
  await run.save({ standing: { ...standing, next } });
  if ((await branchHead(client, place, branch)) !== standing.headOid) {
    throw new StaleBranch(`${branch} of ${run.repo} is no longer at ${standing.headOid}`);
  }
  await forceBranch(client, place, { branch, oid: headOid });
  run.isWritten = true;
  await run.dropTemporary();
  await run.save({ standing: { ...standing, ...next } });
}

/** One more commit on a branch with people's. */
export async function addOnTop(run: StandingRun, wanted: Wanted, { baseOid, baseFile }: Footing): Promise<void> {
  const { client, place, branch, standing, input } = run;
  if (standing === null) return;
  const commit = await commitOf(run, wanted, branch, standing.headOid);
  const headOid = await commitOnce(client, place, commit, input.pause);
  run.isWritten = true;
  await run.save({ standing: { ...standing, baseOid, baseFile, headOid, proposals: heldBy(standing, wanted) } });
}

/** Title and body; a title that a person gave it stays. */
export async function tell(run: StandingRun, { title, body, text }: PullText): Promise<void> {
  const { client, place, standing, seen } = run;
  if (standing === null || seen === null) return;
  const isOurTitle = standing.title === undefined || seen.title === standing.title;
  const told = { ...standing, text, ...(isOurTitle ? { title } : {}) };
  const marked = `${body}\n\n${markerOf(run, told)}`;
  await editPull(client, place, standing.number, { body: marked, ...(isOurTitle ? { title } : {}) });
  run.isWritten = true;
  await run.save({ standing: told });
}

/** Closed first: a branch that is deleted closes its pull request too, and that would look like a person's refusal. */
export async function close(run: StandingRun, { content }: Wanted): Promise<void> {
  const { client, place, standing, seen } = run;
  if (standing === null || seen === null) return;
  const marker = markerOf(run, { ...standing, proposals: [] });
  await editPull(client, place, standing.number, { body: `${closedBody(content)}\n\n${marker}`, state: 'closed' });
  run.isWritten = true;
  await tidy(run, standing);
  await run.save({ standing: null });
  run.over = { state: 'closed', number: seen.number, url: seen.url };
  run.seen = null;
}

async function commitOf(
  { client, input }: StandingRun,
  { edited, added }: Wanted,
  branch: string,
  onto: string,
): Promise<FileCommit> {
  const { planned, policy, webHost, paths } = input;
  const signOff = policy.pull_request.sign_off ? await signOffOf(client, webHost) : null;
  const message = commitMessage({ file: planned.path, isOnly: paths.length < 2, held: added }, signOff);
  return { branch, onto, path: planned.path, bytes: edited.bytes, file: edited.file, ...message };
}

/** Keys of what the branch holds as it is told now. What a branch with people's commits ever held stays known. */
export const heldBy = (standing: StandingPull, wanted: Wanted): string[] =>
  standing.shared === true
    ? [...new Set([...standing.proposals, ...wanted.content.held.map(({ key }) => key)])]
    : keysOf(wanted);

const keysOf = ({ added }: Wanted): string[] => added.map(({ key }) => key);
