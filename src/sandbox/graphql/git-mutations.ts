/** Branches and commits written through GraphQL. https://docs.github.com/graphql/reference/mutations#createcommitonbranch */
import { commitOnto } from '../api-commits.ts';
import { moveBranch } from '../branches.ts';
import { demandPush } from '../push-rules.ts';
import type { FileChanges } from '../git-store.ts';
import type { RefView, Repository } from '../records.ts';
import { branchOf, createRef, deleteRef, updateRef } from '../refs.ts';
import { canSee } from '../access.ts';
import { graphqlError, notResolved } from './context.ts';
import type { GraphqlContext } from './context.ts';
import { authorIn, mutation, repositoryNode } from './mutation.ts';
import type { Mutations } from './mutation.ts';

/** A ref by the id that `Ref.id` gives. */
function refNamed(context: GraphqlContext, id: unknown): RefView {
  const [, nodeId = '', name = ''] = /^REF_([^:]+):(.+)$/.exec(String(id)) ?? [];
  const repository = context.world.nodes.get(nodeId) as Repository | undefined;
  if (!repository?.git.refs.has(name) || !canSee(context.actor, repository)) {
    throw notResolved(`a node with the global id of '${String(id)}'`);
  }
  return { kind: 'Ref', repository, name };
}

interface CommitInput {
  branch: { id?: string; repositoryNameWithOwner?: string; branchName?: string };
  expectedHeadOid: string;
  message: { headline: string; body?: string | null };
  fileChanges?: { additions?: { path: string; contents: string }[]; deletions?: { path: string }[] };
}

function branchNamed(context: GraphqlContext, { branch }: CommitInput): RefView {
  if (branch.id !== undefined) return refNamed(context, branch.id);
  const name = branch.repositoryNameWithOwner ?? '';
  const repository = context.world.repository(name);
  if (!repository || !canSee(context.actor, repository)) {
    throw notResolved(`a Repository with the name '${name}'`);
  }
  const ref = `refs/heads/${(branch.branchName ?? '').replace(/^refs\/heads\//, '')}`;
  return { kind: 'Ref', repository, name: ref };
}

function createCommit(input: CommitInput, context: GraphqlContext) {
  const ref = branchNamed(context, input);
  const { repository } = ref;
  const { additions = [], deletions = [] } = input.fileChanges ?? {};
  const paths = [...additions, ...deletions].map((each) => each.path);
  const branch = branchOf(ref.name);
  demandPush(context.actor, repository, branch, paths);
  const head = repository.git.refs.get(ref.name);
  if (head === undefined) throw graphqlError('NOT_FOUND', `No branch named "${branch}" was found.`);
  if (head !== input.expectedHeadOid) {
    const message = `Expected branch to point to "${input.expectedHeadOid}" but it did not. Pull and try again.`;
    throw graphqlError('STALE_DATA', message);
  }
  const there = repository.git.filesOf(head);
  const absent = deletions.find(({ path }) => !there.has(path));
  if (absent) {
    const message = `A path was requested for deletion which does not exist as of commit oid \`${head}\`: ${absent.path}`;
    throw graphqlError('UNPROCESSABLE', message);
  }
  const files: FileChanges = Object.fromEntries([
    ...deletions.map(({ path }) => [path, null]),
    ...additions.map(({ path, contents }) => [path, Buffer.from(contents, 'base64')]),
  ]) as FileChanges;
  const { headline, body } = input.message;
  const message = body === undefined || body === null || body === '' ? headline : `${headline}\n\n${body}`;
  const { account } = authorIn(context);
  const oid = commitOnto(context.world, repository, account, head, { message, files });
  moveBranch(context.world, repository, branch, oid, account);
  return { commit: { kind: 'Commit', repository, oid }, ref };
}

export const gitMutations: Mutations = {
  createRef: mutation((input, context) => {
    const repository = repositoryNode(context, input['repositoryId']);
    const name = String(input['name']);
    demandPush(context.actor, repository, branchOf(name));
    createRef(context.world, repository, name, String(input['oid']), authorIn(context).account);
    return { ref: { kind: 'Ref', repository, name } };
  }),
  updateRef: mutation((input, context) => {
    const ref = refNamed(context, input['refId']);
    demandPush(context.actor, ref.repository, branchOf(ref.name));
    const force = input['force'] === true;
    updateRef(context.world, ref.repository, ref.name, String(input['oid']), { force, by: authorIn(context).account });
    return { ref };
  }),
  deleteRef: mutation((input, context) => {
    const { repository, name } = refNamed(context, input['refId']);
    demandPush(context.actor, repository, branchOf(name));
    deleteRef(context.world, repository, name, authorIn(context).account);
    return {};
  }),
  createCommitOnBranch: mutation((input, context) => createCommit(input as unknown as CommitInput, context)),
};
