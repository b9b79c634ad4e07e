import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import type { ProjectInput } from '../../src/sandbox/projects.ts';
import { startSandbox, type Sandbox } from '../../src/sandbox/sandbox.ts';
import { milepost } from './milepost.ts';

const ORG = 'example-org';
const PERMISSIONS = { contents: 'write', issues: 'write', checks: 'write', organization_projects: 'write' } as const;

interface PlanOutput {
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

const ROADMAP = '# Roadmap\n\n## Next\n\n- Ring the bell (#1)\n';

/** A repository whose roadmap has items with issues, and the project that its configuration names. */
function stage(name: string, owner: string, project: string | number, roadmap = ROADMAP): void {
  sandbox.createRepository(`${owner}/${name}`, {
    files: {
      'ROADMAP.md': roadmap,
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
    stage('shed', 'alice', createProject('alice', { public: true, fields: [{ name: 'Target', type: 'text' }] }));
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

const cards = (owner: string, project: number) =>
  sandbox.state.project(owner, project).cards.map(({ content, values, archived }) => [content, values, archived]);
const writes = (): (string | null)[] =>
  sandbox.state
    .writes()
    .map(({ operation }) => operation)
    .filter((operation) => operation?.startsWith('Milepost') === true);

describe('apply', () => {
  it('puts the issues of the roadmap on the board, fills their cards, and writes nothing a second time', async () => {
    const project = createProject(ORG, { fields: [{ name: 'Target', type: 'text' }] });
    stage('mill', ORG, project, '# Roadmap\n\n## 1.2\n\n- [x] Ring the bell (#1)\n- [ ] Paint the door (#2)\n');
    sandbox.people.openIssue(`${ORG}/mill`, { title: 'Door', by: 'alice' });
    sandbox.people.closeIssue(`${ORG}/mill`, 1, { by: 'alice' });
    sandbox.state.clearRequests();
    expect(await milepost(sandbox, appToken, 'apply', `${ORG}/mill`)).toMatchObject({ code: 0 });
    expect(cards(ORG, project)).toEqual([
      [`${ORG}/mill#1`, { Status: 'Done', Target: '1.2' }, false],
      [`${ORG}/mill#2`, { Status: 'Todo', Target: '1.2' }, false],
    ]);
    expect(writes()).toEqual(['MilepostAddCards', 'MilepostMoveCards']);
    sandbox.state.clearRequests();
    await milepost(sandbox, appToken, 'apply', `${ORG}/mill`);
    expect(writes()).toEqual([]);
  });

  it("works on a person's own board with that person's token", async () => {
    const project = createProject('alice');
    stage('barn', 'alice', project);
    await milepost(sandbox, sandbox.createToken('alice'), 'apply', 'alice/barn');
    expect(cards('alice', project)).toEqual([['alice/barn#1', { Status: 'Todo' }, false]]);
  });

  it('leaves a closed board and archived cards as they are', async () => {
    const project = createProject(ORG);
    stage('forge', ORG, project, '# Roadmap\n\n## Next\n\n- Ring the bell (#1)\n- Paint the door (#2)\n');
    sandbox.people.openIssue(`${ORG}/forge`, { title: 'Door', by: 'alice' });
    const card = { owner: ORG, project, repository: `${ORG}/forge`, issue: 1 };
    sandbox.people.addCard(card);
    sandbox.people.archiveCard(card);
    sandbox.people.closeProject(ORG, project);
    await milepost(sandbox, appToken, 'apply', `${ORG}/forge`);
    expect(cards(ORG, project)).toEqual([[`${ORG}/forge#1`, {}, true]]);
    sandbox.people.reopenProject(ORG, project);
    await milepost(sandbox, appToken, 'apply', `${ORG}/forge`);
    expect(cards(ORG, project)).toEqual([
      [`${ORG}/forge#1`, {}, true],
      [`${ORG}/forge#2`, { Status: 'Todo' }, false],
    ]);
  });
});
