/** How much a sync looks at: what was touched, where that will do, else everything. */
import { isBeyondTouched } from '../../plan/beyond-touched.ts';
import type { Policy } from '../../policy/policy.ts';
import type { Heeded } from '../dashboard/heed-ticks.ts';
import type { PlannedRoadmap } from '../reading/plan-roadmap.ts';
import type { BegunSync, SyncWorld } from './begun-sync.ts';
import { heedDashboard } from './heed-dashboard.ts';
import { planAll } from './plan-all.ts';
import type { Occasion } from './sync-occasion.ts';

/**
 * The Plans, with what people ticked on the dashboard heeded. Where only some references are known to have changed, those
 * alone are looked at; should the Plan then speak of others, everything is looked at before anything is written.
 * @throws GitHubError, RateLimited
 */
export async function lookAndHeed(sync: BegunSync, world: SyncWorld, occasion: Occasion): Promise<Heeded> {
  const { policy } = world;
  const touched = touchedIn(sync, occasion);
  const first = await heedDashboard(sync, policy, await planAll(sync, world, touched));
  if (!first.planned.some((planned) => isToBeLookedAtWhole(planned, policy))) return first;
  const whole = await heedDashboard(sync, policy, await planAll(sync, world));
  return {
    planned: whole.planned,
    isHeeded: first.isHeeded || whole.isHeeded,
    refused: whole.refused ?? first.refused,
  };
}

/** null: everything may have changed, or somebody wants to know of everything. */
function touchedIn({ task }: BegunSync, occasion: Occasion): readonly string[] | null {
  const { touched, dryRun, recheck = false, comments = [] } = task;
  const isAsked = dryRun || recheck || comments.length > 0;
  return touched === undefined || isAsked || occasion !== 'manual' ? null : touched;
}

function isToBeLookedAtWhole(planned: PlannedRoadmap, policy: Policy): boolean {
  if (planned.touched === null) return false;
  const acts = policy.mode === 'apply';
  return isBeyondTouched({ ...planned, ...planned.touched, acts, proposes: acts && policy.pull_request.enabled });
}
