/** The GitHub of the measurement, in a process of its own: the sandbox with a fleet of small projects, told by messages. */
import { startSandbox } from '../../dist/sandbox/sandbox.js';
import { answerCommands } from '../process/answer-commands.js';

const PERMISSIONS = { metadata: 'read', contents: 'write', issues: 'write', pull_requests: 'write', checks: 'write' };
const ISSUES = 4;

/** Three of the four issues are in the roadmap. One check run, and nothing else is written. */
const FILES = {
  'ROADMAP.md': '# Roadmap\n\n## Later\n\n- Ring the bell (#1)\n- Paint the door (#2)\n- Mow the lawn (#3)\n',
  '.github/milepost.yml': 'dashboard: false\npull_request: { enabled: false }\n',
};

const limits = { requestsPerHour: 10_000_000, pointsPerHour: 10_000_000 };
const sandbox = await startSandbox({ latencyMs: Number(process.env.LATENCY_MS), limits });
sandbox.createUser('alice');

/** An owner with so many repositories, on all of which Milepost is installed. */
function createOwner(owner, repositories) {
  sandbox.createOrganization(owner, { alice: 'admin' });
  const rows = [];
  for (let number = 0; number < repositories; number += 1) {
    const full = `${owner}/r${number}`;
    sandbox.createRepository(full, { files: FILES });
    for (let issue = 1; issue <= ISSUES; issue += 1) {
      sandbox.people.openIssue(full, { title: `Work ${issue}`, by: 'alice' });
    }
    rows.push({ id: sandbox.state.repository(full).id, owner, name: `r${number}` });
  }
  const installationId = sandbox.install(owner, { repositories: 'all', by: 'alice' });
  return rows.map((row) => ({ ...row, installationId }));
}

const commands = {
  register({ privateKey }) {
    sandbox.registerApp({ id: 4711, slug: 'milepost', privateKey, permissions: PERMISSIONS, events: [] });
    return { host: sandbox.host };
  },
  create: ({ owners }) => owners.flatMap(({ owner, repositories }) => createOwner(owner, repositories)),
  /** Commit that the default branch is at. */
  head: ({ repository }) => sandbox.state.commit(repository),
  counted() {
    const { length } = sandbox.state.requests;
    const writes = sandbox.state.writes().length;
    sandbox.state.clearRequests();
    return { requests: length, writes };
  },
};

answerCommands(commands);
