import { apiUrl, toInstant, webUrl } from '../world.ts';
import type { World } from '../world.ts';
import type { Repository } from '../records.ts';
import type { CommitObject, Signature } from '../git-store.ts';
import { accountJson } from './account.ts';

const signatureJson = ({ name, email, date }: Signature) => ({ name, email, date: toInstant(date) });

/** The account whose noreply address stands in a commit; null when the sandbox does not know it. */
export function accountOfSignature(world: World, signature: Signature) {
  const login = /^\d+\+(.+)@users\.noreply\./.exec(signature.email)?.[1];
  return login === undefined ? null : world.account(login);
}

/** Commits made through GitHub's own buttons and API are signed by it; pushed ones here are not. */
function verificationJson(repository: Repository, commit: CommitObject) {
  const verified = repository.git.signed.has(commit.sha);
  const text = (value: string): string | null => (verified ? value : null);
  return {
    verified,
    reason: verified ? 'valid' : 'unsigned',
    signature: text('-----BEGIN PGP SIGNATURE-----'),
    payload: text(`tree ${commit.tree}`),
    verified_at: text(toInstant(commit.committer.date)),
  };
}

/** A commit as `/commits` answers it. */
export function commitJson(world: World, repository: Repository, commit: CommitObject) {
  const url = `${apiUrl(world, repository)}/commits/${commit.sha}`;
  const author = accountOfSignature(world, commit.author);
  const committer = accountOfSignature(world, commit.committer);
  return {
    sha: commit.sha,
    node_id: `C_${commit.sha}`,
    commit: {
      author: signatureJson(commit.author),
      committer: signatureJson(commit.committer),
      message: commit.message,
      tree: { sha: commit.tree, url: `${apiUrl(world, repository)}/git/trees/${commit.tree}` },
      url: `${apiUrl(world, repository)}/git/commits/${commit.sha}`,
      comment_count: 0,
      verification: verificationJson(repository, commit),
    },
    url,
    html_url: `${webUrl(world, repository)}/commit/${commit.sha}`,
    author: author ? accountJson(world, author) : null,
    committer: committer ? accountJson(world, committer) : null,
    parents: commit.parents.map((sha) => ({ sha, url: `${apiUrl(world, repository)}/commits/${sha}` })),
  };
}

/** A commit as the `push` event carries it, with the paths it changed (3,000 at most, as GitHub cuts them). */
export function pushedCommitJson(world: World, repository: Repository, commit: CommitObject) {
  const changes = repository.git.changesBetween(commit.parents[0] ?? null, commit.sha);
  const person = (signature: Signature) => ({
    name: signature.name,
    email: signature.email,
    username: accountOfSignature(world, signature)?.login,
  });
  return {
    id: commit.sha,
    tree_id: commit.tree,
    distinct: true,
    message: commit.message,
    timestamp: toInstant(commit.committer.date),
    url: `${webUrl(world, repository)}/commit/${commit.sha}`,
    author: person(commit.author),
    committer: person(commit.committer),
    added: changes.added.slice(0, 3000),
    modified: changes.modified.slice(0, 3000),
    removed: changes.removed.slice(0, 3000),
  };
}
