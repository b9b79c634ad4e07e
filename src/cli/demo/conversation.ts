/** The second part of the demo: people talk with Milepost on GitHub. */
import type { Sandbox } from '../../sandbox/sandbox.ts';
import { CONTRIBUTOR, OWNER, PERSON } from './stage.ts';

/** One thing that somebody does, and what is to come of it. */
export interface Turn {
  /** The line that announces it. */
  says: string;
  act(sandbox: Sandbox): void;
  /** What comes of it, in words, and whether it has. */
  expects: string;
  hasCome(sandbox: Sandbox): boolean;
}

const KILN = `${OWNER}/kiln`;
const FORK = `${CONTRIBUTOR}/kiln`;
const CACHES = 58;

const roadmapOf = (sandbox: Sandbox, repository: string): string => sandbox.state.file(repository, 'ROADMAP.md') ?? '';

const byMilepost = ({ user }: { user: { login: string } | null }): boolean => user?.login === 'milepost[bot]';

export const TURNS: readonly Turn[] = [
  {
    says: `${KILN} — ${CONTRIBUTOR} proposes a change of the roadmap, from a fork`,
    act(sandbox) {
      sandbox.people.fork(KILN, { by: CONTRIBUTOR });
      const text = roadmapOf(sandbox, FORK).replace(
        '- [ ] Approve a step by hand',
        '- [ ] Approve a step by hand (#999)\n- [ ] Builds on a phone (issue to be created)',
      );
      const files = { 'ROADMAP.md': text };
      sandbox.people.push(FORK, { by: CONTRIBUTOR, branch: 'phones', message: 'Builds on a phone', files });
      const title = 'Plan builds on a phone';
      sandbox.people.openPullRequest(KILN, { by: CONTRIBUTOR, title, head: `${CONTRIBUTOR}:phones`, base: 'main' });
    },
    expects: 'a check of the pull request',
    hasCome: (sandbox) =>
      sandbox.state
        .pullRequests(KILN)
        .some(({ user, head }) => user?.login === CONTRIBUTOR && isChecked(sandbox, head.sha)),
  },
  {
    says: `${KILN} — ${PERSON} comments “/roadmap done” on #${CACHES}`,
    act: (sandbox) => void sandbox.people.comment(KILN, CACHES, '/roadmap done', { by: PERSON }),
    expects: 'a reply that names the pull request',
    hasCome: (sandbox) => sandbox.state.comments(KILN, CACHES).filter(byMilepost).length > 1,
  },
  {
    says: `${KILN} — ${PERSON} merges Milepost's pull request`,
    act(sandbox) {
      const pull = sandbox.state.pullRequests(KILN).find(byMilepost);
      if (pull !== undefined) sandbox.people.mergePullRequest(KILN, pull.number, { by: PERSON });
    },
    expects: 'a roadmap that says so, and a check run on it',
    hasCome: (sandbox) =>
      /- \[x\] Remote caches/.test(roadmapOf(sandbox, KILN)) &&
      sandbox.state.checkRuns(KILN, sandbox.state.commit(KILN) ?? '').length > 0,
  },
];

const isChecked = (sandbox: Sandbox, sha: string): boolean =>
  sandbox.state.checkRuns(KILN, sha).some(({ status }) => status === 'completed');
