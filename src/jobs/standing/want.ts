/** What the branch is to hold, and what is to be said of it. */
import { branchHead } from '../../github/branches.ts';
import type { StandingPull } from '../../plan/conversation.ts';
import type { Proposal } from '../../plan/proposal.ts';
import { refuse } from '../../plan/standing.ts';
import type { StandingPullContent } from '../../render/standing-pull.ts';
import { readBranchFile } from './branch-file.ts';
import { editFile, type EditedFile, type FileToEdit } from './edited-file.ts';
import type { StandingRun } from './run.ts';

export interface Wanted {
  edited: EditedFile;
  content: StandingPullContent;
  /** The edits that the next commit brings. */
  added: Proposal[];
}

/** A string says why the file cannot be edited: all stays as it is. @throws GitHubError, RateLimited */
export const want = (run: StandingRun): Promise<Wanted | string> =>
  run.standing?.shared === true ? wantOnTop(run, run.standing) : wantAnew(run);

async function wantAnew(run: StandingRun): Promise<Wanted | string> {
  const { source, desired } = run.input.planned;
  const edited = source === null ? null : await edit(run, { source, roadmap: desired }, run.open);
  if (edited === null) return tooLong(run);
  await dropWishes(run, edited.said);
  // What was merged and is not in the file, somebody took out before: it is not wanted.
  const unwanted = edited.made.filter(({ key }) => run.merged.has(key)).map(({ key }) => key);
  if (unwanted.length > 0) {
    await run.save(refuse(run.conversation, unwanted));
    return wantAnew(run);
  }
  return { edited, added: edited.made, content: contentOf(run, edited.made, edited.inexact) };
}

/** On a branch with people's commits: what is there already, what they took out again, and what is new. */
async function wantOnTop(run: StandingRun, standing: StandingPull): Promise<Wanted | string> {
  const { client, place, branch, context, input } = run;
  const { path, desired } = input.planned;
  const headOid = (await branchHead(client, place, branch)) ?? standing.headOid;
  await run.save({ standing: { ...standing, headOid } });
  const found = await readBranchFile(
    client,
    { ...place, ref: headOid, path },
    { reader: input.reader, context, known: desired.items },
  );
  if (found === null) return `${path} cannot be read on ${branch}: others changed it there, so nothing more is added.`;
  const wasWritten = ({ key }: Proposal): boolean => standing.proposals.includes(key);
  const before = run.open.filter(wasWritten);
  const old = await edit(run, found, before);
  const edited = await edit(
    run,
    found,
    run.open.filter((proposal) => !wasWritten(proposal)),
  );
  if (old === null || edited === null) return tooLong(run);
  await listAsRefused(run, old.made);
  const held = [...before.filter((proposal) => !old.made.includes(proposal)), ...edited.said, ...edited.made];
  return { edited, added: edited.made, content: contentOf(run, inOrder(held), edited.inexact) };
}

const edit = (
  { input, context }: StandingRun,
  { source, roadmap }: Pick<FileToEdit, 'source' | 'roadmap'>,
  proposals: readonly Proposal[],
): Promise<EditedFile | null> => {
  const { planned, reader, state } = input;
  const oidLength = state.head?.oid.length ?? 40;
  return editFile(reader, { source, roadmap, context, known: planned.desired.items, oidLength }, proposals);
};

/** Somebody undid them on the branch: they may be ticked again. */
async function listAsRefused(run: StandingRun, undone: readonly Proposal[]): Promise<void> {
  const [standing, keys] = [run.standing, undone.map(({ key }) => key)];
  if (standing === null || keys.length === 0) return;
  await run.save({
    refused: [...new Set([...run.conversation.refused, ...keys])],
    standing: { ...standing, proposals: standing.proposals.filter((key) => !keys.includes(key)) },
  });
}

/** The file says them by now. */
async function dropWishes(run: StandingRun, said: readonly Proposal[]): Promise<void> {
  const keys = new Set(said.map(({ key }) => key));
  await run.save({ wishes: run.conversation.wishes.filter(({ key }) => !keys.has(key)) });
}

function contentOf(run: StandingRun, held: readonly Proposal[], inexact: EditedFile['inexact']): StandingPullContent {
  const { planned, paths, policy } = run.input;
  const { login } = run.client.identity;
  return {
    file: planned.path,
    isOnly: paths.length < 2,
    held,
    refused: run.refused,
    inexact,
    isShared: run.standing?.shared === true,
    signedOffBy: policy.pull_request.sign_off && login !== '' ? login : null,
  };
}

const tooLong = ({ input }: StandingRun): string =>
  `${input.planned.path} takes too long to edit, so nothing is edited in it. Split the file, or simplify it.`;

const inOrder = (proposals: readonly Proposal[]): Proposal[] =>
  proposals.toSorted((one, other) => (one.item?.line ?? 0) - (other.item?.line ?? 0));
