/**
 * Keeps the standing pull request of one roadmap: it holds all edits that are outstanding, on top of the base's newest commit.
 * Every step may be repeated, and what a killed process left is recognised: docs/pull-request.md tells how.
 */
import type { GitHubClient } from '../../github/client.ts';
import { ForeignBranch } from '../../github/own-branch.ts';
import { pullRefusalOf } from '../../github/pull-refusal.ts';
import type { Conversation } from '../../plan/conversation.ts';
import type { StandingReport } from '../../plan/report.ts';
import { nextStep } from '../../plan/standing.ts';
import { findPull } from './find.ts';
import { heedPull, recogniseHead, whyUnanswered } from './heed.ts';
import { StandingRun, type StandingInput } from './run.ts';
import { textOf } from './text.ts';
import { want, type Wanted } from './want.ts';
import { addOnTop, close, heldBy, openStanding, rebuild, tell } from './write.ts';

export type { StandingInput } from './run.ts';

export interface StandingOutcome {
  report: StandingReport;
  /** As it was saved last. */
  conversation: Conversation;
}

/**
 * Brings the pull request up to date, heeding what people did with it. What GitHub refuses is an outcome with its reason.
 * @throws RateLimited, and GitHubError when GitHub is unavailable or the installation as a whole is refused: calling again goes
 * on from there
 */
export async function keepStandingPull(client: GitHubClient, input: StandingInput): Promise<StandingOutcome> {
  const run = new StandingRun(client, input);
  try {
    return await keep(run);
  } catch (error) {
    const reason = error instanceof ForeignBranch ? error.message : pullRefusalOf(error, run.place, run.branch);
    if (reason === null) throw error;
    return leave(run, reason);
  }
}

async function keep(run: StandingRun): Promise<StandingOutcome> {
  const { policy, planned } = run.input;
  if (!policy.pull_request.enabled) return report(run);
  const taken = await findPull(run);
  if (taken !== null) return leave(run, taken);
  if (await heedPull(run)) return report(run);
  // A file that cannot be read just now says nothing about what is left to propose.
  if (planned.source === null || planned.desired.problems.some(({ rule }) => rule === 'unreadable-file')) {
    if (run.seen === null) return report(run);
    return leave(run, `${planned.path} cannot be read, so its pull request stays as it is.`);
  }
  if (run.standing === null && run.open.length === 0) return report(run);
  const why = (await recogniseHead(run)) ?? whyUnanswered(run);
  if (why !== null) return leave(run, why);
  const wanted = await want(run);
  return typeof wanted === 'string' ? leave(run, wanted) : act(run, wanted);
}

async function act(run: StandingRun, wanted: Wanted): Promise<StandingOutcome> {
  const { content, edited, added } = wanted;
  const [standing, baseFile] = [run.standing, run.input.planned.blobOid];
  const stays = standing?.baseFile === baseFile && (standing.shared === true || standing.file === edited.file);
  // The lines are the same as long as the file is: its links stay as they are while the branch does.
  const baseOid = stays ? standing.baseOid : run.baseOid;
  const footing = { baseOid, baseFile, file: edited.file };
  const written = textOf(run, content, baseOid);
  switch (nextStep({ standing, edits: added.length, baseFile, file: edited.file, text: written.text })) {
    case 'nothing':
      break;
    case 'open':
      await openStanding(run, wanted, written, footing);
      break;
    case 'rebuild':
      await rebuild(run, wanted, footing);
      await tell(run, written);
      break;
    case 'add':
      await addOnTop(run, wanted, footing);
      await tell(run, written);
      break;
    case 'edit':
      // The same bytes may be what somebody else asks for now.
      if (standing !== null) {
        await run.save({ standing: { ...standing, baseOid, baseFile, proposals: heldBy(standing, wanted) } });
      }
      await tell(run, written);
      break;
    case 'close':
      await close(run, wanted);
      break;
  }
  return report(run, {
    edits: run.standing === null ? [] : content.held.map(({ key, summary }) => ({ key, summary })),
    refusedEdits: [
      ...refusedByPeople(run),
      ...edited.inexact.map(({ proposal: { key, summary }, message }) => ({
        key,
        summary,
        by: 'file' as const,
        message,
      })),
    ],
    said: edited.said.map(({ key }) => key),
  });
}

const refusedByPeople = (run: StandingRun): StandingReport['refusedEdits'] =>
  run.refused.map(({ key, summary }) => ({ key, summary, by: 'person', message: null }));

/** All stays as it is, for this reason. */
const leave = (run: StandingRun, reason: string): StandingOutcome => report(run, { state: 'refused', reason });

function report(run: StandingRun, more: Partial<StandingReport> = {}): StandingOutcome {
  const { seen, standing, over, isWritten, conversation } = run;
  const told: StandingReport = {
    state: standing === null ? 'none' : 'open',
    number: seen?.number ?? standing?.number ?? null,
    url: seen?.url ?? null,
    reason: null,
    edits: [],
    refusedEdits: refusedByPeople(run),
    said: [],
    ...(standing === null ? over : {}),
    ...more,
    isWritten,
  };
  return { report: told, conversation };
}
