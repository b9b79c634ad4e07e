import { createHash } from 'node:crypto';

/**
 * The branch of a roadmap's standing pull request: the first roadmap of a repository has the one that the Policy names, each
 * further one that name with its path behind it: `milepost/roadmap-docs-plan`.
 */
export function standingBranch(branch: string, paths: readonly string[], path: string): string {
  if (paths.indexOf(path) <= 0) return branch;
  const slug = slugOf(path);
  const isShared = paths.some((other) => other !== path && slugOf(other) === slug);
  return `${branch}-${slug}${isShared || slug === '' ? digestOf(path) : ''}`;
}

const slugOf = (path: string): string =>
  path
    .toLowerCase()
    .replace(/\.[a-z]{1,10}$/, '')
    .split(/[^a-z0-9]/)
    .filter((word) => word !== '')
    .join('-')
    .slice(0, 40);

const digestOf = (path: string): string => `-${createHash('sha256').update(path).digest('hex').slice(0, 6)}`;

/** Where a commit is made before the branch is moved to it: GitHub closes a pull request whose branch is reset to its base. */
export const temporaryBranch = (branch: string): string => `${branch}--next`;
