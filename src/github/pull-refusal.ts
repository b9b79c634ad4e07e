/** Why GitHub does not let the standing pull request be written, and what a person can do about it. */
import type { Place } from './branches.ts';
import { StaleBranch } from './commit-on-branch.ts';
import { GitHubError } from './github-error.ts';

/** null for what may be otherwise in a moment, or is about the installation as a whole: that is for the queue. */
export function pullRefusalOf(error: unknown, { owner, name }: Place, branch: string): string | null {
  const place = `${owner}/${name}`;
  if (error instanceof StaleBranch) {
    return `Somebody else moved ${branch} of ${place} at the same time: it was left as it is, and the next sync looks again.`;
  }
  if (!(error instanceof GitHubError) || error.kind === 'unavailable' || error.kind === 'suspended') return null;
  if (error.status === 401) return null;
  const { said, kind } = error;
  if (/\barchived\b|read-only/i.test(said)) return `${place} is archived and takes nothing new: unarchive it.`;
  if (/rule violation|protected (?:branch|ref)|branch protection|ruleset/i.test(said)) {
    return `A rule of ${place} does not let Milepost write to ${branch}: exempt Milepost from it, or name another branch in \`pull_request.branch\`. GitHub says: ${quote(said)}.`;
  }
  if (/pull requests? (?:are|is|has been|have been) (?:disabled|restricted|limited)|collaborators? only/i.test(said)) {
    return `${place} takes no pull requests from Milepost: allow them in its settings, or set \`pull_request.enabled: false\`. GitHub says: ${quote(said)}.`;
  }
  if (kind === 'forbidden' || /resource not accessible by|must have push access/i.test(said)) {
    return `Milepost may not write branches or pull requests in ${place}: it needs the permissions "Contents: write" and "Pull requests: write", which an owner of the installation (or of the token) must grant. GitHub says: ${quote(said)}.`;
  }
  if (kind === 'not-found' || kind === 'gone') {
    return `GitHub shows Milepost no ${branch} of ${place} to write to: install Milepost there with "Contents: write" and "Pull requests: write", and allow pull requests.`;
  }
  return `GitHub did not accept the pull request from ${branch} of ${place}: ${quote(said)}.`;
}

/** GitHub's words may repeat ours, which came out of a roadmap: one line, shortened. */
function quote(said: string): string {
  const line = said.replace(/[\s\p{Cc}]+/gu, ' ').trim();
  return `"${line.length > 200 ? `${line.slice(0, 200)}…` : line}"`;
}
