/** What GitHub shows of a cell, as a value to compare: what is there and how often, without ids, times and addresses. */
import type { Cell } from './cell.ts';

const words = (text: string | null | undefined, { owner }: Cell): string =>
  (text ?? '')
    .replaceAll(owner, 'OWNER')
    .replace(/127\.0\.0\.1:\d+/g, 'HOST')
    .replace(/[0-9a-f]{16,40}/g, 'OID')
    .replace(/\d{4}-\d{2}-\d{2}(?:T[\d:.]+Z)?/g, 'DATE')
    // What a marker holds are ids; how many there are, and of which kind, counts.
    .replace(/<!-- milepost:([a-z-]*)[^]*?-->/g, '<!-- $1 -->');

const login = (user: { login: string } | null | undefined): string => user?.login ?? '';

/** Issues, comments, reactions, milestones, labels, cards, branches, pull requests and check runs of the cell. */
export function pictureOf(cell: Cell) {
  const { repository, state, owner } = cell;
  const comments = (number: number) =>
    state.comments(repository, number).map(({ id, user, body }) => ({
      by: login(user),
      body: words(body, cell),
      reactions: state
        .reactions(repository, { comment: id })
        .map(({ content }) => content)
        .toSorted(),
    }));
  const boards = cell.hasBoard ? [state.project(owner, cell.subject)] : [];
  return {
    issues: state.issues(repository).map((issue) => ({
      by: login(issue.user),
      title: issue.title,
      state: issue.state,
      labels: issue.labels.map(({ name }) => name),
      milestone: issue.milestone?.title ?? null,
      comments: comments(issue.number),
    })),
    milestones: state.milestones(repository).map(({ title }) => title),
    labels: state.labels(repository).map(({ name }) => name),
    branches: state.branches(repository).toSorted(),
    pulls: state.pullRequests(repository).map(({ number, state: is, head, commits }) => ({
      is,
      from: head.ref,
      commits,
      file: words(state.file(repository, 'ROADMAP.md', head.sha), cell),
      reviews: state.reviews(repository, number).map(({ user }) => login(user)),
    })),
    checks: checksOf(cell),
    cards: boards.flatMap(({ cards }) =>
      cards.map(({ content, values }) => ({ content: words(content, cell), values })),
    ),
  };
}

/** By commit, as many as there are, and what kind of commit it is. */
function checksOf({ state, repository }: Cell) {
  const runs = state.checkRuns(repository);
  const heads = new Map(state.pullRequests(repository).map(({ number, head }) => [head.sha, `head of #${number}`]));
  const commits = [...new Set(runs.map(({ head_sha }) => head_sha))];
  const byCommit = commits.map((sha) =>
    runs
      .filter((run) => run.head_sha === sha)
      .map(({ status, conclusion, annotations, external_id: id }) => {
        const kind = id?.startsWith('pull:') ? 'earlier head' : 'pushed';
        return `${heads.get(sha) ?? kind}: ${status} ${conclusion} ${annotations.length}`;
      }),
  );
  // That of the push and that of the standing pull request come in either order.
  return byCommit.toSorted((one, other) => (one.join() < other.join() ? -1 : 1));
}
