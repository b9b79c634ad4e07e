/** What stands on GitHub before the demo begins: invented projects with the issues and milestones that their roadmaps name. */
import { readFileSync } from 'node:fs';
import type { Sandbox } from '../../sandbox/sandbox.ts';

export const OWNER = 'example-org';
export const PERSON = 'alice';
/** Somebody from outside. */
export const CONTRIBUTOR = 'bob';

/** One project of the story: an example roadmap, what is around it, and what Milepost is to make of it. */
export interface Scene {
  /** Name of the file under roadmaps/, without its ending: the dialect. */
  dialect: string;
  /** Name of the repository. */
  name: string;
  /** Issues that exist, by number; the others up to the highest are closed and about something else. */
  issues: Record<number, { title: string; closed?: true }>;
  /** Titles in the order of their numbers; `closed` those that are. */
  milestones?: { titles: string[]; closed: string[] };
  /** Titles of the issues that Milepost is to open, and the issues here that it is to comment on, by number. */
  expected: { opened: string[]; commentedOn: number[] };
}

const README = { 'README.md': 'Without a roadmap.\n' };

const roadmapsUrl = new URL('../../../roadmaps/', import.meta.url);

/** The example roadmap as it would be written on this GitHub: its addresses lead to the sandbox. */
export const roadmapText = ({ dialect }: Scene, sandbox: Sandbox): string =>
  readFileSync(new URL(`${dialect}.md`, roadmapsUrl), 'utf8').replaceAll('https://github.com', sandbox.url);

export const repositoryOf = ({ name }: Scene): string => `${OWNER}/${name}`;

export function setTheStage(sandbox: Sandbox, scenes: readonly Scene[]): void {
  sandbox.createUser(PERSON);
  sandbox.createUser(CONTRIBUTOR);
  sandbox.createOrganization(OWNER, { [PERSON]: 'admin' });
  for (const scene of scenes) {
    const repository = repositoryOf(scene);
    sandbox.createRepository(repository, { by: PERSON, files: { 'README.md': `# ${scene.name}\n` } });
    openIssues(sandbox, repository, scene.issues);
    for (const title of scene.milestones?.titles ?? []) {
      const number = sandbox.people.createMilestone(repository, { title, by: PERSON });
      if (scene.milestones?.closed.includes(title)) {
        sandbox.people.editMilestone(repository, number, { state: 'closed', by: PERSON });
      }
    }
  }
  // Two neighbours that the roadmaps refer to: one that nobody outside may read, and one for everybody.
  sandbox.createRepository(`${OWNER}/lantern-operator`, { visibility: 'private', by: PERSON, files: README });
  openIssues(sandbox, `${OWNER}/lantern-operator`, { 41: { title: 'Choose the storage class' } });
  sandbox.createRepository(`${OWNER}/pebble-sync`, { by: PERSON, files: README });
  openIssues(sandbox, `${OWNER}/pebble-sync`, { 9: { title: 'Two people on one page' } });
}

function openIssues(sandbox: Sandbox, repository: string, issues: Scene['issues']): void {
  const highest = Math.max(0, ...Object.keys(issues).map(Number));
  for (let number = 1; number <= highest; number++) {
    const issue = issues[number];
    sandbox.people.openIssue(repository, { title: issue?.title ?? 'Something else', by: PERSON });
    if (issue === undefined || issue.closed) sandbox.people.closeIssue(repository, number, { by: PERSON });
  }
}
