/**
 * `Closes #12` in what reaches the default branch closes the issue.
 * https://docs.github.com/issues/tracking-your-work-with-issues/using-issues/linking-a-pull-request-to-an-issue
 */
import { atLeastRole, roleOf } from './access.ts';
import { setState } from './issues.ts';
import type { Account, Issue, Repository } from './records.ts';
import type { World } from './world.ts';

const keyword =
  /\b(?:close[sd]?|fix(?:e[sd])?|resolve[sd]?):? (?:([\w.-]{1,100}\/[\w.-]{1,100})?#|https?:\/\/[^\s/]{1,200}\/([\w.-]{1,100}\/[\w.-]{1,100})\/issues\/)(\d{1,9})\b/gi;

/** Issues that the text's keywords name, here or elsewhere. */
export function issuesToClose(world: World, repository: Repository, text: string): Issue[] {
  const found = [...text.matchAll(keyword)].map(([, name, linked, number]) => {
    const target = name ?? linked;
    const where = target === undefined ? repository : world.repository(target);
    return where?.issues.get(Number(number));
  });
  return [...new Set(found)].filter((issue): issue is Issue => issue !== undefined && !issue.pull);
}

/** Closes them: here always, elsewhere where the person may. */
export function closeNamed(world: World, repository: Repository, text: string, by: Account): void {
  for (const issue of issuesToClose(world, repository, text)) {
    const may = issue.repository === repository || atLeastRole(roleOf(by, issue.repository), 'triage');
    if (may && issue.state === 'open') setState(world, issue, by, 'closed', 'completed');
  }
}
