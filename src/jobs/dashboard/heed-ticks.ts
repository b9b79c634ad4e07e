/** The boxes that a person ticked on the dashboard: whether that person may decide, and what was decided. */
import { mayDecide } from '../../github/access.ts';
import type { GitHubClient } from '../../github/client.ts';
import type { DashboardIssue } from '../../github/dashboard-issue.ts';
import { roadmapKey } from '../../plan/keys.ts';
import type { ObservedRepository } from '../../plan/observation.ts';
import { heedTicks as heed, readBoxes } from '../../plan/ticks.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Memory } from '../memory/memory.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';

export interface TickFrame {
  client: GitHubClient;
  memory: Memory;
  repository: ObservedRepository;
  policy: Policy;
  /** Login of whoever caused the sync, for a GitHub that does not tell who edited; null for nobody in particular. */
  sender: string | null;
}

export interface Heeded {
  /** Replanned where somebody's word counts. */
  planned: PlannedRoadmap[];
  /** Somebody's word counts, and is in the store. */
  isHeeded: boolean;
  /** Whose ticks count for nothing; null for nobody's, `by: null` where nobody knows whose they are. */
  refused: { by: string | null } | null;
}

/**
 * What the boxes say that was not known yet goes into the Conversations, if whoever edited the issue last may decide: asked
 * live, and only where there is something to decide.
 * @throws GitHubError, RateLimited
 */
export async function heedTicks(issue: DashboardIssue, planned: PlannedRoadmap[], frame: TickFrame): Promise<Heeded> {
  const boxes = readBoxes(issue.body);
  const nothing: Heeded = { planned, isHeeded: false, refused: null };
  if (boxes.size === 0) return nothing;
  const wanted = planned.map((roadmap) =>
    heed({
      boxes,
      plan: roadmap.plan,
      roadmap: roadmapKey(frame.repository.id, roadmap.path),
      items: roadmap.desired.items.map(({ id }) => id),
      conversation: roadmap.conversation,
    }),
  );
  if (planned.every(({ conversation }, index) => wanted[index] === conversation)) return nothing;
  // Milepost writes a box as ticked only where it says so beside it: nobody ticked this one.
  if (issue.editor?.isOwn === true) return nothing;
  const { may, by } = await whoTicked(issue, frame);
  if (!may) return { ...nothing, refused: { by } };
  const replanned: PlannedRoadmap[] = [];
  for (const [index, roadmap] of planned.entries()) {
    const conversation = wanted[index] ?? roadmap.conversation;
    const isNew = conversation !== roadmap.conversation;
    if (isNew) await frame.memory.saveConversation(roadmap.path, conversation);
    replanned.push(isNew ? roadmap.again({ conversation }) : roadmap);
  }
  return { planned: replanned, isHeeded: true, refused: null };
}

/** A tick leaves no trace but that of the last edit; GitHub shows whose that is. */
async function whoTicked(
  { editor }: DashboardIssue,
  { client, repository, policy, sender }: TickFrame,
): Promise<{ may: boolean; by: string | null }> {
  const by = editor?.login ?? sender;
  if (by === null || editor?.isBot === true || editor?.isOwn === true || by.endsWith('[bot]'))
    return { may: false, by };
  const { may } = await mayDecide(client, repository, by, policy.commands);
  return { may, by };
}
