/** The last thing that a sync leaves of a roadmap: what its page shows, made of what is known by then. Asks nobody. */
import type { RoadmapReport } from '../../plan/report.ts';
import { scopeTo } from '../../plan/scope.ts';
import { viewOf } from '../../plan/view/view-of.ts';
import type { Policy } from '../../policy/policy.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';
import type { BegunSync } from './begun-sync.ts';
import type { Remembered } from './remember-readings.ts';

export interface PageFrame extends Remembered, Pick<RoadmapReport, 'outcomes'> {
  roadmap: PlannedRoadmap;
}

/**
 * As the next sync will find it: an issue that was opened now is at its item, and open; what was written to a card is its
 * column; what was settled is no finding. Nothing where no pages are kept.
 */
export async function rememberPage(
  sync: BegunSync,
  policy: Policy,
  { roadmap, outcomes, base, ledger }: PageFrame,
): Promise<void> {
  const { state, pageMark, headOid, tools } = sync;
  if (tools.memory.pages === null || pageMark === null) return;
  const hasActed = outcomes.some(({ outcome }) => outcome.state === 'done');
  const { desired, observed, plan } = hasActed ? roadmap.again({ ledger }) : roadmap;
  const view = viewOf({
    desired: scopeTo(desired, policy.sections),
    observed,
    plan,
    base,
    place: {
      serverUrl: tools.hosts.webUrl,
      // The branch, as long as there is one: so the view stays the same while the file does.
      ref: state.defaultBranch ?? headOid,
      committedOn: state.head?.committedAt?.slice(0, 10) ?? null,
    },
    policy,
    ledger,
    outcomes,
  });
  await tools.memory.pages.save(roadmap.path, view, state.repository, pageMark);
}
