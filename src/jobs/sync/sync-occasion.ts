/** What a sync is about, and what it may therefore write. Pure. */
import type { SyncReport } from '../../plan/report.ts';
import type { Policy } from '../../policy/policy.ts';
import type { StoredReading } from '../memory/memory.ts';
import type { SyncTask } from './sync-task.ts';

export type Occasion = SyncReport['occasion'];

interface World {
  policy: Policy;
  readings: readonly StoredReading[];
  /** A roadmap or the configuration is another than was settled. */
  isChanged: boolean;
  /** Milepost's own login. */
  ownLogin: string;
}

/** null when nothing changed. A push that changed nothing may still owe a first look. */
export function occasionOf(task: SyncTask, { policy, readings, isChanged, ownLogin }: World): Occasion | null {
  const { occasion, firstLook, sender } = task;
  const owesFirstLook = firstLook && readings.length === 0;
  // Whatever else is asked for: nothing is written where nobody has seen yet what would be.
  if (occasion === 'manual' && owesFirstLook) return 'first-look';
  if (occasion === 'manual') return wasOnlyLookedAt(policy, readings) && !isChanged ? 'first-look' : occasion;
  if (occasion === 'first-look') return owesFirstLook ? occasion : null;
  if (isChanged) return sender?.toLowerCase() === ownLogin.toLowerCase() ? 'own-event' : occasion;
  return owesFirstLook ? 'first-look' : null;
}

/** The check run of a first look says that the next push is acted on: a sync of a whole installation is none. */
const wasOnlyLookedAt = (policy: Policy, readings: readonly StoredReading[]): boolean =>
  policy.mode === 'apply' && readings.length > 0 && readings.every(({ settled }) => !settled);

/** Why a sync writes nothing but the check run; null when it may write. */
export function whyWithheld(dryRun: boolean, policy: Policy, occasion: Occasion): string | null {
  if (dryRun) return 'This is a dry run: nothing is written.';
  if (policy.mode === 'plan') return '`mode: plan` is configured';
  if (occasion === 'first-look') return 'this is the first look';
  return occasion === 'own-event' ? 'Milepost itself made this commit' : null;
}
