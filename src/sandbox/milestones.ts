/** Milestones: titles are unique in a repository, a due date is a day. */
import { dueDay, milestoneJson } from './json/milestone.ts';
import type { Account, Milestone, Repository } from './records.ts';
import { invalid, notFound } from './refusal.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';

export interface MilestoneInput {
  title: string;
  description?: string | null | undefined;
  state?: 'open' | 'closed' | undefined;
  /** A day `YYYY-MM-DD`, or an instant, of which GitHub keeps the Californian day. */
  dueOn?: string | null | undefined;
}

/** The day that is kept of what was given, or a refusal. */
function dayOf(dueOn: string | null): string | null {
  if (dueOn === null) return null;
  if (/^\d{4}-\d\d-\d\d$/.test(dueOn)) return dueOn;
  const instant = new Date(dueOn);
  if (Number.isNaN(instant.getTime())) {
    throw invalid({ resource: 'Milestone', field: 'due_on', code: 'invalid', value: dueOn });
  }
  return dueDay(instant);
}

function checkTitle(repository: Repository, title: string, self: Milestone | null): void {
  if (title.trim() === '') throw invalid({ resource: 'Milestone', field: 'title', code: 'missing_field' });
  for (const other of repository.milestones.values()) {
    if (other !== self && other.title === title) {
      throw invalid({ resource: 'Milestone', field: 'title', code: 'already_exists' });
    }
  }
}

export function createMilestone(world: World, repository: Repository, by: Account, input: MilestoneInput): Milestone {
  checkTitle(repository, input.title, null);
  const dueOn = dayOf(input.dueOn ?? null);
  const milestone: Milestone = {
    kind: 'Milestone',
    ...world.newIdentity('MI'),
    repository,
    number: repository.nextMilestoneNumber,
    title: input.title,
    description: input.description ?? null,
    state: input.state ?? 'open',
    creator: by,
    dueOn,
    createdAt: world.instant(),
    updatedAt: world.instant(),
    closedAt: input.state === 'closed' ? world.instant() : null,
  };
  repository.nextMilestoneNumber += 1;
  repository.milestones.set(milestone.number, world.remember(milestone));
  tell(world, milestone, 'created', by);
  return milestone;
}

export function requireMilestone(repository: Repository, number: number): Milestone {
  const milestone = repository.milestones.get(number);
  if (!milestone) throw notFound();
  return milestone;
}

export function updateMilestone(world: World, milestone: Milestone, by: Account, input: Partial<MilestoneInput>): void {
  if (input.title !== undefined) checkTitle(milestone.repository, input.title, milestone);
  const dueOn = input.dueOn === undefined ? milestone.dueOn : dayOf(input.dueOn);
  const changes: Record<string, { from: string | null }> = {};
  if (input.title !== undefined && input.title !== milestone.title) {
    changes['title'] = { from: milestone.title };
    milestone.title = input.title;
  }
  if (input.description !== undefined && input.description !== milestone.description) {
    changes['description'] = { from: milestone.description };
    milestone.description = input.description;
  }
  if (dueOn !== milestone.dueOn) {
    changes['due_on'] = { from: milestone.dueOn };
    milestone.dueOn = dueOn;
  }
  milestone.updatedAt = world.instant();
  if (Object.keys(changes).length > 0) tell(world, milestone, 'edited', by, { changes });
  if (input.state !== undefined && input.state !== milestone.state) {
    milestone.state = input.state;
    milestone.closedAt = input.state === 'closed' ? world.instant() : null;
    tell(world, milestone, input.state === 'closed' ? 'closed' : 'opened', by);
  }
}

export function deleteMilestone(world: World, milestone: Milestone, by: Account): void {
  milestone.repository.milestones.delete(milestone.number);
  world.nodes.delete(milestone.nodeId);
  for (const issue of milestone.repository.issues.values()) {
    if (issue.milestone === milestone) issue.milestone = null;
  }
  tell(world, milestone, 'deleted', by);
}

function tell(
  world: World,
  milestone: Milestone,
  action: string,
  sender: Account,
  more: Record<string, unknown> = {},
): void {
  const { repository } = milestone;
  const payload = { milestone: milestoneJson(world, milestone), ...more };
  world.webhooks.emit({ name: 'milestone', action, sender, repository, payload });
  world.changed({ what: 'milestone', action, by: sender.login, repository: fullName(repository), milestone });
}
