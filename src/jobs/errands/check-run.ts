import { BUTTONS, pullOfCheckRun } from '../check/check-run-name.ts';
import { placeOf, sync, type Errand, type Event, type Rule } from './errand.ts';
import { lookAt, type SyncPlace } from '../sync/sync-request.ts';

/** What the run's external id begins with that stands on a commit of the merge queue. */
export const GROUP = 'group';

/** Somebody asks for one check run once more. */
export const runRerequested: Rule = (event) => askedAgain(event, 'check');

/** Somebody pressed a button of a check run. */
export const buttonPressed: Rule = (event) => {
  const identifier = event.payload.requested_action?.identifier;
  if (identifier === BUTTONS.fix) return askedAgain(event, 'fix');
  return identifier === BUTTONS.recheck ? askedAgain(event, 'check') : [];
};

/** Somebody asks for all check runs of a commit once more; which they are, the store knows better than GitHub says. */
export const suiteRerequested: Rule = ({ payload }) => {
  const { check_suite: suite, sender } = payload;
  const place = placeOf(payload);
  if (place === null || suite === undefined) return [];
  const numbers = (suite.pull_requests ?? []).map(({ number }) => number);
  return [{ kind: 'recheck', place, headOid: suite.head_sha, numbers, sender: sender?.login ?? null }];
};

/** For a fork's pull request GitHub does not say which one a run is about: its external id does. */
function askedAgain({ payload }: Event, wanted: 'check' | 'fix'): Errand[] {
  const { check_run: run, sender } = payload;
  const place = placeOf(payload);
  if (place === null || run === undefined) return [];
  const [listed] = run.pull_requests ?? [];
  const name = run.external_id ?? '';
  const number = pullOfCheckRun(name) ?? (name === '' ? listed?.number : undefined);
  const asked = { headOid: run.head_sha, wanted, sender: sender?.login ?? null };
  if (number !== undefined) return [check(place, { ...asked, number })];
  if (name.split(':', 1)[0] === GROUP) return [check(place, { ...asked, number: null })];
  // The run of a push: what it says is what a sync finds.
  return [sync({ ...lookAt(place), recheck: true })];
}

const check = (
  place: SyncPlace,
  asked: { number: number | null; headOid: string; wanted: 'check' | 'fix'; sender: string | null },
): Errand => ({ kind: 'task', task: { kind: 'check', ...place, ...asked, baseOid: null, again: true } });
