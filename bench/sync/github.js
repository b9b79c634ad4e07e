/**
 * The GitHub of the measurement, in a process of its own so that neither its memory nor its processor time counts: the
 * sandbox, told by messages what to do.
 */
import { queryCost } from '../../dist/sandbox/graphql/cost.js';
import { startSandbox } from '../../dist/sandbox/sandbox.js';
import { parse } from 'graphql';
import { answerCommands } from '../process/answer-commands.js';

const OWNER = 'example-org';
const NAME = 'lantern';
const REPOSITORY = `${OWNER}/${NAME}`;

const limits = { requestsPerHour: 1_000_000, pointsPerHour: 1_000_000 };
const sandbox = await startSandbox({ latencyMs: Number(process.env.LATENCY_MS), limits });
sandbox.createUser('alice');
sandbox.createOrganization(OWNER, { alice: 'admin' });
const WRITE = 'write';
sandbox.registerApp({
  id: 4711,
  slug: 'milepost',
  permissions: {
    metadata: 'read',
    contents: WRITE,
    issues: WRITE,
    pull_requests: WRITE,
    checks: WRITE,
    organization_projects: WRITE,
  },
});

const commands = {
  /** A repository with so many issues, all of them on a board where `board` says so. */
  begin({ issues, roadmap, board }) {
    sandbox.createRepository(REPOSITORY);
    for (let number = 1; number <= issues; number += 1) {
      sandbox.people.openIssue(REPOSITORY, { title: `Work ${number}`, by: 'alice' });
    }
    const files = { 'ROADMAP.md': roadmap };
    if (board) {
      const number = sandbox.people.createProject(OWNER, { title: 'The plan', by: 'alice' });
      files['.github/milepost.yml'] = `roadmaps: [{ path: ROADMAP.md, project: ${number} }]\n`;
    }
    const head = sandbox.people.push(REPOSITORY, { by: 'alice', message: 'Plan', files });
    const installation = sandbox.install(OWNER, { repositories: 'all', by: 'alice' });
    return {
      head,
      owner: OWNER,
      name: NAME,
      repositoryId: sandbox.state.repository(REPOSITORY).id,
      installationId: installation,
      token: sandbox.createInstallationToken(installation),
      apiUrl: sandbox.apiUrl,
      graphqlUrl: sandbox.graphqlUrl,
      url: sandbox.url,
    };
  },
  close({ number }) {
    sandbox.people.closeIssue(REPOSITORY, number, { by: 'alice' });
  },
  /** What was asked since the last time. */
  counted() {
    const { requests } = sandbox.state;
    const points = requests.reduce((sum, { query, variables, path }) => {
      if (path !== '/graphql') return sum;
      return sum + queryCost(parse(query), variables ?? {}).cost;
    }, 0);
    const told = requests.map(({ method, path, operation }) => operation ?? `${method} ${path}`);
    const result = {
      requests: requests.length,
      writes: requests.filter(({ isWrite }) => isWrite).length,
      points,
      told,
    };
    sandbox.state.clearRequests();
    return result;
  },
};

answerCommands(commands);
