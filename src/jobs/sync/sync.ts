/**
 * One sync of one repository: read, observe, reconcile, apply, render. Every door comes through here; they differ in the
 * client and the memory that they hand in, and in what they print.
 */
import type { GitHubClient } from '../../github/client.ts';
import type { RoadmapReport } from '../../plan/report.ts';
import type { Policy } from '../../policy/policy.ts';
import { carryOut } from './carry-out.ts';
import type { StoredReading } from '../memory/memory.ts';
import { readPolicyOf } from '../reading/policy-sources.ts';
import { readState, whyNoCommit } from './read-state.ts';
import { readingsAfterMoves, rememberGone } from './remember-readings.ts';
import { concernsWrongConfiguration, findRoadmapFiles, hasChanged, USUAL_PLACES } from '../reading/roadmap-files.ts';
import { answerWrongConfiguration } from '../commands/answer-wrong-configuration.ts';
import { commandsOfSync, type CommandsOfSync } from '../commands/sync-commands.ts';
import { occasionOf, type Occasion } from './sync-occasion.ts';
import { BegunSync, type SyncWorld } from './begun-sync.ts';
import { finishSync } from './finish-sync.ts';
import { planAll } from './plan-all.ts';
import { carrierOf, settleRoadmaps } from './settle-roadmaps.ts';
import type { SyncResult, SyncTask, SyncTools } from './sync-task.ts';

const UNCHANGED: SyncResult = { state: 'skipped', why: 'neither a roadmap nor the configuration changed' };

/** @throws GitHubError, RateLimited: what was begun is in the Ledger, and the next sync goes on with it */
export async function synchronise(task: SyncTask, tools: SyncTools): Promise<SyncResult> {
  const observer = tools.client('plan');
  const dashboard = task.dryRun ? null : await tools.memory.dashboards?.find();
  const pages = task.dryRun ? null : tools.memory.pages;
  const pageMark = (await pages?.mark()) ?? null;
  const state = await readState(observer, task, dashboard?.number ?? null);
  // Before anything else: what may not be read by everybody any more is hidden at once.
  if (pageMark !== null) await pages?.confirm(state.repository, pageMark);
  if (state.head === null) return { state: 'skipped', why: whyNoCommit(task, state) };
  if (state.repository.archived && !task.dryRun) return { state: 'skipped', why: 'the repository is archived' };
  const audience = tools.audience ?? (tools.memory.checks === null ? 'caller' : 'readers');
  const reading = await readPolicyOf(observer, state, audience);
  const sync = new BegunSync(task, tools, { observer, state, headOid: state.head.oid, reading, pageMark });
  return reading.policy === null ? reportPolicyProblems(sync) : syncBy(sync, reading.policy);
}

/** A wrong configuration is said, to whoever gives a command too, and nothing else is done: the last good one is not guessed. */
async function reportPolicyProblems(sync: BegunSync): Promise<SyncResult> {
  const { memory } = sync.tools;
  const { occasion, firstLook } = sync.task;
  const readings = await memory.readings();
  const isKnown = !concernsWrongConfiguration(sync.state, readings, sync.configuration);
  const result =
    isKnown && occasion === 'push' && !firstLook
      ? UNCHANGED
      : await finishSync(sync, {
          policy: null,
          occasion,
          remember: () => memory.rememberConfiguration(sync.configuration.oid),
        });
  await sayThatConfigurationIsWrong(sync);
  return result;
}

/** To whoever gave a command: eyes and no answer would be taken for a fault of the command. */
async function sayThatConfigurationIsWrong(sync: BegunSync): Promise<void> {
  const { comments = [], dryRun } = sync.task;
  const { memory, hosts } = sync.tools;
  const { observer, state, headOid, reading } = sync;
  if (dryRun || memory.commands === null || comments.length === 0) return;
  const tools = { observer, writer: () => sync.writerFor(null), commands: memory.commands, webUrl: hosts.webUrl };
  await answerWrongConfiguration(comments, tools, { state, headOid, problems: reading.problems });
}

async function syncBy(sync: BegunSync, policy: Policy): Promise<SyncResult> {
  if (policy.mode === 'off') return reportOff(sync, policy);
  const { observer, state } = sync;
  const { path, before, after, dryRun } = sync.task;
  const scoped = path === null ? policy : { ...policy, roadmaps: [{ path, project: null }] };
  const files = await findRoadmapFiles(observer, state, scoped, before);
  const readings = await readingsAfterMoves(sync.tools.memory, files, dryRun);
  const isChanged = hasChanged(files, readings, sync.configuration, after !== null);
  const world = { policy, files, readings, isChanged };
  const commands = await commandsOf(sync, world);
  const isAsked = commands.need === 'sync' && !isChanged && sync.task.occasion === 'push';
  const task = isAsked ? { ...sync.task, occasion: 'manual' as const } : sync.task;
  const found = occasionOf(task, { policy, readings, isChanged, ownLogin: observer.identity.login });
  // Who may ask for a sync need not wait for a push.
  const occasion = commands.asksToAct && found === 'first-look' ? 'manual' : found;
  if (occasion === null) return onlyAnswer(sync, world, commands);
  if (files.present.length + files.missing.length === 0) {
    const result = await reportNoRoadmap(sync, policy, occasion, readings);
    await commands.answer({ planned: [], roadmaps: [] });
    return result;
  }
  return settleRoadmaps(sync, occasion, world, commands);
}

/** What people said in comments is heeded before anything is planned. */
function commandsOf(sync: BegunSync, world: SyncWorld): Promise<CommandsOfSync> {
  const { memory, reader, hosts, requestFix } = sync.tools;
  const { observer, state, headOid, now } = sync;
  const comments = sync.task.dryRun ? [] : (sync.task.comments ?? []);
  const { webHost, webUrl } = hosts;
  const writer = (): GitHubClient => sync.writerFor(world.policy);
  const tools = { observer, memory, reader, webHost, webUrl, writer, requestFix, now };
  return commandsOfSync(comments, tools, { ...world, state, headOid });
}

/** Nothing changed: people who asked are told what there is, and nothing else is written. */
async function onlyAnswer(sync: BegunSync, world: SyncWorld, commands: CommandsOfSync): Promise<SyncResult> {
  const planned = commands.need === 'look' ? await planAll(sync, world) : [];
  const looking = { ...carrierOf(sync, world.policy, 'a command asked for a look only'), obeysTicks: false };
  const roadmaps: RoadmapReport[] = [];
  for (const roadmap of planned) {
    roadmaps.push(await carryOut(looking, roadmap));
  }
  await commands.answer({ planned, roadmaps });
  return UNCHANGED;
}

/** Somebody who asks is told; where nobody asked, off means silent, and no page. */
async function reportOff(sync: BegunSync, policy: Policy): Promise<SyncResult> {
  if (!sync.task.dryRun) await sync.tools.memory.pages?.keepOnly([]);
  if (sync.tools.memory.checks !== null) return { state: 'skipped', why: '`mode: off` is configured' };
  return finishSync(sync, { policy, occasion: sync.task.occasion, remember: async () => {} });
}

/** Where Milepost was given all repositories of an owner, nobody wants a check run in each that has no roadmap. */
async function reportNoRoadmap(
  sync: BegunSync,
  policy: Policy,
  occasion: Occasion,
  readings: StoredReading[],
): Promise<SyncResult> {
  const { memory } = sync.tools;
  if (!sync.task.dryRun) await memory.pages?.keepOnly([]);
  const searched = [...USUAL_PLACES];
  const isExpected = readings.length > 0 || sync.state.policy !== null || sync.task.picked;
  const nobodyAsked = occasion === 'first-look' && !isExpected;
  if (memory.checks === null || nobodyAsked) {
    return { state: 'skipped', why: `no roadmap was found; looked for ${searched.join(', ')} in any case` };
  }
  const frame = { memory, headOid: sync.headOid, configurationOid: sync.configuration.oid };
  return finishSync(sync, { policy, occasion, searched, remember: () => rememberGone(frame, [], readings) });
}
