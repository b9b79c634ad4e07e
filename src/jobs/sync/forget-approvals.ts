import type { RoadmapReport } from '../../plan/report.ts';
import { approvalsLeft } from '../../plan/ticks.ts';
import type { Memory } from '../memory/memory.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';

/**
 * Takes out of the Conversations what people let pass and is done now, or no longer planned. A file in which nothing is
 * found now, perhaps by a slip of the hand, forgets nothing.
 */
export async function forgetApprovals(
  memory: Memory,
  planned: readonly PlannedRoadmap[],
  reports: readonly RoadmapReport[],
): Promise<void> {
  for (const [index, { path, plan, conversation, desired }] of planned.entries()) {
    if (conversation.approved.length === 0 || desired.items.length === 0) continue;
    const outcomes = reports[index]?.outcomes ?? [];
    const done = new Set(
      outcomes.flatMap(({ operation, outcome }) => (outcome.state === 'done' ? [operation.key] : [])),
    );
    const approved = approvalsLeft(conversation.approved, plan, done);
    if (approved.length < conversation.approved.length) {
      await memory.saveConversation(path, { ...(await memory.conversation(path)), approved });
    }
  }
}
