/** Comments of issues and pull requests, and reactions on both. */
import { checkBody } from './issues.ts';
import { commentJson, commentUrl, issueJson } from './json/issue.ts';
import { notice } from './notices.ts';
import type { Account, Author, Comment, Issue, Reaction, Repository } from './records.ts';
import { invalid, notFound, Refusal } from './refusal.ts';
import { fullName } from './world.ts';
import type { World } from './world.ts';

/** Comments on behalf of an author; in a locked issue only who may write in the repository can. */
export function createComment(
  world: World,
  issue: Issue,
  author: Author,
  body: string,
  options: { mayWhenLocked: boolean },
): Comment {
  if (issue.locked && !options.mayWhenLocked) {
    throw new Refusal(403, 'Unable to create comment because issue is locked.');
  }
  checkCommentBody(body);
  const comment: Comment = {
    kind: 'IssueComment',
    ...world.newIdentity('IC'),
    issue,
    body,
    author,
    reactions: [],
    minimized: null,
    createdAt: world.instant(),
    updatedAt: world.instant(),
  };
  issue.comments.push(world.remember(comment));
  issue.updatedAt = world.instant();
  tell(world, comment, 'created', author.account);
  notice(world, { repository: issue.repository, by: author.account, url: commentUrl(world, comment), text: body });
  return comment;
}

export function updateComment(world: World, comment: Comment, by: Account, body: string): void {
  checkCommentBody(body);
  const from = comment.body;
  const { repository } = comment.issue;
  notice(world, { repository, by, url: commentUrl(world, comment), text: body, before: from });
  comment.body = body;
  comment.updatedAt = world.instant();
  tell(world, comment, 'edited', by, { changes: { body: { from } } });
}

export function deleteComment(world: World, comment: Comment, by: Account): void {
  comment.issue.comments = comment.issue.comments.filter((other) => other !== comment);
  world.nodes.delete(comment.nodeId);
  tell(world, comment, 'deleted', by);
}

export function requireComment(repository: Repository, id: number): Comment {
  for (const issue of repository.issues.values()) {
    const comment = issue.comments.find((each) => each.id === id);
    if (comment) return comment;
  }
  throw notFound();
}

export const reactionContents = ['+1', '-1', 'laugh', 'confused', 'heart', 'hooray', 'rocket', 'eyes'];

/** One reaction of a kind for each account: the second time gives the first one back. */
export function react(
  world: World,
  subject: { reactions: Reaction[] },
  user: Account,
  content: string,
): { reaction: Reaction; isNew: boolean } {
  if (!reactionContents.includes(content)) {
    throw invalid({ resource: 'Reaction', field: 'content', code: 'invalid', value: content });
  }
  const existing = subject.reactions.find((each) => each.user === user && each.content === content);
  if (existing) return { reaction: existing, isNew: false };
  const reaction: Reaction = {
    kind: 'Reaction',
    ...world.newIdentity('REA'),
    content,
    user,
    createdAt: world.instant(),
  };
  subject.reactions.push(reaction);
  return { reaction, isNew: true };
}

/** Takes a reaction of that kind back and gives it; null where there was none. */
export function unreact(subject: { reactions: Reaction[] }, user: Account, content: string): Reaction | null {
  const reaction = subject.reactions.find((each) => each.user === user && each.content === content);
  subject.reactions = subject.reactions.filter((each) => each !== reaction);
  return reaction ?? null;
}

/** Hides a comment behind a click, or shows it again. GitHub sends no event for it. */
export function setMinimized(comment: Comment, reason: string | null): void {
  comment.minimized = reason;
}

function checkCommentBody(body: string): void {
  if (body.trim() === '') {
    const message = 'Body cannot be blank';
    throw invalid({ resource: 'IssueComment', field: 'data', code: 'unprocessable', message });
  }
  checkBody('IssueComment', body);
}

function tell(
  world: World,
  comment: Comment,
  action: 'created' | 'edited' | 'deleted',
  sender: Account,
  more: Record<string, unknown> = {},
): void {
  const { issue } = comment;
  const payload = { issue: issueJson(world, issue), comment: commentJson(world, comment), ...more };
  world.webhooks.emit({ name: 'issue_comment', action, sender, repository: issue.repository, payload });
  world.changed({
    what: 'comment',
    action,
    by: sender.login,
    repository: fullName(issue.repository),
    comment,
    url: commentUrl(world, comment),
  });
}
