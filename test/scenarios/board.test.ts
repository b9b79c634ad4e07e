import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProjectInput } from '../../src/sandbox/projects.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { milepost } from './milepost.ts';

const ORG = 'example-org';
const PERMISSIONS = { contents: 'write', issues: 'write', checks: 'write', organization_projects: 'write' } as const;

interface PlanOutput {
  unserved?: unknown[];
  roadmaps: { findings: { rule: string; line: number; message: string }[] }[];
}

let sandbox: Sandbox;
let installation = 0;
let appToken = '';
beforeAll(async () => {
  sandbox = await startSandbox();
  for (const login of ['alice', 'bob']) sandbox.createUser(login);
  sandbox.createOrganization(ORG, { alice: 'admin' });
  sandbox.registerApp({ id: 4711, slug: 'milepost', permissions: PERMISSIONS });
  installation = sandbox.install(ORG);
  appToken = sandbox.createInstallationToken(installation);
});
afterAll(() => sandbox.close());

/** A repository whose roadmap has one item with an issue, and the project that its configuration names. */
function stage(name: string, owner: string, project: string | number): void {
  sandbox.createRepository(`${owner}/${name}`, {
    files: {
      'ROADMAP.md': '# Roadmap\n\n## Next\n\n- Ring the bell (#1)\n',
      '.github/milepost.yml': `roadmaps: [{ path: ROADMAP.md, project: ${project} }]\nboard: { target_field: Target }\n`,
    },
  });
  sandbox.people.openIssue(`${owner}/${name}`, { title: 'Bell', by: 'alice' });
}

const createProject = (owner: string, input: Partial<ProjectInput> = {}): number =>
  sandbox.people.createProject(owner, { title: 'Secret voyage', by: 'alice', ...input });

async function found(token: string, repository: string): Promise<{ rules: string[]; out: string }> {
  const { out } = await milepost(sandbox, token, 'plan', repository, '--format', 'json');
  const { roadmaps } = JSON.parse(out) as PlanOutput;
  const rules = roadmaps.flatMap(({ findings }) => findings.map(({ rule, line }) => `${line} ${rule}`));
  return { rules: rules.filter((rule) => /board|card/.test(rule)), out };
}

describe('the board that a configuration names', () => {
  it('is read by plan, and counts as served', async () => {
    stage('lantern', ORG, createProject(ORG, { fields: [{ name: 'Target', type: 'text' }] }));
    const { rules, out } = await found(appToken, `${ORG}/lantern`);
    expect(rules).toEqual([]);
    expect(out).not.toContain('does not act on it yet');
    const asked = sandbox.state.requests.map(({ operation }) => operation);
    expect(asked).toContain('MilepostBoard');
    const question = sandbox.state.requests.find(({ operation }) => operation === 'MilepostReferences');
    // The fields of the configuration that the board has.
    expect(question?.variables).toMatchObject({ f0: 'Status', f1: 'Target' });
  });

  it("is a person's own: hidden from the app, and read with that person's token", async () => {
    const own = sandbox.install('alice');
    stage('shed', 'alice', createProject('alice', { public: true }));
    const forApp = await found(sandbox.createInstallationToken(own), 'alice/shed');
    expect(forApp.rules).toEqual(['1 board-hidden']);
    expect((await found(sandbox.createToken('alice'), 'alice/shed')).rules).toEqual([]);
  });

  it('is told with no more than its number where not everybody can see it', async () => {
    const number = createProject(ORG);
    stage('harbour', ORG, number);
    const card = { owner: ORG, project: number, repository: `${ORG}/harbour`, issue: 1 };
    sandbox.people.addCard(card);
    sandbox.people.moveCard(card, { Status: 'In Progress' });
    sandbox.people.archiveCard(card);
    const archived = await found(appToken, `${ORG}/harbour`);
    expect(archived.rules).toEqual(['1 archived-card']);
    sandbox.people.closeProject(ORG, number);
    const closed = await found(appToken, `${ORG}/harbour`);
    expect(closed.rules).toEqual(['1 board-closed']);
    for (const { out } of [archived, closed]) expect(out).not.toMatch(/Secret|In Progress/);
  });

  it('is forbidden to an app without the permission, and the rest is looked at all the same', async () => {
    stage('quay', ORG, createProject(ORG));
    const token = sandbox.createInstallationToken(installation, { contents: 'read', issues: 'write' });
    expect((await found(token, `${ORG}/quay`)).rules).toEqual(['1 board-forbidden']);
  });
});
