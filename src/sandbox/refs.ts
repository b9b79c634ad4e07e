/** Refs made, moved and deleted through the API, with GitHub's refusals. https://docs.github.com/rest/git/refs */
import { deleteBranch, moveBranch } from './branches.ts';
import type { Account, Repository } from './records.ts';
import { Refusal } from './refusal.ts';
import type { World } from './world.ts';

const heads = 'refs/heads/';

/** Names that git takes; enough of its rules that no ref of ours is one GitHub would refuse. */
function checkName(ref: string): void {
  if (!ref.startsWith('refs/') || ref.split('/').length < 3) {
    throw new Refusal(422, 'Reference name must contain at least three slash-separated components.');
  }
  // https://git-scm.com/docs/git-check-ref-format
  const wrong = /[\s~^:?*[\\]|\.\.|@\{|\/\/|\/$|\.$|\.lock(?:\/|$)|\/\./.test(ref);
  if (wrong) throw new Refusal(422, `${ref} is not a valid ref name.`);
}

export function createRef(world: World, repository: Repository, ref: string, sha: string, by: Account): void {
  checkName(ref);
  const { git } = repository;
  if (!git.commits.has(sha)) throw new Refusal(422, 'Object does not exist');
  if (git.refs.has(ref)) throw new Refusal(422, 'Reference already exists');
  // `a` and `a/b` cannot both be there: one would have to be a file and a folder at once.
  if ([...git.refs.keys()].some((other) => other.startsWith(`${ref}/`) || ref.startsWith(`${other}/`))) {
    throw new Refusal(422, 'Reference update failed');
  }
  if (ref.startsWith(heads)) moveBranch(world, repository, ref.slice(heads.length), sha, by);
  else git.refs.set(ref, sha);
}

export function updateRef(
  world: World,
  repository: Repository,
  ref: string,
  sha: string,
  options: { force: boolean; by: Account },
): void {
  const { git } = repository;
  const before = git.refs.get(ref);
  if (before === undefined) throw new Refusal(422, 'Reference does not exist');
  if (!git.commits.has(sha)) throw new Refusal(422, 'Object does not exist');
  if (before === sha) return;
  if (!options.force && !git.isAncestor(before, sha)) throw new Refusal(422, 'Update is not a fast forward');
  if (ref.startsWith(heads)) moveBranch(world, repository, ref.slice(heads.length), sha, options.by);
  else git.refs.set(ref, sha);
}

export function deleteRef(world: World, repository: Repository, ref: string, by: Account): void {
  if (!repository.git.refs.has(ref)) throw new Refusal(422, 'Reference does not exist');
  if (ref === `${heads}${repository.defaultBranch}`) throw new Refusal(422, 'Cannot delete the default branch');
  if (ref.startsWith(heads)) deleteBranch(world, repository, ref.slice(heads.length), by);
  else repository.git.refs.delete(ref);
}

/** The branch of a full ref; for others the ref itself. */
export const branchOf = (ref: string): string => (ref.startsWith(heads) ? ref.slice(heads.length) : ref);
