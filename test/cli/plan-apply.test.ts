import { describe, expect, it } from '@jest/globals';
import type { SynchroniseRequest } from '../../src/cli/synchronise.ts';
import { GitHubError, RateLimited } from '../../src/github/github-error.ts';
import type { SyncResult } from '../../src/jobs/sync/sync-task.ts';
import type { SyncReport } from '../../src/plan/report.ts';
import { syncReport } from '../render/sample-project.ts';
import { applied, planned, quiet } from '../render/terminal-project.ts';
import { NOW, runCommand } from './run-command.ts';

const REPO = 'lanternhq/lantern';
const env = { GITHUB_TOKEN: 'token-of-a-person' };

const looked = (report: SyncReport, retry: string | null = null): SyncResult => ({
  state: 'looked',
  report,
  retry,
  checkRefused: null,
});

/** Runs a command against a stand-in that answers with this, and keeps what it was asked. */
async function against(
  answer: SyncReport | SyncResult | Error,
  parameters: string[],
  more: Record<string, string> = {},
) {
  const requests: SynchroniseRequest[] = [];
  const result = await runCommand(parameters, {
    env: { ...env, ...more },
    door: async () => (request) => {
      requests.push(request);
      if (answer instanceof Error) return Promise.reject(answer);
      return Promise.resolve('state' in answer ? answer : looked(answer));
    },
  });
  return { ...result, requests };
}

const withError = (): SyncReport => {
  const report = planned();
  report.roadmaps[0]!.plan.findings[0] = { ...report.roadmaps[0]!.plan.findings[0]!, severity: 'error' };
  return report;
};

const refused = (): SyncReport => {
  const report = applied();
  report.roadmaps[0]!.outcomes[0]!.outcome = { state: 'refused', reason: 'Issues are switched off.' };
  return report;
};

const problem = { file: '.github/milepost.yml', key: 'mode', line: 3, column: 7, message: 'Found "x", expected "y".' };
const misconfigured = syncReport([], { mode: null, policyProblems: [problem] });

describe('milepost plan', () => {
  it('asks for a plan only, with the token and the addresses of the environment', async () => {
    const { requests } = await against(planned(), ['plan', REPO, '--path', 'docs/ROADMAP.md', '--ref', 'next'], {
      GITHUB_API_URL: 'https://git.acme.test/api/v3',
      GITHUB_GRAPHQL_URL: 'https://git.acme.test/api/graphql',
      GITHUB_SERVER_URL: 'https://git.acme.test',
    });
    expect(requests).toHaveLength(1);
    const { now, ...request } = requests[0]!;
    expect(now().toISOString()).toBe(NOW);
    expect(request).toEqual({
      app: 'milepost',
      owner: 'lanternhq',
      name: 'lantern',
      path: 'docs/ROADMAP.md',
      ref: 'next',
      approve: null,
      dryRun: true,
      token: 'token-of-a-person',
      hosts: {
        restUrl: 'https://git.acme.test/api/v3',
        graphqlUrl: 'https://git.acme.test/api/graphql',
        webUrl: 'https://git.acme.test',
        webHost: 'git.acme.test',
      },
    });
  });

  it('prints text, JSON, Markdown and SARIF', async () => {
    const at = async (format: string) => (await against(planned(), ['plan', REPO, '--format', format])).out;
    expect(await at('text')).toMatch(/Milepost would open 2 issues:/);
    expect(JSON.parse(await at('json'))).toMatchObject({ repo: REPO, roadmaps: [{ file: 'ROADMAP.md', items: 5 }] });
    expect(await at('markdown')).toMatch(/^## ROADMAP\.md/);
    expect(JSON.parse(await at('sarif'))).toMatchObject({ version: '2.1.0' });
  });

  it.each<[string, SyncReport, number]>([
    ['nothing to do', quiet(), 0],
    ['warnings and notes', planned(), 0],
    ['an error', withError(), 1],
    ['a wrong configuration', misconfigured, 2],
    ['no roadmap', syncReport([], { searched: ['ROADMAP.md'] }), 2],
    ['`mode: off`', syncReport([], { mode: 'off' }), 0],
  ])('ends for %s with its status', async (_, report, code) => {
    expect((await against(report, ['plan', REPO])).code).toBe(code);
  });

  it.each(['text', 'json', 'markdown', 'sarif'])(
    'does not meet a wrong configuration with silence as %s',
    async (format) => {
      const { out, err } = await against(misconfigured, ['plan', REPO, '--format', format]);
      expect(`${out}${err}`).toMatch(/milepost\.yml/);
      expect(`${out}${err}`).toMatch(/expected \\?"y/);
    },
  );

  it('says why there was nothing to look at', async () => {
    const { code, out, err } = await against({ state: 'skipped', why: 'next leads to no commit' }, ['plan', REPO]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toBe(`milepost: ${REPO} was left as it is: next leads to no commit.\n`);
  });
});

const failure = (kind: GitHubError['kind'], status: number | null): GitHubError =>
  new GitHubError({ kind, status, about: `reading ${REPO}`, said: 'No' });

describe('a failure of GitHub', () => {
  it.each<[string, Error, RegExp]>([
    ['a bad token', failure('forbidden', 401), /GitHub answered 401: No\. GITHUB_TOKEN is not accepted/],
    [
      'a missing permission',
      failure('forbidden', 403),
      /GITHUB_TOKEN does not allow this\. It needs read access to Contents/,
    ],
    [
      'an unknown repository',
      failure('not-found', 404),
      /Check the name lanternhq\/lantern, and that GITHUB_TOKEN may see it/,
    ],
    ['no network', failure('unavailable', null), /Check the network/],
    [
      'a rate limit',
      new RateLimited('reading', new Date(NOW)),
      /again after 2026-04-02T09:00:00\.000Z\. Run the command again then/,
    ],
  ])('is told with what to do: %s', async (_, error, message) => {
    const { code, out, err } = await against(error, ['plan', REPO]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(message);
    expect(err).not.toMatch(/token-of-a-person|\n\s+at /);
  });
});

describe('milepost apply', () => {
  it('asks for the real thing, once', async () => {
    const { code, out, requests } = await against(applied(), ['apply', REPO]);
    expect(requests.map(({ dryRun, approve }) => [dryRun, approve])).toEqual([[false, null]]);
    expect(out).toMatch(/✓ ROADMAP\.md:5 {2}#401 {2}Resumable uploads/);
    expect(code).toBe(0);
  });

  it('looks again before it goes on with an approved plan', async () => {
    const { fingerprint } = planned().roadmaps[0]!.plan;
    const { code, requests } = await against(planned(), ['apply', REPO, '--approve', fingerprint]);
    expect(requests.map(({ dryRun, approve }) => [dryRun, approve])).toEqual([
      [true, fingerprint],
      [false, fingerprint],
    ]);
    expect(code).toBe(0);
  });

  it('writes nothing when the plan is no longer the approved one', async () => {
    const { code, out, err, requests } = await against(planned(), ['apply', REPO, '--approve', '0123456789abcdef']);
    expect(requests.map(({ dryRun }) => dryRun)).toEqual([true]);
    expect([code, out]).toEqual([2, '']);
    expect(err).toMatch(
      /The plan has changed since it was approved: found [0-9a-f]{16} \(ROADMAP\.md\), expected 0123456789abcdef\. Nothing was written\./,
    );
  });

  it('ends with 2 when GitHub refused something, and when another process is at it', async () => {
    expect((await against(refused(), ['apply', REPO])).code).toBe(2);
    const { code, err } = await against(looked(applied(), 'another process is at work here'), ['apply', REPO]);
    expect(code).toBe(2);
    expect(err).toMatch(/not settled: another process is at work here\. Run the command again/);
  });

  it('prints JSON with what came of each operation', async () => {
    const { out } = await against(applied(), ['apply', REPO, '--format', 'json']);
    const { roadmaps } = JSON.parse(out) as { roadmaps: { operations: { outcome: { state: string } }[] }[] };
    expect(roadmaps[0]!.operations.map(({ outcome }) => outcome.state)).toEqual(['done', 'done', 'done', 'held']);
  });
});
