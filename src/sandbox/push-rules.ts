/** Who may move which branch: the permission, protected branches, and workflow files, which need one of their own. */
import { allows, demand, permits } from './access.ts';
import type { Actor } from './access.ts';
import type { Repository } from './records.ts';
import { Refusal } from './refusal.ts';

/** Patterns as GitHub's rulesets take them: `*` stands for anything within a segment, `**` for anything at all. */
export function matchesPattern(pattern: string, branch: string): boolean {
  const parts = pattern.match(/\*\*|\*|[^*]/g) ?? [];
  // Every place of the branch that the pattern so far can end at.
  let places = new Set([0]);
  for (const part of parts) {
    const next = new Set<number>();
    for (const place of places) {
      if (!part.startsWith('*')) {
        if (branch.startsWith(part, place)) next.add(place + part.length);
        continue;
      }
      for (let at = place; at <= branch.length; at += 1) {
        next.add(at);
        if (part === '*' && branch[at] === '/') break;
      }
    }
    places = next;
  }
  return places.has(branch.length);
}

export const isProtected = (repository: Repository, branch: string): boolean =>
  repository.protectedBranches.some((pattern) => matchesPattern(pattern, branch));

/** Refuses as GitHub does what a push to the branch with these paths would not be allowed. */
export function demandPush(actor: Actor, repository: Repository, branch: string, paths: readonly string[] = []): void {
  demand(actor, repository, 'contents', 'write');
  if (isProtected(repository, branch) && !mayBypass(actor, repository)) {
    throw new Refusal(422, `Repository rule violations found\n\nCannot update this protected ref.\n\n`);
  }
  const workflow = paths.find((path) => path.startsWith('.github/workflows/'));
  if (workflow !== undefined && actor.kind === 'installation' && !permits(actor.permissions, 'workflows', 'write')) {
    throw new Refusal(
      403,
      `refusing to allow a GitHub App to create or update workflow \`${workflow}\` without \`workflows\` permission`,
    );
  }
}

const mayBypass = (actor: Actor, repository: Repository): boolean =>
  actor.kind === 'user' && allows(actor, repository, 'administration', 'admin');
