/** The middle of a sync: plan, heed the dashboard, carry out, propose, finish, answer. */
import type { GitHubClient } from '../../github/client.ts';
import { hasPrivateReferences } from '../../plan/facts.ts';
import type { RoadmapReport } from '../../plan/report.ts';
import type { Policy } from '../../policy/policy.ts';
import { carryOutWithCards } from './cards-of-opened.ts';
import type { Carrier } from './carry-out.ts';
import { forgetApprovals } from './forget-approvals.ts';
import { withPull, type PullFrame } from './keep-pull.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';
import { changedIssues, rememberGone, rememberReading } from './remember-readings.ts';
import { rememberPage } from './remember-page.ts';
import type { CommandsOfSync } from '../commands/sync-commands.ts';
import { whyWithheld, type Occasion } from './sync-occasion.ts';
import { readingOf, type BegunSync, type SyncWorld } from './begun-sync.ts';
import { finishSync } from './finish-sync.ts';
import { lookAndHeed } from './look.ts';
import type { SyncResult } from './sync-task.ts';

/** @throws GitHubError, RateLimited: what was begun is in the Ledger, and the next sync goes on with it */
export async function settleRoadmaps(
  sync: BegunSync,
  occasion: Occasion,
  world: SyncWorld,
  commands: CommandsOfSync,
): Promise<SyncResult> {
  const { policy, files, readings } = world;
  const { memory } = sync.tools;
  const withheld = whyWithheld(sync.task.dryRun, policy, occasion);
  const ticks = await lookAndHeed(sync, world, occasion);
  const { planned: heeded, refused } = ticks;
  const planned: PlannedRoadmap[] = [];
  const roadmaps: RoadmapReport[] = [];
  const carrier = carrierOf(sync, policy, withheld);
  const pulls = pullFrameOf(sync, policy, heeded);
  for (const one of heeded) {
    const { planned: roadmap, report } = await carryOutWithCards(carrier, one);
    planned.push(roadmap);
    const isMeant = withheld === null || (occasion === 'first-look' && (await isAwaited(sync, roadmap, commands)));
    // A file in which nothing was found, by a slip of the hand, takes nothing back that was proposed.
    const isProposing = isMeant && roadmap.desired.items.length > 0;
    const stored = readingOf(roadmap.path, readings);
    // Edits are proposed to the default branch alone.
    roadmaps.push(isProposing && sync.task.ref === null ? await withPull(pulls, roadmap, stored, report) : report);
  }
  sync.tools.onPlanned?.({ planned, policy, state: sync.state });
  if (carrier.obeysTicks) await forgetApprovals(memory, planned, roadmaps);
  const frame = {
    memory,
    headOid: sync.headOid,
    configurationOid: sync.configuration.oid,
    policy,
    now: sync.now,
    settled: withheld === null,
    changed: changedIssues(roadmaps),
  };
  const result = await finishSync(sync, {
    policy,
    occasion,
    isChanged: world.isChanged,
    roadmaps,
    planned,
    refused,
    hasHeeded: ticks.isHeeded,
    // Where writing is not withheld as a whole, a single Operation is only because somebody else has it.
    isBusy:
      withheld === null &&
      roadmaps.some(({ outcomes }) => outcomes.some(({ outcome }) => outcome.state === 'withheld')),
    hasPrivateReferences: planned.some(({ observed }) => hasPrivateReferences(observed)),
    remember: async () => {
      const paths = files.present.map(({ path }) => path);
      for (const [index, roadmap] of planned.entries()) {
        const remembered = await rememberReading(frame, roadmap, readingOf(roadmap.path, readings));
        const outcomes = roadmaps[index]?.outcomes ?? [];
        if (remembered === null || !paths.includes(roadmap.path)) continue;
        await rememberPage(sync, policy, { roadmap, outcomes, ...remembered });
      }
      await rememberGone(frame, files.present, readings);
      await memory.pages?.keepOnly(paths);
    },
  });
  // One that has to be done again soon is answered then.
  if (result.state === 'looked' && result.retry === null) await commands.answer({ planned, roadmaps });
  return result;
}

/** After a first look too a person gets the edit that they asked for, and is heard where they answer its pull request. */
async function isAwaited(
  { task, tools }: BegunSync,
  { path }: PlannedRoadmap,
  { asksToPropose }: CommandsOfSync,
): Promise<boolean> {
  if (asksToPropose) return true;
  return !task.dryRun && (await tools.memory.conversation(path)).standing !== null;
}

/** What carrying out takes; `withheld` as in `Carrier`. */
export function carrierOf(sync: BegunSync, policy: Policy, withheld: string | null): Carrier {
  const { memory, hosts } = sync.tools;
  const { state, headOid } = sync;
  const obeysTicks = !sync.task.dryRun && policy.mode === 'apply';
  const writer = (): GitHubClient => sync.writerFor(policy);
  return { writer, memory, state, headOid, webUrl: hosts.webUrl, withheld, obeysTicks };
}

function pullFrameOf(sync: BegunSync, policy: Policy, planned: readonly PlannedRoadmap[]): PullFrame {
  const { memory, reader, hosts } = sync.tools;
  const { state, now } = sync;
  const paths = (policy.roadmaps ?? planned).map(({ path }) => path);
  return { writer: () => sync.writerFor(policy), memory, reader, hosts, state, policy, now, paths };
}
