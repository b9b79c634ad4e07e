/**
 * One repository's git objects, with the ids that git gives them: a blob, tree or commit written here has the same
 * SHA-1 as in a real repository. Nothing touches the disk. https://git-scm.com/book/en/v2/Git-Internals-Git-Objects
 */
import { createHash } from 'node:crypto';

export interface TreeEntry {
  name: string;
  /** `100644`, `100755`, `120000` or `040000`, as GitHub prints them. */
  mode: string;
  type: 'blob' | 'tree';
  sha: string;
}

export interface Signature {
  name: string;
  email: string;
  date: Date;
}

export interface CommitObject {
  sha: string;
  tree: string;
  parents: string[];
  author: Signature;
  committer: Signature;
  message: string;
}

export interface FileEntry {
  mode: string;
  sha: string;
}

/** null deletes the file. */
export type FileChanges = Readonly<Record<string, string | Buffer | null>>;

const hash = (type: string, body: Buffer): string =>
  createHash('sha1').update(`${type} ${body.length}\0`).update(body).digest('hex');

const signatureLine = ({ name, email, date }: Signature): string =>
  `${name} <${email}> ${Math.floor(date.getTime() / 1000)} +0000`;

export class GitStore {
  readonly blobs: Map<string, Buffer>;
  readonly trees: Map<string, TreeEntry[]>;
  readonly commits: Map<string, CommitObject>;
  /** Commits that GitHub made itself and signed. */
  readonly signed: Set<string>;
  /** Full name → commit: `refs/heads/main`. */
  readonly refs = new Map<string, string>();

  /** A fork shares all objects with the repository it comes from, as at GitHub; its refs are its own. */
  constructor(origin?: GitStore) {
    this.blobs = origin?.blobs ?? new Map<string, Buffer>();
    this.trees = origin?.trees ?? new Map<string, TreeEntry[]>();
    this.commits = origin?.commits ?? new Map<string, CommitObject>();
    this.signed = origin?.signed ?? new Set<string>();
  }

  writeBlob(content: Buffer): string {
    const sha = hash('blob', content);
    this.blobs.set(sha, content);
    return sha;
  }

  /** Writes the tree of these files (and its subtrees) and gives its id. Keys are paths without a leading slash. */
  writeTree(files: ReadonlyMap<string, FileEntry>): string {
    const entries = new Map<string, TreeEntry>();
    const folders = new Map<string, Map<string, FileEntry>>();
    for (const [path, file] of files) {
      const slash = path.indexOf('/');
      if (slash < 0) {
        entries.set(path, { name: path, mode: file.mode, type: 'blob', sha: file.sha });
        continue;
      }
      const folder = path.slice(0, slash);
      const inside = folders.get(folder) ?? new Map<string, FileEntry>();
      inside.set(path.slice(slash + 1), file);
      folders.set(folder, inside);
    }
    for (const [name, inside] of folders) {
      entries.set(name, { name, mode: '040000', type: 'tree', sha: this.writeTree(inside) });
    }
    return this.#storeTree([...entries.values()]);
  }

  writeCommit(commit: Omit<CommitObject, 'sha'>): string {
    const lines = [
      `tree ${commit.tree}`,
      ...commit.parents.map((parent) => `parent ${parent}`),
      `author ${signatureLine(commit.author)}`,
      `committer ${signatureLine(commit.committer)}`,
    ];
    const sha = hash('commit', Buffer.from(`${lines.join('\n')}\n\n${commit.message}`));
    this.commits.set(sha, { ...commit, sha });
    return sha;
  }

  /** Every file of a commit by path; nothing for null (an empty repository). */
  filesOf(commitSha: string | null): Map<string, FileEntry> {
    const files = new Map<string, FileEntry>();
    const commit = commitSha === null ? undefined : this.commits.get(commitSha);
    if (commit) this.#collect(commit.tree, '', files);
    return files;
  }

  /** Every file of a tree by path. */
  filesOfTree(treeSha: string | null): Map<string, FileEntry> {
    const files = new Map<string, FileEntry>();
    if (treeSha !== null) this.#collect(treeSha, '', files);
    return files;
  }

  /** What stands at a path of a tree: `''` is the tree itself. */
  entryAt(treeSha: string, path: string): TreeEntry | null {
    let entry: TreeEntry = { name: '', mode: '040000', type: 'tree', sha: treeSha };
    for (const name of path.split('/').filter((part) => part !== '')) {
      const next = entry.type === 'tree' ? this.trees.get(entry.sha)?.find((child) => child.name === name) : undefined;
      if (!next) return null;
      entry = next;
    }
    return entry;
  }

  /** A commit by branch, tag, full ref, `heads/x`, HEAD, or (at least 7 digits of) its id; null where nothing is. */
  resolveCommit(expression: string, defaultBranch: string): string | null {
    if (expression === 'HEAD') return this.refs.get(`refs/heads/${defaultBranch}`) ?? null;
    for (const prefix of ['', 'refs/', 'refs/heads/', 'refs/tags/']) {
      const sha = this.refs.get(`${prefix}${expression}`);
      if (sha !== undefined) return sha;
    }
    if (!/^[0-9a-f]{7,40}$/i.test(expression)) return null;
    const start = expression.toLowerCase();
    if (start.length === 40) return this.commits.has(start) ? start : null;
    return [...this.commits.keys()].find((sha) => sha.startsWith(start)) ?? null;
  }

  /** The commit and its ancestors, newest first; with a path only those that changed what stands there. */
  history(from: string, path?: string): CommitObject[] {
    const seen = new Set<string>();
    const waiting = [from];
    const found: CommitObject[] = [];
    while (waiting.length > 0) {
      const sha = waiting.shift() ?? '';
      const commit = this.commits.get(sha);
      if (!commit || seen.has(sha)) continue;
      seen.add(sha);
      found.push(commit);
      waiting.push(...commit.parents);
    }
    // The sort is stable: commits of the same second stay child before parent.
    found.sort((a, b) => b.committer.date.getTime() - a.committer.date.getTime());
    return path === undefined ? found : found.filter((commit) => this.#touches(commit, path));
  }

  /** The newest commit that both have among their ancestors (or are); null where they share none. */
  mergeBase(one: string, other: string): string | null {
    const known = new Set(this.history(one).map((commit) => commit.sha));
    const common = this.history(other).filter((commit) => known.has(commit.sha));
    // Times may be equal: the best one is an ancestor of no other.
    const best = common.find((commit) => !common.some((each) => each.parents.includes(commit.sha)));
    return best?.sha ?? common[0]?.sha ?? null;
  }

  /** The commit is the other one, or one of its ancestors. */
  isAncestor(sha: string, of: string): boolean {
    return this.history(of).some((commit) => commit.sha === sha);
  }

  /** Commits that `to` has and `from` has not, oldest first. */
  commitsBetween(from: string, to: string): CommitObject[] {
    const known = new Set(this.history(from).map((commit) => commit.sha));
    return this.history(to)
      .filter((commit) => !known.has(commit.sha))
      .toReversed();
  }

  /** Paths that differ between two commits; `null` before: everything was added. */
  changesBetween(before: string | null, after: string): { added: string[]; modified: string[]; removed: string[] } {
    const old = this.filesOf(before);
    const current = this.filesOf(after);
    return {
      added: [...current.keys()].filter((path) => !old.has(path)),
      modified: [...current].filter(([path, file]) => old.has(path) && old.get(path)?.sha !== file.sha).map(([p]) => p),
      removed: [...old.keys()].filter((path) => !current.has(path)),
    };
  }

  /** Share of equal lines of two blobs, 0 to 1, as git takes one file for another renamed: about half is enough. */
  likeness(one: string | undefined, other: string | undefined): number {
    if (one === other) return 1;
    const [left, right] = [one, other].map((sha) => (this.blobs.get(sha ?? '')?.toString() ?? '').split('\n'));
    const known = new Set(left);
    const common = right!.filter((line) => line !== '' && known.has(line)).length;
    return common / Math.max(left!.length, right!.length);
  }

  #touches(commit: CommitObject, path: string): boolean {
    const here = this.entryAt(commit.tree, path)?.sha;
    const parents = commit.parents.map((sha) => this.commits.get(sha));
    if (parents.length === 0) return here !== undefined;
    return parents.every((parent) => !parent || this.entryAt(parent.tree, path)?.sha !== here);
  }

  #storeTree(entries: TreeEntry[]): string {
    // git sorts folders as if their names ended with a slash.
    const key = (entry: TreeEntry) => Buffer.from(entry.type === 'tree' ? `${entry.name}/` : entry.name);
    const sorted = entries.toSorted((a, b) => Buffer.compare(key(a), key(b)));
    const body = Buffer.concat(
      sorted.flatMap((entry) => [
        Buffer.from(`${entry.mode.replace(/^0/, '')} ${entry.name}\0`),
        Buffer.from(entry.sha, 'hex'),
      ]),
    );
    const sha = hash('tree', body);
    this.trees.set(sha, sorted);
    return sha;
  }

  #collect(treeSha: string, prefix: string, files: Map<string, FileEntry>): void {
    for (const entry of this.trees.get(treeSha) ?? []) {
      const path = prefix + entry.name;
      if (entry.type === 'tree') this.#collect(entry.sha, `${path}/`, files);
      else files.set(path, { mode: entry.mode, sha: entry.sha });
    }
  }
}
