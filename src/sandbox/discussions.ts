/** Discussions, as far as a roadmap may refer to them. They share the issues' numbers. */
import { takeNumber } from './issues.ts';
import type { Author, Discussion, Repository } from './records.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

export function startDiscussion(
  world: World,
  repository: Repository,
  author: Author,
  input: { title: string; body?: string },
): Discussion {
  if (!repository.discussionsEnabled) throw new Refusal(410, 'Discussions are disabled for this repo');
  const discussion: Discussion = {
    kind: 'Discussion',
    ...world.newIdentity('D'),
    repository,
    number: takeNumber(repository),
    title: input.title,
    body: input.body ?? '',
    author,
    closed: false,
    closedAt: null,
    createdAt: world.instant(),
    updatedAt: world.instant(),
  };
  repository.discussions.set(discussion.number, world.remember(discussion));
  return discussion;
}

export function closeDiscussion(world: World, discussion: Discussion): void {
  discussion.closed = true;
  discussion.closedAt = world.instant();
  discussion.updatedAt = world.instant();
}
