/**
 * Milepost as a Probot app: which event starts what, and nothing else.
 *
 * A webhook has been verified and stored by src/web/intake.ts before it comes here, and a rule only says what is asked for:
 * the work itself waits in the queue. An event says where to look; what is true is asked of GitHub then. Actions that are
 * not named here are dropped, those that GitHub adds one day too.
 */
import type { ApplicationFunction } from 'probot';
import { byOthers, type Errand, type Rule } from './jobs/errands/errand.ts';
import { boardChanged, cardChanged } from './jobs/errands/board.ts';
import { buttonPressed, runRerequested, suiteRerequested } from './jobs/errands/check-run.ts';
import { commandsGiven } from './jobs/errands/comment.ts';
import {
  installed,
  permissionsAccepted,
  repositoriesAdded,
  repositoriesRemoved,
  suspended,
  uninstalled,
  unsuspended,
} from './jobs/errands/installation.ts';
import { issueChanged } from './jobs/errands/issue.ts';
import { milestoneChanged, releaseChanged } from './jobs/errands/milestone.ts';
import {
  checkGroup,
  checkPull,
  checkRebasedPull,
  ownPullTouched,
  pullChanged,
  pullRenamed,
} from './jobs/errands/pull-request.ts';
import { defaultBranchMoved, ownBranchMoved } from './jobs/errands/push.ts';
import { repositoryChanged, repositoryDeleted, repositoryEdited } from './jobs/errands/repository.ts';
import type { AccountPayload, EventPayload } from './jobs/errands/event-payload.ts';

/** What the handlers may ask. */
export interface Work {
  /** Takes note of what that delivery asks for. It is begun when all handlers of the delivery have ended well. */
  note(delivery: string, errands: Errand[]): void;
  /** Whether that login is Milepost's own; null when GitHub does not tell at the moment. */
  isMilepost(installationId: number, login: string): Promise<boolean | null>;
}

/** By event, or event and action. */
const RULES: Readonly<Record<string, readonly Rule[]>> = {
  push: [defaultBranchMoved, byOthers(ownBranchMoved)],

  'pull_request.opened': [checkPull, byOthers(pullChanged)],
  'pull_request.synchronize': [checkPull, byOthers(ownPullTouched)],
  'pull_request.reopened': [checkPull, byOthers(ownPullTouched), byOthers(pullChanged)],
  'pull_request.edited': [checkRebasedPull, byOthers(ownPullTouched), byOthers(pullRenamed)],
  'pull_request.closed': [byOthers(ownPullTouched), byOthers(pullChanged)],
  'pull_request.milestoned': [byOthers(pullChanged)],
  'pull_request.demilestoned': [byOthers(pullChanged)],
  'merge_group.checks_requested': [checkGroup],

  // Of check runs only Milepost's own are heard of.
  'check_run.rerequested': [runRerequested],
  'check_run.requested_action': [buttonPressed],
  'check_suite.rerequested': [suiteRerequested],

  'issue_comment.created': [byOthers(commandsGiven)],

  // A roadmap may have named the number before there was an issue of it.
  'issues.opened': [byOthers(issueChanged)],
  'issues.closed': [byOthers(issueChanged)],
  'issues.reopened': [byOthers(issueChanged)],
  'issues.edited': [byOthers(issueChanged)],
  'issues.deleted': [byOthers(issueChanged)],
  'issues.transferred': [byOthers(issueChanged)],
  'issues.milestoned': [byOthers(issueChanged)],
  'issues.demilestoned': [byOthers(issueChanged)],

  'milestone.created': [byOthers(milestoneChanged)],
  'milestone.edited': [byOthers(milestoneChanged)],
  'milestone.closed': [byOthers(milestoneChanged)],
  'milestone.opened': [byOthers(milestoneChanged)],
  'milestone.deleted': [byOthers(milestoneChanged)],
  'release.published': [byOthers(releaseChanged)],
  'release.unpublished': [byOthers(releaseChanged)],
  'release.edited': [byOthers(releaseChanged)],
  'release.deleted': [byOthers(releaseChanged)],

  'projects_v2_item.created': [byOthers(cardChanged)],
  'projects_v2_item.edited': [byOthers(cardChanged)],
  'projects_v2_item.archived': [byOthers(cardChanged)],
  'projects_v2_item.restored': [byOthers(cardChanged)],
  'projects_v2_item.deleted': [byOthers(cardChanged)],
  'projects_v2_item.converted': [byOthers(cardChanged)],
  'projects_v2.edited': [byOthers(boardChanged)],
  'projects_v2.closed': [byOthers(boardChanged)],
  'projects_v2.reopened': [byOthers(boardChanged)],
  'projects_v2.deleted': [byOthers(boardChanged)],

  'repository.renamed': [byOthers(repositoryChanged)],
  'repository.transferred': [byOthers(repositoryChanged)],
  'repository.privatized': [byOthers(repositoryChanged)],
  'repository.publicized': [byOthers(repositoryChanged)],
  'repository.archived': [byOthers(repositoryChanged)],
  'repository.unarchived': [byOthers(repositoryChanged)],
  'repository.deleted': [byOthers(repositoryDeleted)],
  'repository.edited': [byOthers(repositoryEdited)],

  'installation.created': [installed],
  'installation.suspend': [suspended],
  'installation.unsuspend': [unsuspended],
  'installation.new_permissions_accepted': [permissionsAccepted],
  'installation.deleted': [uninstalled],
  'installation_repositories.added': [repositoriesAdded],
  'installation_repositories.removed': [repositoriesRemoved],
};

/** Names of the events that start something. */
export const EVENTS: ReadonlySet<string> = new Set(Object.keys(RULES).map((key) => key.split('.', 1)[0]!));

/** Whether that action of an event starts something. */
export const isHandled = (event: string, action: string | null): boolean =>
  // An event's own name has no point in it, whatever a header says.
  EVENTS.has(event) && (Object.hasOwn(RULES, event) || Object.hasOwn(RULES, `${event}.${action}`));

export const milepost =
  (work: Work): ApplicationFunction =>
  (app) => {
    for (const [key, rules] of Object.entries(RULES)) {
      // Probot's types know the whole payload of each event by its name; what is kept of it is an EventPayload.
      app.on(key as 'push', async ({ id, payload: trimmed }) => {
        const payload = trimmed as EventPayload;
        const [byMilepost, ofMilepost] = await whoseIs(payload, work);
        work.note(
          id,
          rules.flatMap((rule) => rule({ payload, byMilepost, ofMilepost })),
        );
      });
    }
  };

/** Where GitHub does not tell who Milepost is, the work is done: a look too many changes nothing. */
async function whoseIs(payload: EventPayload, work: Work): Promise<[byMilepost: boolean, ofMilepost: boolean]> {
  const { installation, sender, issue, pull_request: pull } = payload;
  if (installation === undefined) return [false, false];
  const ask = async (account: AccountPayload | null | undefined): Promise<boolean | null> =>
    account == null ? false : work.isMilepost(installation.id, loginOf(account));
  const byMilepost = await ask(sender);
  const ofMilepost = await ask((issue ?? pull)?.user);
  return [byMilepost === true, ofMilepost !== false];
}

/** GraphQL, and what imitates it, leaves the end of an app's login out. */
const loginOf = ({ login, type }: AccountPayload): string =>
  type === 'Bot' && !login.endsWith('[bot]') ? `${login}[bot]` : login;

export default milepost;
