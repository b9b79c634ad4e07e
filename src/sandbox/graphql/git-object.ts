/** Blobs, trees, commits and refs, found by id or by an expression such as `main:docs/ROADMAP.md`. */
import { isUtf8 } from 'node:buffer';
import { accountOfSignature } from '../json/commit.ts';
import type { CommitObject, Signature, TreeEntry } from '../git-store.ts';
import type { BlobView, CommitView, RefView, Repository, TreeView } from '../records.ts';
import { toInstant, webUrl } from '../world.ts';
import { connection } from './connection.ts';
import type { Fields } from './context.ts';
import { notResolved } from './context.ts';

type GitView = BlobView | TreeView | CommitView;

/** GitHub cuts a blob's text at this many bytes and says `isTruncated` (512 kB; measured by others, undocumented). */
const longestText = 512_000;

export function objectById(repository: Repository, oid: string): GitView | null {
  const { git } = repository;
  if (git.commits.has(oid)) return { kind: 'Commit', repository, oid };
  if (git.trees.has(oid)) return { kind: 'Tree', repository, oid, path: '' };
  return git.blobs.has(oid) ? { kind: 'Blob', repository, oid } : null;
}

/** `HEAD`, `main`, `<sha>`, `<commit>:<path>`, `<commit>:` for the root; null where nothing is. */
export function objectAt(repository: Repository, expression: string): GitView | null {
  const { git } = repository;
  const colon = expression.indexOf(':');
  const sha = git.resolveCommit(colon < 0 ? expression : expression.slice(0, colon), repository.defaultBranch);
  if (sha === null) return colon < 0 ? objectById(repository, expression) : null;
  if (colon < 0) return { kind: 'Commit', repository, oid: sha };
  const path = expression.slice(colon + 1);
  const tree = git.commits.get(sha)?.tree ?? '';
  const entry = git.entryAt(tree, path);
  return entry ? viewOf(repository, entry, path) : null;
}

const viewOf = (repository: Repository, entry: TreeEntry, path: string): BlobView | TreeView =>
  entry.type === 'tree'
    ? { kind: 'Tree', repository, oid: entry.sha, path }
    : { kind: 'Blob', repository, oid: entry.sha };

const gitObject: Fields<GitView> = {
  id: (view) => `${view.kind}_${view.oid}`,
  abbreviatedOid: (view) => view.oid.slice(0, 7),
  commitUrl: (view, _args, { world }) => `${webUrl(world, view.repository)}/commit/${view.oid}`,
};

const contentOf = (view: BlobView): Buffer => view.repository.git.blobs.get(view.oid) ?? Buffer.alloc(0);

/** As git decides: a zero byte near the beginning; text that is not UTF-8 counts as binary too. */
const isBinary = (content: Buffer): boolean => content.subarray(0, 8000).includes(0) || !isUtf8(content);

export const blobFields: Fields<BlobView> = {
  ...gitObject,
  byteSize: (view) => contentOf(view).length,
  isBinary: (view) => isBinary(contentOf(view)),
  isTruncated: (view) => contentOf(view).length > longestText,
  text: (view) => {
    const content = contentOf(view);
    return isBinary(content) ? null : content.subarray(0, longestText).toString('utf8');
  },
};

interface TreeEntryView extends TreeEntry {
  repository: Repository;
  path: string;
}

export const treeFields: Fields<TreeView> = {
  ...gitObject,
  entries: (view): TreeEntryView[] =>
    (view.repository.git.trees.get(view.oid) ?? []).map((entry) => ({
      ...entry,
      repository: view.repository,
      path: view.path === '' ? entry.name : `${view.path}/${entry.name}`,
    })),
};

export const treeEntryFields: Fields<TreeEntryView> = {
  oid: (entry) => entry.sha,
  mode: (entry) => parseInt(entry.mode, 8),
  size: (entry) => entry.repository.git.blobs.get(entry.sha)?.length ?? 0,
  extension: (entry) => /\.\w+$/.exec(entry.name)?.[0] ?? '',
  nameRaw: (entry) => Buffer.from(entry.name).toString('base64'),
  object: (entry) => viewOf(entry.repository, entry, entry.path),
};

export const refFields: Fields<RefView> = {
  id: (ref) => `REF_${ref.repository.nodeId}:${ref.name}`,
  name: (ref) => ref.name.replace(/^refs\/[^/]+\//, ''),
  prefix: (ref) => /^refs\/[^/]+\//.exec(ref.name)?.[0] ?? '',
  target: (ref): CommitView => ({
    kind: 'Commit',
    repository: ref.repository,
    oid: ref.repository.git.refs.get(ref.name) ?? '',
  }),
};

function commitOf(view: CommitView): CommitObject {
  const commit = view.repository.git.commits.get(view.oid);
  if (!commit) throw notResolved(`a Commit with the oid of '${view.oid}'`);
  return commit;
}

const viewCommit = (repository: Repository, oid: string): CommitView => ({ kind: 'Commit', repository, oid });

export const commitFields: Fields<CommitView> = {
  ...gitObject,
  committedDate: (view) => toInstant(commitOf(view).committer.date),
  authoredDate: (view) => toInstant(commitOf(view).author.date),
  pushedDate: () => null,
  message: (view) => commitOf(view).message,
  messageHeadline: (view) => commitOf(view).message.split('\n', 1)[0],
  messageBody: (view) => commitOf(view).message.split('\n').slice(1).join('\n').trim(),
  author: (view) => commitOf(view).author,
  committer: (view) => commitOf(view).committer,
  url: (view, _args, { world }) => `${webUrl(world, view.repository)}/commit/${view.oid}`,
  signature: (view) =>
    view.repository.git.signed.has(view.oid)
      ? {
          kind: 'GpgSignature',
          email: 'noreply@github.test',
          isValid: true,
          payload: `tree ${commitOf(view).tree}`,
          signature: '-----BEGIN PGP SIGNATURE-----',
          signer: null,
          state: 'VALID',
          verifiedAt: toInstant(commitOf(view).committer.date),
          wasSignedByGitHub: true,
          keyId: null,
        }
      : null,
  tree: (view): TreeView => ({ kind: 'Tree', repository: view.repository, oid: commitOf(view).tree, path: '' }),
  parents: (view, args, _context, info) =>
    connection(
      commitOf(view).parents.map((sha) => viewCommit(view.repository, sha)),
      args,
      info,
    ),
  file: (view, args): TreeEntryView | null => {
    const path = String(args['path']);
    const entry = view.repository.git.entryAt(commitOf(view).tree, path);
    return entry ? { ...entry, repository: view.repository, path } : null;
  },
  history: (view, args, _context, info) => {
    const { path, since, until } = args;
    const from = typeof since === 'string' ? Date.parse(since) : -Infinity;
    const to = typeof until === 'string' ? Date.parse(until) : Infinity;
    const commits = view.repository.git
      .history(view.oid, typeof path === 'string' ? path : undefined)
      .filter(({ committer: { date } }) => date.getTime() >= from && date.getTime() <= to);
    return connection(
      commits.map((commit) => viewCommit(view.repository, commit.sha)),
      args,
      info,
    );
  },
};

export const gitActorFields: Fields<Signature> = {
  date: (signature) => toInstant(signature.date),
  user: (signature, _args, { world }) => {
    const account = accountOfSignature(world, signature);
    return account?.kind === 'User' ? account : null;
  },
  avatarUrl: (_signature, _args, { world }) => `${world.origin}/avatars/gravatar`,
};
